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
}
