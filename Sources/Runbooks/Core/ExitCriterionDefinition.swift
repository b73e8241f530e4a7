public import Conditions
public import IncidentModel
public import SafeText

/// One entry of `exit_criteria:`, in `quell.yaml` or in a runbook's front matter.
public struct ExitCriterionDefinition: Hashable, Sendable {
    /// Who judges it.
    public enum Judge: Hashable, Sendable {
        /// A condition on the live panes.
        case condition(Condition)
        /// A command that has to exit with 0.
        case command(CriterionCommand)
        /// A person's word.
        case person
    }

    /// The criterion as it was written, or the name that it was given.
    public var text: DisplayText
    /// Who judges it.
    public var judge: Judge

    /// Makes a criterion.
    public init(text: DisplayText, judge: Judge) {
        self.text = text
        self.judge = judge
    }
}

/// A command that judges an exit criterion: it holds when the command exits with 0.
public struct CriterionCommand: Hashable, Sendable {
    /// The time-out when none is given: 30 s.
    public static let defaultTimeout = Duration.seconds(30)
    /// The longest time-out that may be given: 5 minutes, because a resolution waits for it.
    public static let longestTimeout = Duration.seconds(300)
    /// The shortest pause between two runs that may be given: 5 s.
    public static let shortestPause = Duration.seconds(5)

    /// The exact text, for bash.
    public var script: String
    /// How often it runs by itself while an incident is open; nil for only when it is asked for.
    public var every: Duration?
    /// After how long it is ended.
    public var timeout: Duration

    /// Describes a command.
    public init(script: String, every: Duration? = nil, timeout: Duration = defaultTimeout) {
        self.script = script
        self.every = every
        self.timeout = timeout
    }

    /// What the command may do.
    public var danger: Danger { DangerClassifier.shared.assess(script).danger }

    /// How long its word counts: two missed runs, and 10 minutes without `every`.
    public var trustedFor: Duration { every.map { $0 * 2 + timeout } ?? .seconds(600) }
}
