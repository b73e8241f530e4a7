import CellGrid
import IncidentModel
import SafeText

/// The checklist whose commands run from the screen.
enum RunbookPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = RunbookList.rows(of: state)
        var inside = box.inset(by: 1)
        heading(state, rows, width: box.columns, canvas.glyphs).draw(state, box: box, on: &canvas)
        inside = drawNotes(state, in: inside, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        let view = state.runbookView
        let selected = state.selectedRunbookRow
        let writer = RunbookRowText(state: state, glyphs: canvas.glyphs, width: inside.columns)
        for line in 0..<inside.rows {
            let index = view.top + line
            guard index < rows.count else { break }
            let isCurrent = rows[index].id == selected
            let isSelected = isCurrent && state.focus == .runbook
            let (left, right) = writer.parts(of: rows[index], isCurrent: isCurrent)
            let padded = right.isEmpty ? right : right + StyledText(" ")
            canvas.draw(left, right: padded, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
        let role: ThemeRole = state.focus == .runbook ? .borderActive : .border
        canvas.drawScrollBar(top: view.top, count: rows.count, in: box, role: role)
    }

    /// Draws the lines below the steps; gives the room that is left above them.
    private static func drawNotes(
        _ state: ConsoleState, in inside: Rect, on canvas: inout Canvas
    ) -> Rect {
        let lines = RunbookNotes(state: state).lines(height: inside.rows)
        let area = inside.bottomRows(lines.count)
        for (row, line) in lines.enumerated() {
            let right = line.right.isEmpty ? line.right : line.right + StyledText(" ")
            // Where there is little room, what it says is more than which key.
            let isNarrow =
                right.width > inside.columns / 3 && line.left.width + right.width > inside.columns
            canvas.draw(line.left, right: isNarrow ? StyledText() : right, row: row, in: area)
        }
        return inside.droppingBottom(lines.count)
    }

    private static func heading(
        _ state: ConsoleState, _ rows: [RunbookRow], width: Int, _ glyphs: GlyphSet
    ) -> PaneHeading {
        let selectable = rows.count { $0.id.isSelectable }
        var heading = PaneHeading(pane: .runbook, rows: (selectable, total(state)))
        guard let runbook = runbook(of: state) else { return heading }
        var details = StyledText(runbook.id.name.string, .count)
        if let phase = phase(of: state) {
            let words = PhaseWords(phase)
            details.add(" \(glyphs.dot) \(words.short)", .count)
            if width >= 60, !words.title.isEmpty { details.add(" \(words.title)", .count) }
            heading.trailing = PhaseClock.text(of: phase, in: state)
        }
        heading.details = details
        return heading
    }

    private static func runbook(of state: ConsoleState) -> RunbookPlan? {
        let id = state.selectedStep?.id.runbook
        return state.runbooks?.first { $0.id == id } ?? state.runbooks?.first
    }

    private static func phase(of state: ConsoleState) -> PhasePlan? {
        guard let step = state.selectedStep?.id else { return nil }
        return runbook(of: state)?.phases.first { $0.number == step.phase }
    }

    private static func total(_ state: ConsoleState) -> Int {
        (state.runbooks ?? []).flatMap(\.steps).reduce(0) { $0 + 1 + $1.checks.count }
    }

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        if !state.runbookView.query.isEmpty {
            return [StyledText("No step matches. Esc shows all.", .faint)]
        }
        let own = state.setup.hints[.runbook]?.string ?? ""
        let usual =
            "No runbook. Name Markdown files under `runbooks:` in quell.yaml, or on the command line."
        return [StyledText(own.isEmpty ? usual : own, .faint)]
    }
}
