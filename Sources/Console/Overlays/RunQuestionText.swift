import CellGrid
import IncidentModel
import SafeText

/// The words of the question before a step runs.
extension QuestionText {
    /// Exactly what runs, how dangerous that is and why, the values and the folder.
    func run(_ question: RunQuestion) -> Content {
        let preview = question.preview
        var content = Content()
        content.title = StyledText("Run step \(preview.step.label)?", .titleActive)
        let isFinal = preview.danger == .destroys || question.isUnrecorded
        content.border = isFinal ? .destroys : .borderActive
        content.before = dangerRows(preview) + [StyledText()]
        content.scrolling =
            commandRows(preview) + [StyledText()] + surroundings(of: preview)
            + history(of: preview.step)
        content.top = question.top
        if question.isUnrecorded {
            let why = state.recordingTrouble?.string ?? "recording failed"
            content.after += wrap("Nothing of this will be on record: \(why)", .destroys)
        }
        content.after.append(StyledText())
        switch question.answer {
        case .yes:
            let no = isAskedByFlow(preview.step) ? "do not, and stop here" : "do not"
            content.after.append(answers([("y", "run it"), ("Esc", no)]))
        case .words(let words):
            let ask = StyledText([
                Span("Type "), Span(words, .destroys),
                Span(" and \(glyphs.enter) to run it, Esc not to:  "),
            ])
            content.after += ask.width + 8 <= columns ? [] : [ask]
            let field = ask.width + 8 <= columns ? ask : StyledText("> ", .key)
            content.after.append(field + StyledText(question.typed.text, .strong))
            content.typed = field.width + TextWidth.width(of: question.typed.beforeCursor)
        }
        return content
    }

    private func isAskedByFlow(_ step: StepID) -> Bool {
        if case .asking(let asked)? = state.flows[step.runbook]?.standing {
            asked == step
        } else {
            false
        }
    }

    /// The worst of the commands, in words.
    private func dangerRows(_ preview: RunPreview) -> [StyledText] {
        var rows = wrap(preview.title.string, .strong)
        guard let worst = preview.commands.max(by: { $0.danger < $1.danger }) else { return rows }
        var text = StyledText(StepWords.words(worst.danger), StepWords.role(of: worst.danger))
        if !worst.dangerReason.isEmpty { text.add(": \(worst.dangerReason)", .text) }
        rows += text.wrapped(to: columns)
        if worst.danger == .reads, preview.asksAlways {
            rows += wrap("It is asked for because the runbook says so.", .faint)
        }
        return rows
    }

    /// The exact text, broken but never cut: a person agrees to all of it.
    private func commandRows(_ preview: RunPreview) -> [StyledText] {
        let isOne = preview.commands.count == 1
        return preview.commands.enumerated().flatMap { index, command in
            var rows: [StyledText] = []
            if !isOne {
                var head = StyledText("\(index + 1) of \(preview.commands.count)  ", .faint)
                head.add(StepWords.words(command.danger), StepWords.role(of: command.danger))
                if !command.dangerReason.isEmpty { head.add(": \(command.dangerReason)", .faint) }
                rows = (index > 0 ? [StyledText()] : []) + head.wrapped(to: columns, indent: 2)
            }
            rows += command.text.enumerated().flatMap { line, text in
                StyledText([
                    Span(line == 0 ? "$ " : "  ", .faint), Span(text.string, .command),
                ]).wrapped(to: columns, indent: 4)
            }
            if command.isBackground { rows += wrap("  goes on beside what follows", .faint) }
            return rows
        }
    }

    private func surroundings(of preview: RunPreview) -> [StyledText] {
        var rows: [StyledText] = []
        let folder = preview.folder.isEmpty ? state.setup.workingFolder : preview.folder
        if !folder.isEmpty { rows += fact("in folder", folder.string) }
        if preview.values.isEmpty {
            rows += fact("values", "none")
        } else {
            for value in preview.values { rows += fact("\(value.name)", value.text.string) }
        }
        if preview.needsTerminal {
            rows += wrap("It takes the terminal; this screen comes back when it ends.", .notice)
        }
        return rows
    }

    private func history(of step: StepID) -> [StyledText] {
        guard case .ended(let end, _, let at, _) = state.incident.step(step) else { return [] }
        let moment = state.wallClock.timeOrDay(at, now: state.now)
        return fact("it ran", "\(moment), \(StepWords.end(end))")
    }
}
