import CellGrid
import IncidentModel
import SafeText

/// Answers to what a runbook asks.
extension ConsoleState {
    mutating func answer(_ question: RunQuestion, with key: Key) -> [ConsoleEffect] {
        if key == .escape { return discard(question) }
        switch question.answer {
        case .yes: return answerYes(question, with: key)
        case .words(let words): return answerWords(question, words, with: key)
        }
    }

    private mutating func discard(_ question: RunQuestion) -> [ConsoleEffect] {
        overlays.removeLast()
        return [.discardRun(question.preview.run)]
    }

    private mutating func answerYes(_ question: RunQuestion, with key: Key) -> [ConsoleEffect] {
        switch key {
        case .character("y"): return runConfirmed(question)
        case .character("n"): return discard(question)
        case .enter: return refuse("Enter is not a yes: y runs it, Esc does not.")
        case .character, .tab, .backTab, .escape, .backspace, .delete, .insert, .up, .down, .left,
            .right, .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            scrollQuestion(with: key)
        }
        return []
    }

    private mutating func answerWords(
        _ question: RunQuestion, _ words: String, with key: Key
    ) -> [ConsoleEffect] {
        switch key {
        case .down, .up, .pageUp, .pageDown: scrollQuestion(with: key)
        case .enter where question.typed.text == words: return runConfirmed(question)
        case .enter: return refuse("Type \(words) to run it; Esc does not.")
        case .character, .backspace, .delete, .left, .right, .home, .end, .control:
            var changed = question
            _ = changed.typed.handle(key)
            overlays[overlays.count - 1] = .confirmRun(changed)
        case .tab, .backTab, .escape, .insert, .function, .alt, .unknown: break
        }
        return []
    }

    /// Runs only what the person agreed to: the step must still read as it was shown.
    private mutating func runConfirmed(_ question: RunQuestion) -> [ConsoleEffect] {
        let preview = question.preview
        if let cameUpAt = question.cameUpAt, cameUpAt == now {
            return refuse("This question has only just come up: read it, then answer.")
        }
        overlays.removeLast()
        let label = preview.step.label
        guard step(preview.step) == question.plan else {
            show("Step \(label) changed while you were asked. Read it again.", .refusal)
            return [.discardRun(preview.run)]
        }
        if recordingTrouble != nil && !question.isUnrecorded {
            show("Recording failed while you were asked: ask again to run it unrecorded.", .refusal)
            return [.discardRun(preview.run)]
        }
        if let readOnlyReason { return refuse(readOnlyReason) }
        // A flow goes on with its next question, which the person who just agreed is waiting for.
        awaitsQuestion = true
        return [.startRun(preview.run, unrecordedOverride: question.isUnrecorded)]
    }

    mutating func answerTrust(_ question: TrustQuestion, with key: Key) -> [ConsoleEffect] {
        switch YesOrNo(key) {
        case .yes:
            overlays.removeLast()
            if let readOnlyReason { return refuse(readOnlyReason) }
            guard
                runbooks?.first(where: { $0.id == question.runbook })?.contentHash == question.hash
            else { return refuse("The runbook was loaded again while you were asked.") }
            trusted.insert(question.runbook)
            return [.trustRunbook(question.runbook)] + (question.wish.map { want($0) } ?? [])
        case .no: overlays.removeLast()
        case .enter: return refuse("Enter is not a yes: y trusts it, Esc does not.")
        case .other: scrollQuestion(with: key)
        }
        return []
    }

    mutating func answerRollBack(_ question: RollbackQuestion, with key: Key) -> [ConsoleEffect] {
        switch YesOrNo(key) {
        case .yes:
            overlays.removeLast()
            if let readOnlyReason { return refuse(readOnlyReason) }
            let plan = runbooks?.first { $0.id == question.runbook }
            guard plan?.rollback(after: incident) == question.steps else {
                return refuse("What there is to undo changed while you were asked: ask again.")
            }
            let isUnderWay = flows[question.runbook]?.isUnderWay == true
            return (isUnderWay ? [.stopFlow(question.runbook)] : [])
                + want(.rollBack(question.runbook))
        case .no: overlays.removeLast()
        case .enter: return refuse("Enter is not a yes: y rolls back, Esc does not.")
        case .other: scrollQuestion(with: key)
        }
        return []
    }

    mutating func answerFile(_ question: FileQuestion, with key: Key) -> [ConsoleEffect] {
        switch YesOrNo(key) {
        case .yes:
            overlays.removeLast()
            if let readOnlyReason { return refuse(readOnlyReason) }
            return [.writeFile(question.preview.file, hash: question.preview.hash)]
        case .no: overlays.removeLast()
        case .enter: return refuse("Enter is not a yes: y writes it, Esc does not.")
        case .other: scrollQuestion(with: key)
        }
        return []
    }

    /// Moves through the rows of a question that do not all fit.
    mutating func scrollQuestion(with key: Key) {
        let room = QuestionBox.room(of: self)
        let rows: Int
        switch key {
        case .down, .character("j"): rows = 1
        case .up, .character("k"): rows = -1
        case .pageDown, .character(" "): rows = max(1, room.shown - 1)
        case .pageUp: rows = -max(1, room.shown - 1)
        case .home, .character("g"): rows = -room.count
        case .end, .character("G"): rows = room.count
        case .character, .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .left,
            .right, .function, .control, .alt, .unknown:
            return
        }
        guard let top = overlays.last?.questionTop else { return }
        let last = max(0, room.count - room.shown)
        overlays[overlays.count - 1].questionTop = min(max(0, min(top, last) + rows), last)
    }
}

/// What a key means to a question with two answers.
enum YesOrNo {
    /// The key `y`.
    case yes
    /// The key `n`, or Esc.
    case no
    /// Enter, which is never a yes.
    case enter
    /// Any other key.
    case other

    init(_ key: Key) {
        switch key {
        case .character("y"): self = .yes
        case .character("n"), .escape: self = .no
        case .enter: self = .enter
        case .character, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            self = .other
        }
    }
}

extension Overlay {
    /// The first row in sight of a question that can be scrolled; nil for all others.
    fileprivate var questionTop: Int? {
        get {
            switch self {
            case .confirmRun(let question): question.top
            case .confirmTrust(let question): question.top
            case .confirmRollBack(let question): question.top
            case .confirmFile(let question): question.top
            case .confirmRecord(.override(let question)): question.top
            case .help, .details, .graph, .sources, .incident, .pastReport, .confirmCluster,
                .confirmCancel, .confirmQuit,
                .record, .confirmRecord:
                nil
            }
        }
        set {
            guard let top = newValue else { return }
            switch self {
            case .confirmRun(var question):
                question.top = top
                self = .confirmRun(question)
            case .confirmTrust(var question):
                question.top = top
                self = .confirmTrust(question)
            case .confirmRollBack(var question):
                question.top = top
                self = .confirmRollBack(question)
            case .confirmFile(var question):
                question.top = top
                self = .confirmFile(question)
            case .confirmRecord(.override(var question)):
                question.top = top
                self = .confirmRecord(.override(question))
            case .help, .details, .graph, .sources, .incident, .pastReport, .confirmCluster,
                .confirmCancel, .confirmQuit,
                .record, .confirmRecord:
                break
            }
        }
    }
}
