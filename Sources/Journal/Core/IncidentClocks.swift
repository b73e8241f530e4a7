public import IncidentModel
public import SafeText

/// What is due in an incident; derived from its journal and the time, nothing is stored.
///
/// All three are nil before the incident is opened. Negative means overdue.
public struct IncidentClocks: Hashable, Sendable {
    /// Time since the incident was opened; never negative.
    public var elapsed: Duration?
    /// Time until the next status update; nil when none is expected.
    public var updateDueIn: Duration?
    /// Time until it is escalated; nil when that is not asked for.
    public var escalateIn: Duration?

    /// Reads the clocks.
    ///
    /// - Parameters:
    ///   - state: The incident.
    ///   - now: The wall clock.
    ///   - audience: Whose updates reset the update clock: each has its own cadence.
    public init(state: IncidentState, now: Timestamp, audience: DisplayText = "engineering") {
        guard let facts = state.facts else { return }
        elapsed = max(now - facts.openedAt, .zero)
        if let every = facts.cadences.first(where: { $0.audience == audience })?.every {
            // An update that went out before the incident was opened does not count.
            let last = max(state.updates[audience] ?? facts.openedAt, facts.openedAt)
            updateDueIn = last + every - now
        }
        if let limit = facts.escalateAfter { escalateIn = facts.openedAt + limit - now }
    }
}
