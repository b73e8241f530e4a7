import IncidentModel
import Runbooks

/// All that decides what a runbook that runs by itself does next.
struct FlowQuestion {
    var plan: RunbookPlan
    var course: FlowCourse
    var state: IncidentState
    var gates: [CheckID: GateState]
    /// Running steps of which only background commands are left.
    var background: Set<StepID>

    /// The planner's word on it.
    var answer: FlowPlanner.Action {
        FlowPlanner.next(
            in: plan, direction: course.direction, state: state, gates: gates,
            from: course.start, background: background, retrying: course.retrying)
    }
}
