import CellGrid

/// What stands in the upper border of a pane.
struct PaneHeading {
    /// The pane.
    let pane: Pane
    /// The name, if it is not the pane's usual one.
    var name: String?
    /// Counts and more, beside the name.
    var details = StyledText()
    /// What stands at the right end, whatever else has to give way.
    var trailing = StyledText()
    /// Rows in all, and how many the filter keeps; nil where rows do not count.
    var rows: (shown: Int, all: Int)?
    /// What follows these counts, such as `loaded`; empty for nothing.
    var rowsNote = ""

    /// Writes the heading into the border of a box.
    func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let area = box.topRows(1).inset(columns: 2, rows: 0)
        guard area.columns >= 4 else { return }
        var right = marks(of: state, canvas.glyphs)
        if !trailing.isEmpty, right.width + trailing.width + 14 <= area.columns || right.isEmpty {
            right += StyledText(" ") + trailing + StyledText(" ")
        }
        var left = StyledText(" ") + title(of: state)
        if !details.isEmpty { left += StyledText("  ") + details }
        left.add(" ")
        let rightWidth = right.isEmpty ? 0 : min(right.width, max(0, area.columns - 9))
        canvas.draw(left, row: 0, in: area.droppingRight(rightWidth))
        if rightWidth > 0 { canvas.draw(right, row: 0, in: area.rightColumns(rightWidth)) }
    }

    private func title(of state: ConsoleState) -> StyledText {
        let isActive = state.focus == pane && state.overlays.isEmpty
        let role: ThemeRole = isActive ? .titleActive : .title
        return StyledText([Span("\(pane.number) ", .key), Span(name ?? pane.title, role)])
    }

    /// The filter and the state of the view, at the right end.
    private func marks(of state: ConsoleState, _ glyphs: GlyphSet) -> StyledText {
        var marks = StyledText()
        let query = state.query(of: pane)
        if !query.typed.isEmpty {
            marks.add(" /\(query.typed) ", .prompt)
            if let rows {
                let counts =
                    "\(CountText.grouped(rows.shown)) of \(CountText.grouped(rows.all)) "
                marks.add(rowsNote.isEmpty ? counts : counts + rowsNote + " ", .count)
            }
        }
        if let missed = state.missed(pane) {
            marks.add(" \(glyphs.paused) PAUSED +\(CountText.grouped(missed)) ", .paused)
        }
        return marks
    }
}

extension Canvas {
    /// Draws a thumb in the right border of a box when not all of its rows are in sight.
    mutating func drawScrollBar(top: Int, count: Int, in box: Rect, role: ThemeRole) {
        let height = box.rows - 2
        guard height > 1, count > height else { return }
        let length = max(1, height * height / count)
        let travel = height - length
        let start = min(travel, (top * travel + (count - height) / 2) / max(1, count - height))
        let thumb = Rect(
            column: box.endColumn - 1, row: box.row + 1 + start, columns: 1, rows: length)
        grid.fill(thumb, glyphs.scrollThumb, style: theme[role])
    }
}
