/// A clock of an incident that counts down to a moment.
public struct Countdown: Hashable, Sendable {
    /// Which clock.
    public var clock: IncidentClock
    /// How long it counts in all.
    public var length: Duration
    /// When it runs out.
    public var dueAt: Timestamp

    /// Makes a countdown.
    public init(clock: IncidentClock, length: Duration, dueAt: Timestamp) {
        self.clock = clock
        self.length = length
        self.dueAt = dueAt
    }

    /// What is left at a moment; negative when it has run out.
    public func left(at now: Timestamp) -> Duration { dueAt - now }

    /// True for an audience's next status update.
    public var isUpdate: Bool {
        switch clock {
        case .update: true
        case .escalation, .budget: false
        }
    }

    /// True for the escalation.
    public var isEscalation: Bool {
        switch clock {
        case .escalation: true
        case .update, .budget: false
        }
    }
}
