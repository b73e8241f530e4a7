import CellGrid
import IncidentModel
import SafeText

/// The words of the questions about the record.
extension QuestionText {
    func record(_ question: RecordQuestion) -> Content {
        switch question {
        case .removeWhy(let why):
            ask(
                "Take why \(why.number) back?", [why.question.string, why.answer.string],
                "It stays in the timeline; those after it move up.", "take it back")
        case .removeAction(let item):
            ask(
                "Take action item \(item.number) back?", [item.text.string],
                "It stays in the timeline.", "take it back")
        case .discardDraft:
            ask(
                "Throw the draft away?", [], "It was changed and has not been sent.",
                "throw it away")
        case .discardOpening:
            ask("Leave the form?", [], "No incident was opened.", "leave it")
        case .override(let question): override(question)
        }
    }

    private func ask(
        _ title: String, _ what: [String], _ sentence: String, _ verb: String
    ) -> Content {
        var content = Content()
        content.title = StyledText(title, .titleActive)
        content.before =
            what.flatMap { wrap($0, .strong) } + wrap(sentence, .text) + [StyledText()]
        content.after = [answers([("y", verb), ("Esc", "keep it")])]
        return content
    }

    /// What does not hold, and the line in which a person says why it is over all the same.
    private func override(_ question: OverrideQuestion) -> Content {
        var content = Content()
        content.title = StyledText("Resolve with unmet exit criteria?", .titleActive)
        content.border = .changes
        content.top = question.top
        let count = question.unmet.count
        content.before =
            wrap("\(count == 1 ? "This does" : "These \(count) do") not hold:", .text)
        content.scrolling = question.unmet.flatMap { criterion in
            var row = StyledText("\(glyphs.check(isDone: false)) ", .pending)
            row.add("\(criterion.id.text)  ", .strong)
            row += StepWords.gate(criterion.state, now: state.now)
            let reason = StepWords.gateReason(criterion.state)
            if !reason.isEmpty { row.add("  \(reason)", .faint) }
            return row.wrapped(to: columns, indent: 2)
        }
        let typed = question.typed
        let room = max(1, columns - 3)
        let before = TextWidth.width(of: typed.beforeCursor)
        // The end of a long reason stays in sight.
        let shown = TextLayout(Array(typed.text), columns: room)
        let place = shown.place(of: typed.beforeCursor.count)
        content.after = [
            StyledText(),
            answers([(glyphs.enter, "resolve it all the same"), ("Esc", "do not")]),
            StyledText("Why is it over all the same?", .text),
            StyledText([Span("> ", .prompt), Span(shown.text(place.row), .strong)]),
        ]
        content.typed = 2 + min(before, place.column)
        return content
    }
}
