public import IncidentModel

/// Names what a careful colleague would.
public struct RunbookLint {
    private init() {}

    /// All problems of a runbook, those of its reading included, in the order of lines.
    ///
    /// What the environment holds makes no difference: the same file has the same problems anywhere.
    public static func problems(of runbook: Runbook) -> [RunbookProblem] {
        let linted = LintedRunbook(runbook)
        let found =
            commandRules.flatMap { linted.commands.flatMap($0) }
            + runbookRules.flatMap { $0(linted) }
        // Two equal commands on one line, or a place that the reading named, are one problem.
        var seen: Set<RunbookProblem> = []
        let all = (runbook.plan.problems + found).filter { seen.insert($0).inserted }
        return all.enumerated()
            .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }

    /// Rules about one command.
    private static var commandRules: [(LintedCommand) -> [RunbookProblem]] {
        [
            CurlRule.problems, EndlessRule.problems, TerminalRule.problems,
            HiddenFailureRule.problems, DestroyingRules.unasked, DestroyingRules.emptyVariables,
            SecretRule.problems, TimeoutRule.problems, UnclosedRule.problems,
        ]
    }

    /// Rules about the runbook as a whole.
    private static var runbookRules: [(LintedRunbook) -> [RunbookProblem]] {
        [
            SudoRule.problems, ValueRules.placeholders, ValueRules.variables,
            ValueRules.unfillable, SafeguardRules.gates, SafeguardRules.rollbacks,
            ContentRules.nothingToDo, ContentRules.titles, SecretRule.problemsInFiles,
        ]
    }
}
