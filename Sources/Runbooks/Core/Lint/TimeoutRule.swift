import IncidentModel

/// A command that may take for ever keeps its step from ending.
enum TimeoutRule {
    static func problems(of command: LintedCommand) -> [RunbookProblem] {
        let attributes = command.attributes
        guard attributes.timeout == nil, !attributes.isBackground, !command.plan.needsTerminal
        else { return [] }
        return [
            command.warning(
                at: 0, "no-timeout", "without a time-out a command that hangs is never ended",
                advice:
                    "give the longest time it may take, as in {timeout=30m}, or add {background}"
            )
        ]
    }
}
