import CellGrid

extension StyledText {
    /// The row broken at spaces into rows of some columns; later rows are indented.
    ///
    /// A word that is longer than a row is broken where the row ends, so nothing is ever cut off.
    func wrapped(to columns: Int, indent: Int = 0) -> [StyledText] {
        let columns = max(4, columns)
        if width <= columns { return [self] }
        let indent = min(indent, columns / 2)
        var wrapper = Wrapper(columns: columns, indent: indent)
        for span in spans { wrapper.add(span) }
        return wrapper.finished
    }
}

/// Fills rows word by word.
private struct Wrapper {
    let columns: Int
    let indent: Int
    private var rows: [StyledText] = []
    private var row = StyledText()
    private var used = 0

    init(columns: Int, indent: Int) {
        self.columns = columns
        self.indent = indent
    }

    var finished: [StyledText] { rows + [row] }

    mutating func add(_ span: Span) {
        for word in Self.words(of: span.text) { add(word, span.role) }
    }

    private mutating func add(_ word: String, _ role: ThemeRole) {
        let visible = TextWidth.width(of: Self.withoutTrailingSpaces(word))
        if used + visible > columns, used > (rows.isEmpty ? 0 : indent) { breakRow() }
        var rest = word
        while TextWidth.width(of: Self.withoutTrailingSpaces(rest)) > columns - used {
            let part = TextWidth.truncate(rest, toColumns: max(1, columns - used), ellipsis: "")
            if part.isEmpty { break }
            append(part, role)
            rest = String(rest.dropFirst(part.count))
            breakRow()
        }
        append(TextWidth.truncate(rest, toColumns: columns - used, ellipsis: ""), role)
    }

    private mutating func append(_ text: String, _ role: ThemeRole) {
        row.add(text, role)
        used += TextWidth.width(of: text)
    }

    private mutating func breakRow() {
        rows.append(row)
        row = StyledText(String(repeating: " ", count: indent))
        used = indent
    }

    /// Pieces that end after their spaces: `a  b` gives `a  ` and `b`.
    private static func words(of text: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isInSpaces = false
        for character in text {
            if isInSpaces && character != " " {
                words.append(word)
                word = ""
            }
            isInSpaces = character == " "
            word.append(character)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func withoutTrailingSpaces(_ text: String) -> String {
        guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
        return String(text[...last])
    }
}
