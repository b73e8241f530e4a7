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
    /// - Parameters:
    ///   - plan: The runbook.
    ///   - direction: Forward through the steps, or back through what undoes them.
    ///   - state: What the journal adds up to.
    ///   - gates: The present judgement of gates.
    ///   - start: Steps before this one are left alone; nil begins at the first that is not done.
    public static func next(
        in plan: RunbookPlan, direction: RunbookFlow.Direction, state: IncidentState,
        gates: [CheckID: GateState], from start: StepID? = nil
    ) -> Action {
        .finish
    }

    /// The steps that undo what was done, in the order in which they are to run.
    public static func rollback(of plan: RunbookPlan, state: IncidentState) -> [StepID] { [] }
}
