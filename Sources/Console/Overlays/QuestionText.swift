import CellGrid
import IncidentModel
import SafeText

/// The words of questions.
struct QuestionText {
    /// A question, row by row.
    struct Content {
        /// What stands in the upper border.
        var title = StyledText()
        /// How the border looks.
        var border = ThemeRole.borderActive
        /// Rows above the commands.
        var before: [StyledText] = []
        /// The commands, which may need to be scrolled.
        var scrolling: [StyledText] = []
        /// The first row of the commands shown.
        var top = 0
        /// Rows below the commands; how to answer is the last.
        var after: [StyledText] = []
        /// The cursor's column in the last row; nil when nothing is typed.
        var typed: Int?
    }

    /// The state of everything.
    let state: ConsoleState
    /// The columns that there are.
    let columns: Int
    /// The signs to write with.
    let glyphs: GlyphSet

    /// The words of one question.
    func content(of overlay: Overlay) -> Content {
        switch overlay {
        case .confirmRun(let question): run(question)
        case .confirmCancel(let step, let isSecond): cancel(step, isSecond)
        case .confirmQuit: quit()
        case .confirmCluster(let question): clusters(question)
        case .help, .details, .graph, .sources: Content()
        }
    }

    private func run(_ question: RunQuestion) -> Content {
        let step = question.step
        let danger = step.danger ?? .unknown
        var content = Content()
        content.title = StyledText("Run step \(step.id.label)?", .titleActive)
        content.border = danger == .destroys || question.isUnrecorded ? .destroys : .borderActive
        content.before = dangerRows(step) + [StyledText()]
        content.scrolling = step.commands.flatMap(commandRows)
        content.top = question.top
        content.after = [StyledText()] + surroundings(of: step) + history(of: step)
        if question.isUnrecorded {
            let why = state.recordingTrouble?.string ?? "recording failed"
            content.after += wrap("Nothing of this will be on record: \(why)", .destroys)
        }
        content.after.append(StyledText())
        switch question.answer {
        case .yes: content.after.append(answers([("y", "run it"), ("Esc", "do not")]))
        case .words(let words):
            let ask = StyledText([
                Span("Type "), Span(words, .destroys),
                Span(" and \(glyphs.enter) to run it, Esc not to:  "),
            ])
            content.after.append(ask + StyledText(question.typed.text, .strong))
            content.typed = ask.width + TextWidth.width(of: question.typed.beforeCursor)
        }
        return content
    }

    private func dangerRows(_ step: StepPlan) -> [StyledText] {
        guard let worst = step.commands.max(by: { $0.danger < $1.danger }) else { return [] }
        var text = StyledText(StepWords.words(worst.danger), StepWords.role(of: worst.danger))
        if !worst.dangerReason.isEmpty { text.add(": \(worst.dangerReason)", .text) }
        return text.wrapped(to: columns)
    }

    /// The exact text, broken but never cut: a person agrees to all of it.
    private func commandRows(_ command: CommandPlan) -> [StyledText] {
        command.text.enumerated().flatMap { index, line in
            StyledText([Span(index == 0 ? "$ " : "  ", .faint), Span(line.string, .command)])
                .wrapped(to: columns, indent: 4)
        }
    }

    private func surroundings(of step: StepPlan) -> [StyledText] {
        var rows: [StyledText] = []
        if !state.setup.workingFolder.isEmpty {
            rows += fact("in folder", state.setup.workingFolder.string)
        }
        let wanted = Set(step.commands.flatMap(\.placeholders))
        let values = state.setup.values.filter { wanted.contains($0.name) }
        if values.isEmpty {
            rows += fact("values", "none")
        } else {
            for value in values { rows += fact("\(value.name)", value.text.string) }
        }
        if step.commands.contains(where: \.needsTerminal) {
            rows += wrap(
                "It wants a terminal and gets none: it may fail or wait for nothing.", .changes)
        }
        return rows
    }

    private func history(of step: StepPlan) -> [StyledText] {
        guard case .ended(let end, _, let at, _) = state.incident.step(step.id) else { return [] }
        let moment = state.wallClock.timeOrDay(at, now: state.now)
        return fact("it ran", "\(moment), \(StepWords.end(end))")
    }

    private func cancel(_ step: StepID, _ isSecond: Bool) -> Content {
        var content = Content()
        content.title = StyledText("End step \(step.label)?", .titleActive)
        let title = state.step(step)?.title.string ?? ""
        content.before = wrap(title, .strong)
        let sentence =
            isSecond
            ? "It was asked to end and has not. Now it is ended at once and cannot clean up."
            : "It is asked to end and can clean up first. What it has done so far stays done."
        content.before += wrap(sentence, isSecond ? .changes : .text) + [StyledText()]
        let verb = isSecond ? "end it at once" : "end it"
        content.after = [answers([("y", verb), ("Esc", "let it run")])]
        return content
    }

    private func quit() -> Content {
        var content = Content()
        content.title = StyledText("Leave Quell?", .titleActive)
        let running = state.runningSteps
        if running.isEmpty {
            let sentence =
                state.incident.facts == nil
                ? "No step is running."
                : "The incident stays open and on record. No step is running."
            content.before = wrap(sentence, .text) + [StyledText()]
            content.after = [answers([("y", "leave"), ("Esc", "stay")])]
            return content
        }
        content.before = running.flatMap { step in
            wrap("Step \(step.label) is running: \(state.step(step)?.title.string ?? "")", .running)
        }
        content.before.append(StyledText())
        content.after = [
            answers([("w", "wait until it has ended, then leave")]),
            answers([("l", "leave now; it goes on, and its output is kept")]),
            answers([("c", "end it, then leave")]), answers([("Esc", "stay")]),
        ]
        return content
    }

    func answers(_ pairs: [(String, String)]) -> StyledText {
        var text = StyledText()
        for (index, pair) in pairs.enumerated() {
            if index > 0 { text.add("    ") }
            text.add(pair.0, .key)
            text.add("  \(pair.1)")
        }
        return text
    }

    func fact(_ name: String, _ value: String) -> [StyledText] {
        let label = TextWidth.padded(name, toColumns: max(9, TextWidth.width(of: name))) + "  "
        return StyledText([Span(label, .faint), Span(value)])
            .wrapped(to: columns, indent: TextWidth.width(of: label))
    }

    func wrap(_ text: String, _ role: ThemeRole) -> [StyledText] {
        text.isEmpty ? [] : StyledText(text, role).wrapped(to: columns)
    }
}
