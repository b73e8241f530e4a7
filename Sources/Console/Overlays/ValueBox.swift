import CellGrid
import IncidentModel
import SafeText

/// What is known about a value, above the line in which it is typed.
enum ValueBox {
    static func draw(
        _ request: ValueRequest, _ state: ConsoleState, in body: Rect, on canvas: inout Canvas
    ) {
        let width = min(84, body.columns - 2)
        guard width >= 20 else { return }
        let rows = rows(request, state, columns: width - 4)
        let height = min(rows.count, max(0, body.rows - 3))
        guard height > 0 else { return }
        let box = Rect(
            column: body.column + 1, row: body.endRow - 1 - (height + 2), columns: width,
            rows: height + 2)
        canvas.clear(box)
        canvas.grid.drawBox(box, style: canvas.theme[.borderActive], glyphs: canvas.glyphs.box)
        canvas.draw(
            StyledText(" A value for \(request.runbook.name) ", .titleActive), row: 0,
            in: box.inset(columns: 2, rows: 0))
        let inside = box.inset(columns: 2, rows: 1)
        // What is wrong with the last try stands last and so stays.
        for (line, row) in rows.suffix(height).enumerated() {
            canvas.draw(row, row: line, in: inside)
        }
    }

    private static func rows(
        _ request: ValueRequest, _ state: ConsoleState, columns: Int
    ) -> [StyledText] {
        let variable = request.variable
        func wrap(_ text: String, _ role: ThemeRole) -> [StyledText] {
            text.isEmpty ? [] : StyledText(text, role).wrapped(to: columns)
        }
        var rows = wrap(
            variable.prompt.isEmpty
                ? "What stands for \(variable.written)?" : variable.prompt.string,
            .strong)
        rows += wrap("Commands see it as $\(variable.name).", .faint)
        if let proposal = variable.proposal, !variable.isSecret {
            rows += wrap("Proposed: \(proposal)", .faint)
        }
        if let pattern = variable.pattern { rows += wrap("It must match \(pattern)", .faint) }
        if variable.isSecret {
            rows += wrap("A secret: it is never shown, written or recorded.", .changes)
        }
        if !request.rest.isEmpty {
            let names = request.rest.map(\.written.string).joined(separator: ", ")
            rows += wrap("After it: \(names)", .faint)
        }
        if request.isSent {
            rows += wrap(
                "Looking at it \(GlyphSet(asciiOnly: state.setup.asciiOnly).ellipsis)", .faint)
        }
        if let problem = request.problem { rows += wrap(problem.string, .refusal) }
        return rows
    }
}
