/// How many columns text takes, and text cut or filled to a number of columns.
///
/// Everything here counts as `CellGrid.write` draws: control characters take one column, as the
/// sign that replaces them.
public enum TextWidth {
    /// The columns that a character takes: 0 to 2, more for rare clusters with several letters.
    public static func width(of character: Character) -> Int {
        width(of: String(character))
    }

    /// The columns that text takes.
    public static func width(of text: String) -> Int {
        if let length = printableASCIILength(text) { return length }
        return width(of: text[...], upTo: .max)
    }

    /// The text, cut so that it takes at most `count` columns; what was cut off leaves the ellipsis.
    ///
    /// The ellipsis is left out where it would not fit. The result can be a column short when a wide
    /// glyph does not fit. Looks at no more of the text than is shown.
    public static func truncate(
        _ text: String, toColumns count: Int, ellipsis: String = "…"
    ) -> String {
        guard count > 0 else { return "" }
        if text.utf8.count <= count, printableASCIILength(text) != nil { return text }
        if width(of: text[...], upTo: count) <= count { return text }
        let ellipsisWidth = width(of: ellipsis)
        guard ellipsisWidth <= count else { return prefix(of: text, columns: count) }
        return prefix(of: text, columns: count - ellipsisWidth) + ellipsis
    }

    /// The text, cut or filled with spaces to exactly `count` columns, on the left unless told otherwise.
    public static func padded(
        _ text: String, toColumns count: Int, alignment: Alignment = .left, ellipsis: String = "…"
    ) -> String {
        let cut = truncate(text, toColumns: count, ellipsis: ellipsis)
        let missing = max(0, count - width(of: cut))
        switch alignment {
        case .left: return cut + String(repeating: " ", count: missing)
        case .right: return String(repeating: " ", count: missing) + cut
        case .centre:
            let before = missing / 2
            return String(repeating: " ", count: before) + cut
                + String(repeating: " ", count: missing - before)
        }
    }

    /// Where text stands in a field that is wider.
    public enum Alignment: Hashable, Sendable {
        /// At the left edge.
        case left
        /// At the right edge.
        case right
        /// In the middle, or half a column left of it.
        case centre
    }

    /// The number of bytes, if all of them are printable ASCII.
    private static func printableASCIILength(_ text: String) -> Int? {
        for byte in text.utf8 where byte < 0x20 || byte > 0x7E { return nil }
        return text.utf8.count
    }

    /// The columns of the text, or some number above `limit` as soon as it is known to be above.
    private static func width(of text: Substring, upTo limit: Int) -> Int {
        var scanner = GlyphScanner(text)
        var columns = 0
        while columns <= limit, let glyph = scanner.next() { columns += glyph.width }
        return columns
    }

    private static func prefix(of text: String, columns limit: Int) -> String {
        var scanner = GlyphScanner(text[...])
        var columns = 0
        var end = text.startIndex
        while let glyph = scanner.next() {
            columns += glyph.width
            if columns > limit { break }
            end = scanner.position
        }
        return String(text[..<end])
    }
}
