public import SafeText

/// A clock of an incident that counts down.
public enum IncidentClock: Hashable, Sendable, Codable {
    /// Until the next status update of an audience.
    case update(audience: DisplayText)
    /// Until the incident is escalated.
    case escalation(to: DisplayText)
    /// Until the budget of a phase is used up.
    case budget(RunbookID, phase: Int)
}

/// A clock that is about to run out, or has.
public struct ClockWarning: Hashable, Sendable, Codable {
    /// The clock.
    public var clock: IncidentClock
    /// When it runs out.
    public var dueAt: Timestamp
    /// True when it has run out; false for the warning before.
    public var isDue: Bool

    /// Makes a warning.
    public init(clock: IncidentClock, dueAt: Timestamp, isDue: Bool) {
        self.clock = clock
        self.dueAt = dueAt
        self.isDue = isDue
    }
}
