import CellGrid

/// Some text of one role.
struct Span: Equatable {
    /// The text; drawn in one row.
    var text: String
    /// What it means.
    var role: ThemeRole

    /// Makes a span of ordinary text unless told otherwise.
    init(_ text: String, _ role: ThemeRole = .text) {
        self.text = text
        self.role = role
    }
}

/// One row of text of several roles.
struct StyledText: Equatable {
    /// The pieces from left to right.
    var spans: [Span] = []

    /// An empty row.
    init() {}

    /// A row of one role.
    init(_ text: String, _ role: ThemeRole = .text) {
        spans = text.isEmpty ? [] : [Span(text, role)]
    }

    /// A row of several pieces.
    init(_ spans: [Span]) {
        self.spans = spans
    }

    /// Columns that the row takes.
    var width: Int { spans.reduce(0) { $0 + TextWidth.width(of: $1.text) } }

    /// True without any text.
    var isEmpty: Bool { spans.allSatisfy(\.text.isEmpty) }

    /// The text without its roles.
    var plain: String { spans.map(\.text).joined() }

    /// Appends a piece.
    mutating func add(_ text: String, _ role: ThemeRole = .text) {
        if !text.isEmpty { spans.append(Span(text, role)) }
    }

    /// Joins two rows.
    static func + (left: StyledText, right: StyledText) -> StyledText {
        StyledText(left.spans + right.spans)
    }

    /// Appends a row.
    static func += (left: inout StyledText, right: StyledText) {
        left.spans += right.spans
    }

    /// The row cut to some columns; what was cut off leaves the ellipsis.
    func truncated(to columns: Int, ellipsis: String) -> StyledText {
        if width <= columns { return self }
        var left = columns
        var kept: [Span] = []
        for (index, span) in spans.enumerated() {
            let spanWidth = TextWidth.width(of: span.text)
            let isLast = spans[(index + 1)...].allSatisfy(\.text.isEmpty)
            let reserve = isLast ? 0 : TextWidth.width(of: ellipsis)
            if spanWidth + reserve <= left {
                kept.append(span)
                left -= spanWidth
                continue
            }
            // One column more than there is room for makes sure that the ellipsis shows.
            let text = spanWidth <= left ? span.text + ellipsis : span.text
            let cut = TextWidth.truncate(text, toColumns: left, ellipsis: ellipsis)
            kept.append(Span(cut, span.role))
            break
        }
        return StyledText(kept)
    }

    /// The row cut or filled with spaces to exactly some columns.
    func padded(to columns: Int, ellipsis: String) -> StyledText {
        let cut = truncated(to: columns, ellipsis: ellipsis)
        let missing = columns - cut.width
        return missing > 0 ? cut + StyledText(String(repeating: " ", count: missing)) : cut
    }
}
