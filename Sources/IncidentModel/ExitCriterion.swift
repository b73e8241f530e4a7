public import SafeText

/// An exit criterion by its text, unique within an incident.
public struct CriterionID: Hashable, Comparable, Sendable, Codable {
    /// The criterion as it was written.
    public var text: DisplayText

    /// Names a criterion.
    public init(_ text: DisplayText) {
        self.text = text
    }

    /// Alphabetical order.
    public static func < (left: CriterionID, right: CriterionID) -> Bool { left.text < right.text }
}

/// What has to hold before an incident may be resolved, and whether it does.
public struct ExitCriterion: Hashable, Sendable {
    /// Who judges it.
    public enum Judge: Hashable, Sendable {
        /// A condition on the live panes.
        case condition
        /// A command that has to exit with 0.
        case command(DisplayText)
        /// A person's word.
        case person
    }

    /// Which one.
    public var id: CriterionID
    /// Who judges it.
    public var judge: Judge
    /// Where it was asked for: `quell.yaml` or a runbook's name.
    public var origin: DisplayText
    /// Whether it holds now.
    public var state: GateState

    /// Makes a criterion.
    public init(id: CriterionID, judge: Judge, origin: DisplayText, state: GateState) {
        self.id = id
        self.judge = judge
        self.origin = origin
        self.state = state
    }

    /// True when it holds.
    public var isMet: Bool {
        if case .met = state { return true }
        return false
    }
}
