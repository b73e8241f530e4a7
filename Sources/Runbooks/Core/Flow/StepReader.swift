import IncidentModel
import SafeText

/// Reads where one step stands for a runbook that runs by itself.
struct StepReader {
    /// Where a step stands.
    enum Standing: Equatable {
        /// The runbook may go on behind it.
        case passed
        /// It may run now.
        case ready
        /// A run of it is under way.
        case running
        /// What it should have brought about does not hold yet.
        case gated([CheckID])
        /// Nothing beside it may start before a person decided.
        case held(DisplayText)
        /// It ran, and a person has to say something before the runbook goes on.
        case open(DisplayText)
    }

    var state: IncidentState
    var gates: [CheckID: GateState]
    var background: Set<StepID>
    var retrying: StepID?

    /// True when a run of the step is under way that is more than what goes on in the background.
    func isHeldUp(by step: StepID) -> Bool { isRunning(step) && !background.contains(step) }

    private func isRunning(_ step: StepID) -> Bool {
        switch state.step(step) {
        case .running: true
        case .pending, .ended, .ticked, .skipped: false
        }
    }

    /// When the newest run of the step began, or a person settled it; nil when nothing happened.
    func begun(_ step: StepID) -> Timestamp? {
        switch state.step(step) {
        case .pending: nil
        case .running(_, let since): since
        case .ended(_, _, let at, let took): at + (.zero - took)
        case .ticked(_, let at), .skipped(_, _, let at): at
        }
    }

    /// Where a step stands, with the steps that follow it.
    func standing(of step: StepPlan, following: [StepPlan]) -> Standing {
        if step.id == retrying, !isRunning(step.id) { return beforeRun(of: step) }
        switch state.step(step.id) {
        case .skipped: return .passed
        case .running:
            return background.contains(step.id) ? afterRun(of: step, following) : .running
        case .ticked: return unmetGates(of: step, following).map { .gated($0) } ?? .passed
        case .ended(let end, _, _, _):
            guard !end.isSuccess else { return afterRun(of: step, following) }
            return .held(
                "\(step.id.label) \(end.failure): run it again, skip it with a reason, or roll back"
            )
        case .pending:
            guard !state.startedSteps.contains(step.id) else {
                return .held(
                    "\(step.id.label) ran before and its tick was taken back: run it again, tick or skip it"
                )
            }
            return beforeRun(of: step, following)
        }
    }

    private func beforeRun(of step: StepPlan, _ following: [StepPlan] = []) -> Standing {
        let label = step.id.label
        if let file = step.files.first(where: { !state.writtenFiles.contains($0.id) }) {
            return .held("\(label) has a file to write: \(file.path)")
        }
        let commands = step.runnableCommands
        guard !commands.isEmpty else { return afterRun(of: step, following) }
        for command in commands {
            if let problem = command.problem {
                return .held(
                    "\(label) cannot run until line \(command.line) is corrected: \(problem)")
            }
        }
        guard commands.contains(where: { !$0.isOnRequest }) else {
            return .held("\(label) runs only when asked for: run it, or skip it with a reason")
        }
        return .ready
    }

    private func afterRun(of step: StepPlan, _ following: [StepPlan]) -> Standing {
        if let gates = unmetGates(of: step, following) { return .gated(gates) }
        guard !wasLeft(step, for: following),
            let check = step.checks.first(where: { isUnticked($0) })
        else { return .passed }
        return .open("tick \(step.id.label) by hand: \(check.text)")
    }

    private func unmetGates(of step: StepPlan, _ following: [StepPlan]) -> [CheckID]? {
        let unmet = step.checks.filter { check in
            guard check.isGate else { return false }
            if case .met = gates[check.id] { return false }
            return true
        }
        return unmet.isEmpty || wasLeft(step, for: following) ? nil : unmet.map(\.id)
    }

    private func isUnticked(_ check: CheckPlan) -> Bool {
        !check.isGate && !check.isTickedInFile && state.ticks[check.id] == nil
    }

    /// True when the next step with commands ran after this one.
    ///
    /// What held here then need not hold for ever. Leaving that step out, or ticking it, says nothing
    /// about this one.
    private func wasLeft(_ step: StepPlan, for following: [StepPlan]) -> Bool {
        guard let next = following.first(where: { !$0.runnableCommands.isEmpty }) else {
            return false
        }
        switch state.step(next.id) {
        case .pending, .ticked, .skipped: return false
        case .running, .ended: break
        }
        guard let left = begun(next.id) else { return false }
        return begun(step.id).map { $0 <= left } ?? true
    }
}

extension StepEnd {
    /// How it failed, as the end of a sentence that names the step.
    fileprivate var failure: DisplayText {
        switch self {
        case .exited(let status): "exited with status \(status)"
        case .signalled(let number): "was ended by signal \(number)"
        case .timedOut: "ran into its time-out"
        case .couldNotStart(let reason): "could not start: \(reason)"
        case .cancelled: "was cancelled"
        case .unknown(let reason): "has an unknown end: \(reason)"
        }
    }
}
