/// Rows of a page of the record that belong together.
struct RecordItem: Equatable {
    /// The rows.
    var rows: [StyledText]
    /// The id of the row that can be selected; nil for a heading.
    var id: Int?
}
