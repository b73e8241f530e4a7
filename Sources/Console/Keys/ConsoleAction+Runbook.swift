import IncidentModel
import SafeText

/// Why what is done with a runbook as a whole does nothing now.
extension ConsoleState {
    /// The runbook that its keys act on: that of the step in hand, else the first.
    var runbookInHand: RunbookPlan? {
        let id = stepInHand?.id.runbook
        return runbooks?.first { $0.id == id } ?? runbooks?.first
    }

    /// The gates that are judged again by their commands: the check in hand, or those of the step.
    var gatesToJudge: [CheckPlan] {
        guard isAtRunbook else { return [] }
        if let check = checkInHand { return check.command == nil ? [] : [check] }
        return stepInHand?.checks.filter { $0.command != nil } ?? []
    }

    private func reasonAtRunbook(_ what: String) -> String? {
        if let readOnlyReason { return readOnlyReason }
        if runbookInHand == nil { return "No runbook is loaded." }
        if isAtRunbook { return nil }
        let key = setup.keyMap.label(for: .focusRunbook)
        return "\(what) is for the runbook: press \(key) to go there."
    }

    /// Why the runbook cannot run on now; nil when it can.
    var reasonNotToRunOn: String? {
        if let reason = reasonAtRunbook("Running on") { return reason }
        guard let runbook = runbookInHand else { return nil }
        if flows[runbook.id]?.isUnderWay == true { return nil }
        if let step = selectedStep?.id,
            runbook.phases.contains(where: { $0.number == step.phase && $0.isRollback })
        {
            let key = setup.keyMap.label(for: .rollBack)
            return "Step \(step.label) undoes: \(key) rolls back, or choose a step to run on from."
        }
        return nil
    }

    /// Why nothing can be undone now; nil when something can.
    var reasonNotToRollBack: String? {
        if let reason = reasonAtRunbook("Rolling back") { return reason }
        guard let runbook = runbookInHand else { return nil }
        if let flow = flows[runbook.id], flow.isUnderWay, flow.direction == .back {
            return "\(runbook.id.name) rolls back already: Esc stops it."
        }
        if !runbook.rollback(after: incident).isEmpty { return nil }
        return runbook.doneSteps(in: incident).isEmpty
            ? "Nothing of \(runbook.id.name) was done, so nothing is to be undone."
            : "\(runbook.id.name) says nowhere how to undo what was done."
    }

    /// Why no file can be written; nil when one can.
    var reasonNotToWrite: String? {
        if let reason = reasonAtRunbook("Writing a file") { return reason }
        guard let step = stepInHand else { return "No step is selected." }
        return step.files.isEmpty ? "Step \(step.id.label) offers no file to write." : nil
    }

    /// Why there are no values to show; nil when there are.
    var reasonNotToShowValues: String? {
        if let reason = reasonAtRunbook("Changing values") { return reason }
        guard let runbook = runbookInHand, runbook.variables.isEmpty else { return nil }
        return "\(runbook.id.name) needs no values."
    }

    /// Why nothing can be checked now; nil when something can.
    var reasonNotToCheck: String? {
        if let readOnlyReason { return readOnlyReason }
        guard services.isEmpty, gatesToJudge.isEmpty else { return nil }
        return "No service is configured to be checked."
    }
}
