import CellGrid
import IncidentModel

/// Running, cancelling and ticking.
extension ConsoleState {
    /// The word that a person types before something is destroyed.
    static let destroyWord = "destroy"
    /// The word that a person types to run something that will not be on record.
    static let unrecordedWord = "unrecorded"

    /// Runs what only reads at once; asks before everything else.
    mutating func askToRun() -> [ConsoleEffect] {
        guard let step = stepInHand, let danger = step.danger else { return [] }
        let isUnrecorded = recordingTrouble != nil
        var words: [String] = []
        if danger == .destroys { words.append(Self.destroyWord) }
        if isUnrecorded { words.append(Self.unrecordedWord) }
        if words.isEmpty, danger == .reads { return run(step, isUnrecorded: false) }
        let answer: RunQuestion.Answer =
            words.isEmpty ? .yes : .words(words.joined(separator: " "))
        overlays.append(
            .confirmRun(RunQuestion(step: step, answer: answer, isUnrecorded: isUnrecorded)))
        return []
    }

    mutating func run(_ step: StepPlan, isUnrecorded: Bool) -> [ConsoleEffect] {
        frozen.thaw(.output)
        outputView.rowsBelow = 0
        return [.prepareStep(step.id)]
    }

    mutating func askToCancel() {
        guard let step = stepToCancel else { return }
        overlays.append(.confirmCancel(step, isSecond: cancelRequests[step, default: 0] > 0))
    }

    mutating func toggleTick() -> [ConsoleEffect] {
        if let check = checkInHand {
            return [.tickCheck(check.id, incident.ticks[check.id] == nil)]
        }
        guard let step = stepInHand else { return [] }
        if case .ticked = incident.step(step.id) { return [.tickStep(step.id, false)] }
        return [.tickStep(step.id, true)]
    }

    mutating func askToQuit() -> [ConsoleEffect] {
        // In help and details, q is what people press to get out of them.
        if !overlays.isEmpty {
            overlays.removeLast()
            return []
        }
        if runningSteps.isEmpty && incident.facts == nil { return [.quit(.leaveRunning)] }
        overlays.append(.confirmQuit)
        return []
    }
}
