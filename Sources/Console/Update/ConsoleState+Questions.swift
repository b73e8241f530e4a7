import CellGrid
import IncidentModel
import SafeText

/// Answers to questions. Enter is never a yes; every other key than the ones shown does nothing.
extension ConsoleState {
    mutating func pressInQuestion(_ key: Key) -> [ConsoleEffect] {
        switch overlays.last {
        case .confirmRun(let question): return answer(question, with: key)
        case .confirmTrust(let question): return answerTrust(question, with: key)
        case .confirmRollBack(let question): return answerRollBack(question, with: key)
        case .confirmFile(let question): return answerFile(question, with: key)
        case .confirmCancel(let step, _): return answerCancel(of: step, with: key)
        case .confirmQuit: return answerQuit(with: key)
        case .confirmCluster(let question): return answerClusterQuestion(question, with: key)
        case .confirmRecord(let question): return answerRecord(question, with: key)
        case .help, .details, .graph, .sources, .incident, .pastReport, .record, nil: return []
        }
    }

    private mutating func answerCancel(of step: StepID, with key: Key) -> [ConsoleEffect] {
        let answer = YesOrNo(key)
        if answer == .yes || answer == .no { overlays.removeLast() }
        guard answer == .yes else { return [] }
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
            // What runs on by itself would start the next step, and the end never come.
            return flows.values.filter(\.isUnderWay).map(\.runbook).sorted().map { .stopFlow($0) }
                + [.quit(.waitForSteps)]
        case .character("n"), .escape: overlays.removeLast()
        case .character, .enter, .tab, .backTab, .backspace, .delete, .insert, .up,
            .down, .left, .right, .home, .end, .pageUp, .pageDown, .function, .control, .alt,
            .unknown:
            break
        }
        return []
    }
}
