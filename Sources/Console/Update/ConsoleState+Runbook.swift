import CellGrid
import IncidentModel
import SafeText

/// Running, undoing, cancelling and ticking.
extension ConsoleState {
    /// The word that a person types before something is destroyed.
    static let destroyWord = "destroy"
    /// The word that a person types to run something that will not be on record.
    static let unrecordedWord = "unrecorded"

    /// Asks the room whether the step can run; what it would run comes back as a question.
    mutating func askToRun() -> [ConsoleEffect] {
        guard let step = stepInHand else { return [] }
        if let index = waitingPreviews.firstIndex(where: { $0.step == step.id }) {
            let preview = waitingPreviews.remove(at: index)
            ask(about: preview, cameUpAt: nil)
            return []
        }
        return want(.run(step.id))
    }

    /// Asks the room for something that may need trust or values first.
    mutating func want(_ wish: RunbookWish) -> [ConsoleEffect] {
        self.wish = wish
        awaitsQuestion = true
        frozen.thaw(.output)
        outputView.rowsBelow = 0
        guard let effect = wish.effect else {
            if case .values(let runbook) = wish { prompt = Prompt(purpose: .chooseValue(runbook)) }
            return []
        }
        return [effect]
    }

    /// Runs on from the selected step; the same key stops it.
    mutating func toggleRunOn() -> [ConsoleEffect] {
        guard let runbook = runbookInHand else { return [] }
        if flows[runbook.id]?.isUnderWay == true { return [.stopFlow(runbook.id)] }
        return want(.runOn(runbook.id, from: selectedStep?.id))
    }

    /// Lists what would be undone.
    mutating func askToRollBack() {
        guard let runbook = runbookInHand else { return }
        overlays.append(
            .confirmRollBack(
                RollbackQuestion(runbook: runbook.id, steps: runbook.rollback(after: incident))))
    }

    /// Looks at the only file of the step, or lets a person choose among several.
    mutating func askToWrite() -> [ConsoleEffect] {
        guard let step = stepInHand, let first = step.files.first else { return [] }
        if step.files.count == 1 { return want(.writeFile(first.id)) }
        prompt = Prompt(purpose: .chooseFile(step.id))
        return []
    }

    /// Shows the values of a runbook, once it is trusted: their patterns are the file's.
    mutating func showValues() -> [ConsoleEffect] {
        guard let runbook = runbookInHand else { return [] }
        guard trusted.contains(runbook.id) else {
            wish = .values(runbook.id)
            return askForTrust(in: runbook.id, step: nil)
        }
        return want(.values(runbook.id))
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
        if let gate = step.checks.first(where: { $0.isGate && !isSettled($0) }) {
            show("Ticked by hand; its gate does not hold yet: \(gate.text)", .refusal)
        }
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
