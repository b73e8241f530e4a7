public import IncidentModel
public import SafeText

/// What a runbook does next when it runs by itself.
///
/// Pure: the plan and what is known go in, one action comes out.
public struct FlowPlanner: Sendable {
    /// The next thing to do.
    public enum Action: Hashable, Sendable {
        /// Prepare these steps and run them side by side; several only when they are marked so.
        case run([StepID])
        /// Wait for steps that run, or for gates; the gates to judge again.
        case wait(steps: [StepID], gates: [CheckID])
        /// A person has to decide or to do something; the text says what.
        case stop(at: StepID?, reason: DisplayText)
        /// Nothing is left to do.
        case finish
    }

    private init() {}

    /// What comes next.
    ///
    /// A step that was started before is never among those to run unless it is `retrying`. A gate without
    /// a judgement does not pass. Once the step after a gate's was begun, that gate is not asked again.
    ///
    /// - Parameters:
    ///   - plan: The runbook.
    ///   - direction: Forward through the steps, or back through what undoes them.
    ///   - state: What the journal adds up to.
    ///   - gates: The present judgement of gates.
    ///   - start: Steps before this one are left alone; nil begins at the first that is not done. It
    ///     counts forward only.
    ///   - background: Running steps of which only background commands are left; they hold nothing up.
    ///   - retrying: A step that a person asked to run again; nil once it is started.
    /// - Returns: One action; the same question gives the same answer.
    public static func next(
        in plan: RunbookPlan, direction: RunbookFlow.Direction, state: IncidentState,
        gates: [CheckID: GateState], from start: StepID? = nil, background: Set<StepID> = [],
        retrying: StepID? = nil
    ) -> Action {
        let reader = StepReader(
            state: state, gates: gates, background: background, retrying: retrying)
        switch direction {
        case .forward:
            let groups = forwardGroups(of: plan, from: start)
            for (index, group) in groups.enumerated() {
                let following = groups[(index + 1)...].lazy.flatMap { $0 }
                let turn = FlowTurn(
                    plan: plan, reader: reader, following: Array(following.prefix(8)))
                if let action = turn.action(for: group) { return action }
            }
        case .back:
            let work = done(in: plan, state: state)
            let running = work.filter { reader.isHeldUp(by: $0) }
            if !running.isEmpty { return .wait(steps: running, gates: []) }
            let steps = rollback(of: plan, state: state).compactMap(plan.step)
            for (index, step) in steps.enumerated() {
                let since = work.filter { undoes(step.id, $0, in: plan) }
                    .compactMap { reader.begun($0) }.max()
                let turn = FlowTurn(
                    plan: plan, reader: reader, following: Array(steps[(index + 1)...].prefix(8)),
                    isUndoing: true, workBegan: since)
                if let action = turn.action(for: [step]) { return action }
            }
        }
        return .finish
    }

    /// Steps in file order, those that may run side by side together; what undoes is left out.
    private static func forwardGroups(of plan: RunbookPlan, from start: StepID?) -> [[StepPlan]] {
        let undoing = Set(plan.steps.compactMap(\.undoneBy))
        var groups: [[StepPlan]] = []
        for phase in plan.phases where !phase.isRollback {
            var isFirst = true
            for step in phase.steps where !undoing.contains(step.id) {
                if let start, step.id < start { continue }
                if step.isParallel, !isFirst {
                    groups[groups.count - 1].append(step)
                } else {
                    groups.append([step])
                }
                isFirst = false
            }
        }
        return groups
    }
}
