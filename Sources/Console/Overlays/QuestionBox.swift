import CellGrid
import IncidentModel
import SafeText

/// A question in a box in the middle of the screen.
enum QuestionBox {
    /// The question on the screen, row by row, and the box that it takes.
    private struct Frame {
        let content: QuestionText.Content
        let box: Rect
        /// The rows that scroll and are in sight.
        let shown: Int
    }

    /// How many rows of the question in front scroll, and how many of them are in sight.
    static func room(of state: ConsoleState) -> (count: Int, shown: Int) {
        guard let overlay = state.overlays.last else { return (0, 0) }
        let glyphs = GlyphSet(asciiOnly: state.setup.asciiOnly)
        guard let frame = frame(of: overlay, state, in: state.layout.body, glyphs) else {
            return (0, 0)
        }
        return (frame.content.scrolling.count, frame.shown)
    }

    /// Draws the question; gives the place of the cursor while words are being typed.
    static func draw(
        _ overlay: Overlay, _ state: ConsoleState, in body: Rect, on canvas: inout Canvas
    ) -> Point? {
        guard let frame = frame(of: overlay, state, in: body, canvas.glyphs) else { return nil }
        let (content, box) = (frame.content, frame.box)
        canvas.recede(body)
        canvas.clear(box)
        canvas.grid.drawBox(box, style: canvas.theme[content.border], glyphs: canvas.glyphs.box)
        canvas.draw(
            StyledText(" ") + content.title + StyledText(" "), row: 0,
            in: box.inset(columns: 2, rows: 0))
        return drawRows(content, shown: frame.shown, in: box, on: &canvas)
    }

    private static func frame(
        of overlay: Overlay, _ state: ConsoleState, in body: Rect, _ glyphs: GlyphSet
    ) -> Frame? {
        let width = min(body.columns - 2, 84)
        let area = body.droppingBottom(1).droppingTop(1)
        guard width >= 20, area.rows >= 5 else { return nil }
        let text = QuestionText(state: state, columns: width - 4, glyphs: glyphs)
        var content = text.content(of: overlay)
        // What is agreed to, and how, is always in sight: the explanation scrolls along with it.
        let wanted = min(content.scrolling.count, 4)
        if content.before.count + content.after.count + 2 + wanted > area.rows {
            content.scrolling = content.before + content.scrolling
            content.before = []
        }
        let fixed = content.before.count + content.after.count + 2
        let shown =
            content.scrolling.isEmpty
            ? 0 : max(1, min(content.scrolling.count, area.rows - fixed))
        let height = min(area.rows, fixed + shown)
        let box = Rect(
            column: body.column + (body.columns - width) / 2,
            row: area.row + (area.rows - height) / 2, columns: width, rows: height)
        return Frame(content: content, box: box, shown: shown)
    }

    private static func drawRows(
        _ content: QuestionText.Content, shown: Int, in box: Rect, on canvas: inout Canvas
    ) -> Point? {
        let inside = box.inset(columns: 2, rows: 1)
        let top = min(content.top, max(0, content.scrolling.count - shown))
        let scrolled = Array(content.scrolling.dropFirst(top).prefix(shown))
        let hidden = content.scrolling.count - shown
        // Where there is hardly any room, how to answer is what stays.
        let rows = Array((content.before + scrolled + content.after).suffix(inside.rows))
        for (line, row) in rows.enumerated() { canvas.draw(row, row: line, in: inside) }
        if hidden > 0, inside.rows > 0 {
            let count = CountText.counted(hidden, "more line")
            let more = StyledText(" \(count): \(canvas.glyphs.choose) ", .paused)
            canvas.draw(more, row: 0, in: box.bottomRows(1).inset(columns: 2, rows: 0))
        }
        guard let typed = content.typed else { return nil }
        let row = min(inside.endRow - 1, inside.row + rows.count - 1)
        let column = min(inside.endColumn - 1, inside.column + typed)
        return Point(column: column, row: row)
    }
}
