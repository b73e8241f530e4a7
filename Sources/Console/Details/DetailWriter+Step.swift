import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about a step: where it stands, why it is there, exactly what it runs, what it must reach.
    func rows(of step: StepPlan) -> [StyledText] {
        let standing = state.incident.step(step.id)
        var rows = StyledText([
            Span(glyphs.step(standing) + " ", StepWords.role(of: standing)),
            Span(step.title.string, .strong),
        ]).wrapped(to: columns, indent: 2)
        rows += paragraph(words(standing, step), .faint)
        if !step.prose.isEmpty {
            rows.append(StyledText())
            for line in step.prose {
                rows += line.isEmpty ? [StyledText()] : paragraph(line.string)
            }
        }
        rows += relations(of: step)
        for command in step.commands { rows += self.rows(of: command, of: step) }
        for file in step.files { rows += self.rows(of: file) }
        if !step.checks.isEmpty {
            rows += heading("Checks") + step.checks.flatMap(self.rows)
        }
        return rows + problems(of: step)
    }

    private func words(_ standing: StepState, _ step: StepPlan) -> String {
        switch standing {
        case .pending: "Still to be done."
        case .running(_, let since):
            "Running for \(state.runningFor(step.id).map(DurationText.clock) ?? ""), since \(moment(since))."
        case .ended(let end, _, let at, let took):
            "Its last run: \(StepWords.end(end)) after \(DurationText.taken(took)), \(moment(at))."
        case .ticked(let by, let at): "Ticked by \(by), \(moment(at))."
        case .skipped(let reason, let by, let at): "Left out by \(by), \(moment(at)): \(reason)"
        }
    }

    private func rows(of command: CommandPlan, of step: StepPlan) -> [StyledText] {
        let name = step.commands.count > 1 ? "Command \(command.id.index + 1)" : "Command"
        var head = StyledText([
            Span(name, .heading),
            Span("  \(StepWords.words(command.danger))", StepWords.role(of: command.danger)),
        ])
        if !command.dangerReason.isEmpty { head.add("  \(command.dangerReason)", .faint) }
        for word in words(for: command) { head.add("  \(word)", .notice) }
        var rows = [StyledText()] + head.wrapped(to: columns, indent: 2)
        if let problem = command.problem {
            rows += paragraph(
                "It cannot run until line \(command.line) is corrected: \(problem)", .failed)
        }
        for line in command.text {
            rows += StyledText([Span("  $ ", .faint), Span(line.string, .command)])
                .wrapped(to: columns, indent: 6)
        }
        return rows + values(of: command.placeholders, in: step.id.runbook)
    }

    private func rows(of check: CheckPlan) -> [StyledText] {
        let isDone = state.isSettled(check)
        var rows = StyledText([
            Span("  \(glyphs.check(isDone: isDone)) ", isDone ? .done : .pending),
            Span(check.text.string),
        ]).wrapped(to: columns, indent: 4)
        if check.isGate {
            let gate = state.gate(check.id)
            let how = check.condition?.string ?? "judged by a command"
            var text = StyledText("\(how)  ") + StepWords.gate(gate, now: state.now)
            let reason = StepWords.gateReason(gate)
            if !reason.isEmpty { text.add("  \(reason)", .faint) }
            rows += (StyledText("    gate  ", .faint) + text).wrapped(to: columns, indent: 10)
        } else if let tick = state.incident.ticks[check.id] {
            rows += paragraph("ticked by \(tick.by), \(moment(tick.at))", .faint, indent: 4)
        } else if check.isTickedInFile {
            rows += paragraph("ticked in the file", .faint, indent: 4)
        }
        return rows
    }
}
