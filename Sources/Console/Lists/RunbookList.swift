import IncidentModel
import SafeText

/// What a row of the runbook pane stands for.
enum RunbookRowID: Hashable, Sendable {
    /// The heading of a runbook; only when there are several.
    case runbook(RunbookID)
    /// The heading of a phase.
    case phase(RunbookID, Int)
    /// A step.
    case step(StepID)
    /// A check of a step.
    case check(CheckID)

    /// Whether the selection can rest on it.
    var isSelectable: Bool {
        switch self {
        case .runbook, .phase: false
        case .step, .check: true
        }
    }
}

/// A row of the runbook pane with its plan.
enum RunbookRow {
    /// The heading of a runbook.
    case runbook(RunbookPlan)
    /// The heading of a phase.
    case phase(PhasePlan, RunbookID)
    /// A step; `isRollback` sets it apart.
    case step(StepPlan, isRollback: Bool)
    /// A check.
    case check(CheckPlan, isRollback: Bool)

    /// What the row stands for.
    var id: RunbookRowID {
        switch self {
        case .runbook(let plan): .runbook(plan.id)
        case .phase(let plan, let runbook): .phase(runbook, plan.number)
        case .step(let plan, _): .step(plan.id)
        case .check(let plan, _): .check(plan.id)
        }
    }
}

/// The rows of the runbook pane.
enum RunbookList {
    /// All rows that the filter keeps; checks of a step with nothing left to do are folded away.
    static func rows(of state: ConsoleState) -> [RunbookRow] {
        let runbooks = state.runbooks ?? []
        let query = state.runbookView.query
        var rows: [RunbookRow] = []
        for runbook in runbooks {
            if runbooks.count > 1 { rows.append(.runbook(runbook)) }
            for phase in runbook.phases {
                let steps = phase.steps.flatMap { rowsOfStep($0, in: phase, state, query) }
                if steps.isEmpty && !query.isEmpty { continue }
                if runbook.phases.count > 1 || phase.isRollback || !phase.title.isEmpty {
                    rows.append(.phase(phase, runbook.id))
                }
                rows += steps
            }
        }
        return rows
    }

    /// The rows that the selection can rest on.
    static func selectableIDs(of state: ConsoleState) -> [RunbookRowID] {
        rows(of: state).map(\.id).filter(\.isSelectable)
    }

    /// The one gate that is shown on the step's own row, when the step is nothing but that gate.
    static func inlineGate(of step: StepPlan) -> CheckPlan? {
        guard step.runnableCommands.isEmpty, step.files.isEmpty, step.checks.count == 1,
            let check = step.checks.first, check.isGate
        else { return nil }
        return check
    }

    /// The first step that is still to be done, or the one after a given step; rollbacks do not count.
    static func nextPending(in state: ConsoleState, after step: StepID? = nil) -> StepID? {
        for runbook in state.runbooks ?? [] {
            if let step, runbook.id != step.runbook { continue }
            for phase in runbook.phases where !phase.isRollback {
                for candidate in phase.steps {
                    if let step, candidate.id <= step { continue }
                    if isToDo(candidate, state) { return candidate.id }
                }
            }
        }
        return nil
    }

    /// A step that is nothing but a gate is done once its gate is met.
    private static func isToDo(_ step: StepPlan, _ state: ConsoleState) -> Bool {
        guard state.incident.step(step.id) == .pending else { return false }
        guard let gate = inlineGate(of: step), case .met? = state.gate(gate.id) else { return true }
        return false
    }

    private static func rowsOfStep(
        _ step: StepPlan, in phase: PhasePlan, _ state: ConsoleState, _ query: ListQuery
    ) -> [RunbookRow] {
        let isStepKept = query.keeps("\(step.id.label) \(step.title)")
        var rows: [RunbookRow] = []
        if inlineGate(of: step) == nil, !isFolded(step, state) {
            rows = step.checks.filter {
                query.keeps($0.text.string) || (isStepKept && !query.isInverted)
            }
            .map { .check($0, isRollback: phase.isRollback) }
        }
        guard isStepKept || !rows.isEmpty else { return [] }
        return [.step(step, isRollback: phase.isRollback)] + rows
    }

    private static func isFolded(_ step: StepPlan, _ state: ConsoleState) -> Bool {
        switch state.incident.step(step.id) {
        case .pending, .running: false
        case .ended(let end, _, _, _): end.isSuccess && step.checks.allSatisfy(state.isSettled)
        case .ticked, .skipped: true
        }
    }
}
