import CellGrid
import IncidentModel
import SafeText

/// A question in a box in the middle of the screen.
enum QuestionBox {
    /// Draws the question; gives the place of the cursor while words are being typed.
    static func draw(
        _ overlay: Overlay, _ state: ConsoleState, in body: Rect, on canvas: inout Canvas
    ) -> Point? {
        let width = min(body.columns - 2, 84)
        let area = body.droppingBottom(1).droppingTop(1)
        guard width >= 20, area.rows >= 5 else { return nil }
        let text = QuestionText(state: state, columns: width - 4, glyphs: canvas.glyphs)
        let content = text.content(of: overlay)
        let fixed = content.before.count + content.after.count + 2
        let room = max(1, min(content.scrolling.count, area.rows - fixed))
        let shown = content.scrolling.isEmpty ? 0 : room
        let height = min(area.rows, fixed + shown)
        let box = Rect(
            column: body.column + (body.columns - width) / 2,
            row: area.row + (area.rows - height) / 2, columns: width, rows: height)
        canvas.recede(body)
        canvas.clear(box)
        canvas.grid.drawBox(box, style: canvas.theme[content.border], glyphs: canvas.glyphs.box)
        canvas.draw(
            StyledText(" ") + content.title + StyledText(" "), row: 0,
            in: box.inset(columns: 2, rows: 0))
        return drawRows(content, shown: shown, in: box, on: &canvas)
    }

    private static func drawRows(
        _ content: QuestionText.Content, shown: Int, in box: Rect, on canvas: inout Canvas
    ) -> Point? {
        let inside = box.inset(columns: 2, rows: 1)
        let top = min(content.top, max(0, content.scrolling.count - shown))
        let scrolled = Array(content.scrolling.dropFirst(top).prefix(shown))
        let hidden = content.scrolling.count - shown
        // What is agreed to, and how, is always in sight: the explanation gives way first.
        let spare = max(0, content.before.count + shown + content.after.count - inside.rows)
        let rows =
            Array(content.before.prefix(max(0, content.before.count - spare))) + scrolled
            + content.after
        for (line, row) in rows.enumerated() { canvas.draw(row, row: line, in: inside) }
        if hidden > 0, inside.rows > 0 {
            let more = StyledText(" \(CountText.counted(hidden, "more line")): j k ", .paused)
            canvas.draw(more, row: 0, in: box.bottomRows(1).inset(columns: 2, rows: 0))
        }
        guard let typed = content.typed else { return nil }
        let row = min(inside.endRow - 1, inside.row + rows.count - 1)
        let column = min(inside.endColumn - 1, inside.column + typed)
        return Point(column: column, row: row)
    }
}
