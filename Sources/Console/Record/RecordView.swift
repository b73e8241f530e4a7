import CellGrid
import IncidentModel
import SafeText

/// Draws a page of the record.
enum RecordView {
    /// Draws the page in a box; gives the place of the cursor while a draft is written.
    static func draw(
        _ page: RecordPage, _ state: ConsoleState, in box: Rect, on canvas: inout Canvas
    ) -> Point? {
        let inside = box.inset(columns: 3, rows: 1)
        let text = RecordText(state: state, columns: inside.columns, glyphs: canvas.glyphs)
        let title = StyledText(" ") + text.title(of: page) + StyledText(" ")
        canvas.draw(title, row: 0, in: box.topRows(1).inset(columns: 2, rows: 0))
        if let sheet = page.draft { return drawDraft(sheet, in: box, on: &canvas) }
        let items = text.items(of: page)
        if items.isEmpty {
            canvas.drawEmpty(text.empty(page), in: inside)
            return nil
        }
        drawItems(items, selected: state.selectedID(on: page), in: box, on: &canvas)
        return nil
    }

    private static func drawItems(
        _ items: [RecordItem], selected: Int?, in box: Rect, on canvas: inout Canvas
    ) {
        let inside = box.inset(columns: 3, rows: 1)
        let rows = items.flatMap { item in item.rows.map { ($0, item.id) } }
        guard inside.rows > 0 else { return }
        let marked = rows.indices.filter { selected != nil && rows[$0].1 == selected }
        let top = top(of: rows.count, showing: marked, height: inside.rows)
        let bar = box.inset(by: 1)
        for line in 0..<inside.rows where top + line < rows.count {
            let (row, _) = rows[top + line]
            canvas.draw(row, row: line, in: inside)
            guard marked.contains(top + line), !row.isEmpty else { continue }
            canvas.draw(StyledText(canvas.glyphs.selection, .selectionMark), row: line, in: bar)
            canvas.markSelected(row: line, in: bar)
        }
        canvas.drawScrollBar(top: top, count: rows.count, in: box, role: .borderActive)
    }

    /// The first row in sight, so that the selected rows are, with some of what stands above them.
    private static func top(of count: Int, showing marked: [Int], height: Int) -> Int {
        guard let first = marked.first, let last = marked.last else { return 0 }
        let above = max(0, (height - (last - first + 1)) / 2)
        return max(0, min(first - above, count - height))
    }

    private static func drawDraft(
        _ sheet: DraftSheet, in box: Rect, on canvas: inout Canvas
    ) -> Point? {
        let inside = box.inset(columns: 3, rows: 1)
        guard inside.rows > 0, inside.columns > 1 else { return nil }
        let layout = TextLayout(sheet.area.characters, columns: inside.columns - 1)
        let place = layout.place(of: sheet.area.cursor)
        let count = layout.rows.count
        let limit = max(0, count - inside.rows)
        let top =
            sheet.isEditing
            ? max(0, min(place.row - inside.rows / 2, limit)) : min(sheet.top, limit)
        for line in 0..<inside.rows where top + line < count {
            let row = layout.text(top + line)
            let isHeading = row.hasPrefix("#")
            canvas.draw(StyledText(row, isHeading ? .heading : .text), row: line, in: inside)
        }
        canvas.drawScrollBar(top: top, count: count, in: box, role: .borderActive)
        guard sheet.isEditing else { return nil }
        return Point(
            column: min(inside.endColumn - 1, inside.column + place.column),
            row: inside.row + place.row - top)
    }
}
