import CellGrid
import IncidentModel
import SafeText

/// What the running step prints.
enum OutputPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = OutputList.rows(of: state)
        let inside = box.inset(by: 1)
        heading(state, rows.count, canvas.glyphs).draw(state, box: box, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        let area = inside.inset(columns: 1, rows: 0)
        let window = state.outputView.window(count: rows.count, height: inside.rows)
        for (line, index) in window.enumerated() {
            canvas.draw(text(rows[index], in: state), row: line, in: area)
        }
        let role: ThemeRole = state.focus == .output ? .borderActive : .border
        canvas.drawScrollBar(top: window.lowerBound, count: rows.count, in: box, role: role)
    }

    private static func heading(
        _ state: ConsoleState, _ count: Int, _ glyphs: GlyphSet
    ) -> PaneHeading {
        guard let page = state.shownOutput else { return PaneHeading(pane: .output) }
        var heading = PaneHeading(pane: .output, rows: (count, page.lines.count))
        var details = StyledText(page.step.label, .count)
        details.add(" \(glyphs.dot) ", .count)
        details += standing(of: page, in: state)
        if page.backgroundHolder {
            details.add(" \(glyphs.dot) a background child still writes", .degraded)
        }
        if !state.outputView.isFollowing {
            details.add(
                " \(glyphs.dot) \(CountText.counted(state.outputView.rowsBelow, "line")) below",
                .paused)
        }
        heading.details = details
        return heading
    }

    private static func standing(of page: OutputPage, in state: ConsoleState) -> StyledText {
        switch state.incident.step(page.step) {
        case .running(let run, _) where run == page.run:
            let clock = state.runningFor(page.step).map(DurationText.clock) ?? ""
            return StyledText("running \(clock)", .running)
        case .ended(let end, _, _, let took):
            let role: ThemeRole = end.isSuccess ? .done : .failed
            return StyledText("\(StepWords.end(end)) in \(DurationText.taken(took))", role)
        case .pending, .running, .ticked, .skipped:
            return StyledText(CountText.counted(page.totalLines, "line"), .count)
        }
    }

    private static func text(_ line: OutputLine, in state: ConsoleState) -> StyledText {
        let role: ThemeRole =
            switch line.stream {
            case .standardOutput: .output
            case .standardError: .outputError
            case .notice: .outputNotice
            }
        let query = state.outputView.query
        guard !query.isEmpty, !query.isInverted else { return StyledText(line.text.string, role) }
        return MatchText.styled(line.text.string, needle: query.needle, role: role)
    }

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        if !state.outputView.query.isEmpty, state.shownOutput != nil {
            return [StyledText("No line matches. Esc shows all.", .faint)]
        }
        if let page = state.shownOutput {
            return [StyledText("Step \(page.step.label) has printed nothing yet.", .faint)]
        }
        let own = state.setup.hints[.output]?.string ?? ""
        if !own.isEmpty { return [StyledText(own, .faint)] }
        let runbook = state.setup.keyMap.label(for: .focusRunbook)
        let run = state.setup.keyMap.label(for: .runStep)
        let usual =
            state.setup.isReadOnly
            ? "Nothing has run yet. What a step prints appears here."
            : "Nothing has run yet. Choose a step (\(runbook)) and run it (\(run)): what it prints appears here."
        return [StyledText(usual, .faint)]
    }
}

/// Text with the found parts set apart.
enum MatchText {
    /// The text in roles; upper and lower case count as the same.
    static func styled(_ text: String, needle: String, role: ThemeRole) -> StyledText {
        let lowered = text.lowercased()
        // Some letters change their length with their case; then nothing is marked, rather than the wrong part.
        guard !needle.isEmpty, lowered.count == text.count else { return StyledText(text, role) }
        var styled = StyledText()
        var rest = lowered[...]
        var position = text.startIndex
        while let found = rest.firstRange(of: needle) {
            let start = text.index(
                position, offsetBy: lowered.distance(from: rest.startIndex, to: found.lowerBound))
            let end = text.index(start, offsetBy: needle.count)
            styled.add(String(text[position..<start]), role)
            styled.add(String(text[start..<end]), .match)
            position = end
            rest = rest[found.upperBound...]
        }
        styled.add(String(text[position...]), role)
        return styled
    }
}
