import CellGrid
import IncidentModel
import SafeText

/// Answers to the questions about the record, and what leads to them.
extension ConsoleState {
    mutating func answerRecord(_ question: RecordQuestion, with key: Key) -> [ConsoleEffect] {
        if case .override(let asked) = question { return answerOverride(asked, with: key) }
        switch YesOrNo(key) {
        case .yes:
            overlays.removeLast()
            return agreed(to: question)
        case .no: overlays.removeLast()
        case .enter: return refuse("Enter is not a yes: y does it, Esc does not.")
        case .other: break
        }
        return []
    }

    private mutating func agreed(to question: RecordQuestion) -> [ConsoleEffect] {
        switch question {
        case .removeWhy(let why):
            if let readOnlyReason { return refuse(readOnlyReason) }
            guard self.why(why.number) == why else {
                return refuse("The whys changed while you were asked: look again.")
            }
            return [.edit(.whyRemoved(why.number))]
        case .removeAction(let item):
            if let readOnlyReason { return refuse(readOnlyReason) }
            guard actionItem(item.number) == item else {
                return refuse("The item changed while you were asked: look again.")
            }
            return [.edit(.actionItemRemoved(item.number))]
        case .discardDraft, .discardOpening:
            if recordPage?.draft != nil || recordPage?.opening != nil { overlays.removeLast() }
        case .override: break
        }
        return []
    }

    private mutating func answerOverride(
        _ question: OverrideQuestion, with key: Key
    ) -> [ConsoleEffect] {
        var changed = question
        switch key {
        case .escape:
            overlays.removeLast()
            return []
        case .enter:
            let typed = question.typed.text.trimmedSpaces
            guard !typed.isEmpty else {
                return refuse("Type why it is over all the same, or Esc.")
            }
            overlays.removeLast()
            if let readOnlyReason { return refuse(readOnlyReason) }
            return [
                .resolve(
                    reason: "\(question.reason); all the same because: \(typed)",
                    despiteUnmet: true)
            ]
        case .down, .up, .pageUp, .pageDown:
            scrollQuestion(with: key)
            return []
        case .character, .tab, .backTab, .backspace, .delete, .insert, .left, .right, .home, .end,
            .function, .control, .alt, .unknown:
            flash = nil
            _ = changed.typed.handle(key)
        }
        overlays[overlays.count - 1] = .confirmRecord(.override(changed))
        return []
    }

    /// The incident was not resolved because criteria do not hold: a person may do it all the same.
    mutating func takeResolutionRefusal(_ unmet: [ExitCriterion]) -> [ConsoleEffect] {
        guard let reason = resolveReason, !setup.isReadOnly else { return [] }
        resolveReason = nil
        if isAsking {
            return refuse("Not resolved: \(unmet.count) of the exit criteria do not hold.")
        }
        ask(.override(OverrideQuestion(unmet: unmet, reason: reason)))
        return []
    }
}
