import CellGrid
import IncidentModel
import SafeText

/// A line of the record while it is typed: what is asked, the line broken to the width, what can be chosen.
enum EntryBox {
    /// Draws the box above the footer; gives the place of the cursor.
    static func draw(
        _ prompt: Prompt, _ entry: RecordEntry, _ state: ConsoleState, in body: Rect,
        on canvas: inout Canvas
    ) -> Point? {
        let width = min(100, body.columns - 2)
        let room = body.rows - 3
        guard width >= 12, room >= 1 else { return nil }
        let words = EntryWords.words(of: entry.field, state)
        let columns = width - 4
        let layout = TextLayout(Array(prompt.line.text), columns: columns - 3)
        let place = layout.place(of: prompt.line.beforeCursor.count)
        let options =
            entry.hasChoices
            ? EntryOptions.options(for: entry.field, typed: prompt.line.text, state) : []
        // The line itself comes first, then what is wrong with it, the choices, and what helps.
        let trouble = troubles(entry, state, columns)
        let lines = min(layout.rows.count, max(1, room - trouble.count - min(options.count, 3)))
        let listed = min(options.count, max(0, room - lines - trouble.count), 8)
        var help = words.help.filter { !$0.isEmpty }.flatMap {
            StyledText($0, .faint).wrapped(to: columns)
        }
        help = Array(help.prefix(max(0, room - lines - listed - trouble.count)))
        let height = help.count + lines + listed + trouble.count
        let box = Rect(
            column: body.column + 1, row: body.endRow - 1 - (height + 2), columns: width,
            rows: height + 2)
        canvas.clear(box)
        canvas.grid.drawBox(box, style: canvas.theme[.borderActive], glyphs: canvas.glyphs.box)
        canvas.draw(
            StyledText(" \(words.title) ", .titleActive), row: 0, in: box.inset(columns: 2, rows: 0)
        )
        let inside = box.inset(columns: 2, rows: 1)
        for (line, row) in help.enumerated() { canvas.draw(row, row: line, in: inside) }
        let field = inside.droppingTop(help.count)
        let top = max(0, min(place.row - lines + 1, layout.rows.count - lines))
        drawLine(layout, from: top, lines, in: field, on: &canvas)
        let below = field.droppingTop(lines)
        drawOptions(options, prompt.choice, listed, in: below.topRows(listed), on: &canvas)
        let end = below.droppingTop(listed)
        for (line, row) in trouble.enumerated() { canvas.draw(row, row: line, in: end) }
        return Point(
            column: min(inside.endColumn - 1, inside.column + 2 + place.column),
            row: field.row + place.row - top)
    }

    private static func drawLine(
        _ layout: TextLayout, from top: Int, _ lines: Int, in field: Rect, on canvas: inout Canvas
    ) {
        for line in 0..<lines {
            let mark = top + line == 0 ? ">" : " "
            let row = StyledText([
                Span("\(mark) ", .prompt), Span(layout.text(top + line), .strong),
            ])
            canvas.draw(row, row: line, in: field)
        }
    }

    private static func drawOptions(
        _ options: [EntryOption], _ choice: Int, _ listed: Int, in area: Rect,
        on canvas: inout Canvas
    ) {
        guard listed > 0 else { return }
        let selected = min(choice, options.count - 1)
        let top = ScrollWindow.top(
            current: 0, selected: selected, count: options.count, height: listed)
        for line in 0..<listed where top + line < options.count {
            let option = options[top + line]
            let isSelected = top + line == selected
            let mark = StyledText(isSelected ? canvas.glyphs.selection : " ", .selectionMark)
            canvas.draw(mark + option.text, right: option.note, row: line, in: area)
            if isSelected { canvas.markSelected(row: line, in: area) }
        }
    }

    private static func troubles(
        _ entry: RecordEntry, _ state: ConsoleState, _ columns: Int
    ) -> [StyledText] {
        var sentences: [String] = []
        if let problem = entry.problem { sentences.append(problem) }
        if entry.isLeaving { sentences.append("Esc again throws away what you typed") }
        return sentences.flatMap { StyledText($0, .refusal).wrapped(to: columns) }
    }
}
