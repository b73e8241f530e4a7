public import IncidentModel

/// Names what a careful colleague would.
public struct RunbookLint {
    private init() {}

    /// All problems of a runbook, those of its reading included, in the order of lines.
    public static func problems(of runbook: Runbook) -> [RunbookProblem] {
        runbook.plan.problems
    }
}
