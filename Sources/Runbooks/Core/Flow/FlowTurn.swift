import IncidentModel
import SafeText

/// Decides about the steps whose turn it is: one, or several that may run side by side.
struct FlowTurn {
    var plan: RunbookPlan
    var reader: StepReader
    /// The steps that come after these.
    var following: [StepPlan]
    /// True on the way back.
    var isUndoing = false
    /// When the work that these steps undo was begun last; nil when that is not known.
    var workBegan: Timestamp?

    /// What is to be done about them; nil when the runbook may go on behind them.
    func action(for group: [StepPlan]) -> FlowPlanner.Action? {
        let standings = group.map { (id: $0.id, step: $0, standing: standing(of: $0)) }
        let running = standings.filter { $0.standing == .running }.map(\.id)
        for (id, _, standing) in standings {
            guard case .held(let reason) = standing else { continue }
            return running.isEmpty
                ? .stop(at: id, reason: reason) : .wait(steps: running, gates: [])
        }
        let ready = standings.filter { $0.standing == .ready }
        let startable = ready.filter { missing(for: $0.step).isEmpty }
        if !startable.isEmpty { return .run(startable.map(\.id)) }
        if !running.isEmpty { return .wait(steps: running, gates: []) }
        if let first = ready.first { return waiting(first.step) }
        let gates = standings.flatMap { entry -> [CheckID] in
            if case .gated(let gates) = entry.standing { gates } else { [] }
        }
        if !gates.isEmpty { return .wait(steps: [], gates: gates) }
        for (id, _, standing) in standings {
            if case .open(let reason) = standing { return .stop(at: id, reason: reason) }
        }
        return nil
    }

    private func standing(of step: StepPlan) -> StepReader.Standing {
        let standing = reader.standing(of: step, following: following)
        guard isUndoing, standing == .passed else { return standing }
        guard let begun = reader.begun(step.id) else {
            // Nothing but prose: going on in silence would look as if it had been undone.
            return step.checks.isEmpty && step.files.isEmpty
                ? .held("do \(step.id.label) by hand, then tick it, or skip it with a reason")
                : standing
        }
        guard let workBegan, begun < workBegan else { return standing }
        return .held(
            "\(step.id.label) was done before the work that it undoes: run it again, or skip it with a reason"
        )
    }

    /// The steps it needs that are not done.
    private func missing(for step: StepPlan) -> [StepID] {
        step.needs.filter { need in
            guard let needed = plan.step(need) else { return true }
            return reader.standing(of: needed, following: []) != .passed
        }
    }

    private func waiting(_ step: StepPlan) -> FlowPlanner.Action {
        let missing = missing(for: step)
        let running = missing.filter { reader.isHeldUp(by: $0) }
        if !running.isEmpty { return .wait(steps: running, gates: []) }
        let names = missing.map { need in
            plan.step(need).map { "\(need.label) \($0.title)" } ?? need.label
        }
        return .stop(
            at: step.id,
            reason: "\(step.id.label) needs what is not done yet: \(names.joined(separator: ", "))")
    }
}
