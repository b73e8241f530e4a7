extension CellGrid {
    /// Draws the border of a rectangle and leaves its inside.
    ///
    /// A rectangle of a single row or column becomes a line; an empty one draws nothing.
    public mutating func drawBox(
        _ rect: Rect, style: Style = .plain, glyphs: BoxGlyphs = .rounded
    ) {
        guard !rect.isEmpty else { return }
        let lastRow = rect.bottomRows(1)
        let lastColumn = rect.rightColumns(1)
        if rect.columns == 1 {
            return fill(rect, glyphs.vertical, style: style)
        }
        fill(rect.topRows(1), glyphs.horizontal, style: style)
        guard rect.rows > 1 else { return }
        fill(lastRow, glyphs.horizontal, style: style)
        fill(rect.leftColumns(1), glyphs.vertical, style: style)
        fill(lastColumn, glyphs.vertical, style: style)
        put(glyphs.topLeft, rect.column, rect.row, style)
        put(glyphs.topRight, rect.endColumn - 1, rect.row, style)
        put(glyphs.bottomLeft, rect.column, rect.endRow - 1, style)
        put(glyphs.bottomRight, rect.endColumn - 1, rect.endRow - 1, style)
    }

    private mutating func put(_ glyph: Character, _ column: Int, _ row: Int, _ style: Style) {
        fill(Rect(column: column, row: row, columns: 1, rows: 1), glyph, style: style)
    }
}
