public import IncidentModel
public import SafeText

/// One line of the list of incidents.
public struct IncidentSummary: Hashable, Sendable {
    /// Whether an incident is being recorded, and how its record ends.
    public enum Standing: Hashable, Sendable {
        /// A console records it now; who that is.
        case recording(by: DisplayText)
        /// The last console ended in order.
        case ended
        /// The last console did not end in order; the incident can be resumed.
        case interrupted
        /// The record cannot be read; the sentence says why.
        case unreadable(DisplayText)
    }

    /// The name, also that of its folder.
    public var id: String
    /// The title; nil when only a run is recorded.
    public var title: DisplayText?
    /// The severity; nil when only a run is recorded.
    public var severity: IncidentSeverity?
    /// When the first event was recorded; nil without events.
    public var startedAt: Timestamp?
    /// The newest event; nil without events.
    public var lastEvent: JournalEvent?
    /// How it stands.
    public var standing: Standing
    /// Where the incident stands; nil when only a run is recorded.
    public var status: IncidentStatus?
    /// When it was detected; nil when only a run is recorded.
    public var countsFrom: Timestamp?
    /// When it was resolved; nil while it is not.
    public var resolvedAt: Timestamp?
    /// What has to be added to its times to get what clocks on the wall say.
    public var wallClockOffset = Duration.zero

    /// Makes a line.
    public init(
        id: String, title: DisplayText? = nil, severity: IncidentSeverity? = nil,
        startedAt: Timestamp? = nil, lastEvent: JournalEvent? = nil, standing: Standing
    ) {
        self.id = id
        self.title = title
        self.severity = severity
        self.startedAt = startedAt
        self.lastEvent = lastEvent
        self.standing = standing
    }

    /// True while a console records it.
    public var isOpen: Bool {
        switch standing {
        case .recording: true
        case .ended, .interrupted, .unreadable: false
        }
    }

    /// How many events are recorded.
    public var events: Int { lastEvent?.sequence ?? 0 }

    /// From its detection to its resolution, or to the newest event; nil when only a run is recorded.
    public var duration: Duration? {
        guard let countsFrom, let end = resolvedAt ?? lastEvent?.at else { return nil }
        return max(end - countsFrom, .zero)
    }

    /// The same line with what a state says of facts, moments and the clock.
    func completed(by state: IncidentState) -> IncidentSummary {
        var summary = self
        summary.wallClockOffset = state.record.wallClockOffset
        guard let facts = state.facts else { return summary }
        summary.title = facts.title
        summary.severity = facts.severity
        summary.countsFrom = facts.countsFrom
        summary.status = state.record.status
        summary.resolvedAt = state.record.resolution?.at
        return summary
    }
}
