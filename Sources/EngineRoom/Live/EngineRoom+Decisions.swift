import IncidentModel
import Runbooks
import SafeText

extension EngineRoom {
    /// A person says that a step was done without a run, or takes that back.
    func tickStep(_ step: StepID, _ ticked: Bool, _ bench: Bench) {
        if let objection = bench.objection(toSettling: step) { return publish(.refused(objection)) }
        record([.stepTicked(step: step, ticked: ticked)], by: plan.actor, bench)
        // What a person did has to bring about the same as a run.
        if ticked { awaitGates(of: step, bench) }
    }

    /// A person leaves a step out.
    func skipStep(_ step: StepID, _ reason: DisplayText, _ bench: Bench) {
        if let objection = bench.objection(toSettling: step) { return publish(.refused(objection)) }
        guard reason.string.contains(where: { !$0.isWhitespace }) else {
            return publish(.refused("leaving out step \(step.label) needs a reason"))
        }
        bench.awaited.forget(step)
        for check in bench.runbooks[step.runbook]?.step(step)?.checks ?? [] {
            bench.gateRunner?.forget(check.id)
        }
        record([.stepSkipped(step: step, reason: reason)], by: plan.actor, bench)
    }

    /// A person says that a check holds, or takes that back.
    func tickCheck(_ check: CheckID, _ ticked: Bool, _ bench: Bench) {
        let step = check.step
        guard let runbook = bench.runbooks[step.runbook] else {
            return publish(.refused("runbook \(step.runbook.name) is not loaded"))
        }
        guard runbook.step(step)?.checks.contains(where: { $0.id == check }) == true else {
            return publish(
                .refused("there is no check \(check.index + 1) in step \(step.label)"))
        }
        record([.checkTicked(check: check, ticked: ticked)], by: plan.actor, bench)
    }
}

extension EngineRoom.Bench {
    /// Why a person cannot say that a step is done or left out; nil when it may be said.
    func objection(toSettling step: StepID) -> DisplayText? {
        guard let runbook = runbooks[step.runbook] else {
            return "runbook \(step.runbook.name) is not loaded"
        }
        guard runbook.step(step) != nil else {
            return "there is no step \(step.label) in \(step.runbook.name)"
        }
        return isRunning(step)
            ? "step \(step.label) is running: end it first, or wait for its end" : nil
    }
}
