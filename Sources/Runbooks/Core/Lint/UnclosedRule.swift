import IncidentModel

/// A quote, a substitution or a here-document that nothing closes: the shell refuses the command, or
/// takes what follows for text.
enum UnclosedRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        let (_, isComplete) = ShellLexer.tokens(of: Placeholder.masked(command.script))
        guard !isComplete, !command.plan.isOnRequest else {
            return []
        }
        return [
            command.warning(
                at: 0, "unclosed", "a quote, a bracket or a here-document is never closed",
                advice: "close it, or put a backslash in front of the quote")
        ]
    }
}
