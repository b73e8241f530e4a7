public import IncidentModel

extension FlowPlanner {
    /// The steps that undo what was done, in the order in which they are to run.
    ///
    /// First what undoes single steps, the step started last first; then the phases that undo started
    /// phases, the newest first; last those that undo several phases or the whole runbook. No step comes
    /// twice, and what would undo a step that was never touched is left out.
    public static func rollback(of plan: RunbookPlan, state: IncidentState) -> [StepID] {
        plan.rollback(after: state)
    }

    /// The forward steps that were started, ticked or had a file written, the oldest first.
    static func done(in plan: RunbookPlan, state: IncidentState) -> [StepID] {
        plan.doneSteps(in: state)
    }

    /// True when a step undoes another: by name, as part of the phase that does, or as part of one that
    /// undoes the whole runbook.
    static func undoes(_ undo: StepID, _ step: StepID, in plan: RunbookPlan) -> Bool {
        if plan.step(step)?.undoneBy == undo { return true }
        guard plan.phases.contains(where: { $0.number == undo.phase && $0.isRollback }),
            !plan.steps.contains(where: { $0.undoneBy == undo })
        else { return false }
        let forward = plan.phases.filter { !$0.isRollback }
        return forward.contains { $0.number == step.phase && $0.undoneBy == undo.phase }
            || !forward.contains { $0.undoneBy == undo.phase }
    }
}
