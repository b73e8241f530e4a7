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
        /// Rows above what scrolls.
        var before: [StyledText] = []
        /// What is agreed to, which may need to be scrolled.
        var scrolling: [StyledText] = []
        /// The first of those rows in sight.
        var top = 0
        /// Rows below it; how to answer is the last.
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
        case .confirmTrust(let question): trust(question)
        case .confirmRollBack(let question): rollBack(question)
        case .confirmFile(let question): file(question)
        case .confirmCancel(let step, let isSecond): cancel(step, isSecond)
        case .confirmQuit: quit()
        case .confirmCluster(let question): clusters(question)
        case .help, .details, .graph, .sources, .incident, .pastReport, .record: Content()
        case .confirmRecord(let question): record(question)
        }
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
        let draft =
            state.hasUnsentDraft
            ? wrap("A changed update has not been sent: it is lost.", .changes) : []
        if running.isEmpty {
            let sentence =
                state.incident.facts == nil
                ? "No step is running."
                : "The incident stays open and on record. No step is running."
            content.before = draft + wrap(sentence, .text) + [StyledText()]
            content.after = [answers([("y", "leave"), ("Esc", "stay")])]
            return content
        }
        content.before =
            draft
            + running.flatMap { step in
                wrap(
                    "Step \(step.label) is running: \(state.step(step)?.title.string ?? "")",
                    .running)
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
