import CellGrid

/// A grid to draw on, with the theme and the signs that everything is drawn in.
struct Canvas {
    /// What is drawn so far.
    var grid: CellGrid
    /// How each role looks.
    let theme: Theme
    /// The signs to draw with.
    let glyphs: GlyphSet

    /// The whole screen.
    var bounds: Rect { grid.bounds }

    /// Writes a row at the left edge of a rectangle's row, cut to its width.
    ///
    /// - Returns: The columns that were written.
    @discardableResult
    mutating func draw(_ text: StyledText, row: Int, in rect: Rect) -> Int {
        guard row >= 0, row < rect.rows else { return 0 }
        let shown = text.truncated(to: rect.columns, ellipsis: glyphs.ellipsis)
        var column = rect.column
        for span in shown.spans {
            let point = Point(column: column, row: rect.row + row)
            column += grid.write(span.text, at: point, style: theme[span.role], clippedTo: rect)
        }
        return column - rect.column
    }

    /// Writes a row with one part at the left and one at the right edge; the right part wins.
    mutating func draw(_ left: StyledText, right: StyledText, row: Int, in rect: Rect) {
        let rightWidth = min(right.width, rect.columns)
        let gap = rightWidth > 0 ? 1 : 0
        draw(left, row: row, in: rect.droppingRight(rightWidth + gap))
        draw(right, row: row, in: rect.rightColumns(rightWidth))
    }

    /// Gives a row the look of the selection: its background and attributes.
    mutating func markSelected(row: Int, in rect: Rect) {
        let selection = theme[.selection]
        let area = rect.droppingTop(row).topRows(1)
        grid.restyle(area) { style in
            var marked = style.adding(selection.attributes)
            marked.background = selection.background
            // Reversed, every colour would become a patch of its own: the bar is of one colour.
            if selection.attributes.contains(.reverse) {
                marked.foreground = selection.foreground
            }
            return marked
        }
    }

    /// Lets everything in a rectangle step back behind a question: still legible, but all alike.
    mutating func recede(_ rect: Rect) {
        let faint = theme[.faint]
        grid.restyle(rect) { _ in faint }
    }

    /// Empties a rectangle.
    mutating func clear(_ rect: Rect) {
        grid.fill(rect, " ", style: theme[.text])
    }

    /// Writes sentences into the middle of a pane without rows, broken to its width.
    mutating func drawEmpty(_ sentences: [StyledText], in rect: Rect) {
        let inner = rect.inset(columns: 2, rows: 0)
        guard !inner.isEmpty else { return }
        let rows = sentences.flatMap { $0.wrapped(to: inner.columns) }
        let top = rect.rows > rows.count + 1 ? 1 : 0
        for (index, row) in rows.enumerated() { draw(row, row: top + index, in: inner) }
    }
}
