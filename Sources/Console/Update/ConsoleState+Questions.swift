import CellGrid
import IncidentModel
import SafeText

/// Answers to questions. Enter is never a yes; every other key than the ones shown does nothing.
extension ConsoleState {
    mutating func pressInQuestion(_ key: Key) -> [ConsoleEffect] {
        if key == .escape {
            overlays.removeLast()
            return []
        }
        switch overlays.last {
        case .confirmRun(let question): return answer(question, with: key)
        case .confirmCancel(let step, _): return answerCancel(of: step, with: key)
        case .confirmQuit: return answerQuit(with: key)
        case .confirmCluster(let question): return answerClusterQuestion(question, with: key)
        case .help, .details, .graph, .sources, nil: return []
        }
    }

    private mutating func answer(_ question: RunQuestion, with key: Key) -> [ConsoleEffect] {
        switch question.answer {
        case .yes: return answerYes(question, with: key)
        case .words(let words): return answerWords(question, words, with: key)
        }
    }

    private mutating func answerYes(_ question: RunQuestion, with key: Key) -> [ConsoleEffect] {
        switch key {
        case .character("y"): return runConfirmed(question)
        case .character("n"): overlays.removeLast()
        case .down, .character("j"): scrollCommands(1)
        case .up, .character("k"): scrollCommands(-1)
        case .enter: return refuse("Enter is not a yes: y runs it, Esc does not.")
        case .character, .tab, .backTab, .escape, .backspace, .delete, .insert, .left, .right,
            .home, .end, .pageUp, .pageDown, .function, .control, .alt, .unknown:
            break
        }
        return []
    }

    private mutating func answerWords(
        _ question: RunQuestion, _ words: String, with key: Key
    ) -> [ConsoleEffect] {
        switch key {
        case .down: scrollCommands(1)
        case .up: scrollCommands(-1)
        case .enter where question.typed.text == words: return runConfirmed(question)
        case .enter: return refuse("Type \(words) to run it; Esc does not.")
        case .character, .backspace, .delete, .left, .right, .home, .end, .control:
            var changed = question
            _ = changed.typed.handle(key)
            overlays[overlays.count - 1] = .confirmRun(changed)
        case .tab, .backTab, .escape, .insert, .pageUp, .pageDown, .function, .alt, .unknown: break
        }
        return []
    }

    /// Runs only what the person agreed to: the step must still read as it was shown.
    private mutating func runConfirmed(_ question: RunQuestion) -> [ConsoleEffect] {
        overlays.removeLast()
        guard step(question.step.id) == question.step else {
            return refuse(
                "Step \(question.step.id.label) changed while you were asked. Read it again.")
        }
        if recordingTrouble != nil && !question.isUnrecorded {
            return refuse("Recording failed while you were asked: ask again to run it unrecorded.")
        }
        if let reason = readOnlyReason ?? reasonNotToRun(question.step) { return refuse(reason) }
        return run(question.step, isUnrecorded: question.isUnrecorded)
    }

    private mutating func scrollCommands(_ rows: Int) {
        guard case .confirmRun(var question)? = overlays.last else { return }
        let count = question.step.commands.reduce(0) { $0 + $1.text.count }
        question.top = min(max(0, question.top + rows), max(0, count - 1))
        overlays[overlays.count - 1] = .confirmRun(question)
    }

    private mutating func answerCancel(of step: StepID, with key: Key) -> [ConsoleEffect] {
        if key == .character("n") { overlays.removeLast() }
        guard key == .character("y") else { return [] }
        overlays.removeLast()
        guard case .running = incident.step(step) else {
            return refuse("Step \(step.label) has ended by itself.")
        }
        cancelRequests[step, default: 0] += 1
        return [.cancelStep(step)]
    }

    private mutating func answerQuit(with key: Key) -> [ConsoleEffect] {
        let isRunning = !runningSteps.isEmpty
        switch key {
        case .character("y") where !isRunning: return [.quit(.leaveRunning)]
        case .character("l") where isRunning: return [.quit(.leaveRunning)]
        case .character("c") where isRunning: return [.quit(.cancelRunning)]
        case .character("w") where isRunning:
            overlays.removeLast()
            isWaitingToQuit = true
            show("Quell ends as soon as no step is running.", .notice)
            return [.quit(.waitForSteps)]
        case .character("n"): overlays.removeLast()
        case .character, .enter, .tab, .backTab, .escape, .backspace, .delete, .insert, .up,
            .down, .left, .right, .home, .end, .pageUp, .pageDown, .function, .control, .alt,
            .unknown:
            break
        }
        return []
    }
}
