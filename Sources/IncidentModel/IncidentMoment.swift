public import SafeText

/// A moment that people mark in the life of an incident; its times and durations come from these.
public enum IncidentMoment: String, Hashable, Sendable, Codable, CaseIterable {
    /// Somebody or something noticed it.
    case detected
    /// A person takes care of it.
    case acknowledged
    /// Users are no longer hurt; the cause may still be there.
    case mitigated
    /// It is over.
    case resolved
    /// It was over too early.
    case reopened
}

/// Where an incident stands, by the newest moment that was marked.
public enum IncidentStatus: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody takes care of it yet.
    case open
    /// A person takes care of it.
    case acknowledged
    /// Users are no longer hurt.
    case mitigated
    /// It is over.
    case resolved
}

/// A moment as it was marked.
public struct MarkedMoment: Hashable, Sendable, Codable {
    /// Which moment.
    public var moment: IncidentMoment
    /// When it was; a person may say so later.
    public var at: Timestamp
    /// Who said so.
    public var by: DisplayText
    /// Why, or what was seen.
    public var reason: DisplayText
    /// The exit criteria that did not hold when it was resolved all the same.
    public var unmet: [DisplayText]

    /// Makes a marked moment.
    public init(
        moment: IncidentMoment, at: Timestamp, by: DisplayText, reason: DisplayText,
        unmet: [DisplayText] = []
    ) {
        self.moment = moment
        self.at = at
        self.by = by
        self.reason = reason
        self.unmet = unmet
    }
}

/// A task of a person during an incident.
public enum IncidentRole: String, Hashable, Sendable, Codable, CaseIterable {
    /// Decides.
    case commander
    /// Repairs.
    case operations
    /// Writes down.
    case scribe
    /// Talks to those outside.
    case liaison
}

/// Who has a role, since when, and what was handed over.
public struct RoleHolder: Hashable, Sendable, Codable {
    /// The person.
    public var person: DisplayText
    /// Since when.
    public var since: Timestamp
    /// What the one before said at the hand-over.
    public var note: DisplayText

    /// Makes a holder.
    public init(person: DisplayText, since: Timestamp, note: DisplayText) {
        self.person = person
        self.since = since
        self.note = note
    }
}
