/// How the lines of a format are built.
enum FormatLayout {
    /// Text with fields at fixed places; the first pattern that fits counts.
    ///
    /// Lines of the second list belong to the record before them, though they have a header.
    case lines([LinePattern], continuations: [LinePattern])
    /// One JSON object a record.
    case json(KeyedFields)
    /// `key=value` pairs.
    case logfmt(KeyedFields)
}
