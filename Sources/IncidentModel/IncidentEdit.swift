public import SafeText

/// What a person writes into the record of an incident, or corrects in it.
public enum IncidentEdit: Hashable, Sendable, Codable {
    /// Another title.
    case title(DisplayText)
    /// Another severity; a reason is asked for.
    case severity(IncidentSeverity, reason: DisplayText)
    /// Whom it hurts and how.
    case impact(DisplayText)
    /// When it was detected, corrected.
    case detection(at: Timestamp, reason: DisplayText)
    /// How often an audience expects updates; nil for no longer.
    case cadence(audience: DisplayText, every: Duration?)
    /// When and to whom it is escalated; nil for never.
    case escalation(after: Duration?, to: DisplayText)
    /// A moment of its life; `unmet` names the exit criteria that did not hold at a resolution.
    case moment(IncidentMoment, at: Timestamp, reason: DisplayText, unmet: [DisplayText] = [])
    /// Somebody takes a role; nil leaves it vacant.
    case role(IncidentRole, person: DisplayText?, note: DisplayText)
    /// A question of the five whys, new or in place of the one with its number.
    case why(Why)
    /// A question is taken back; later ones move up.
    case whyRemoved(Int)
    /// An idea of the cause, new or in place of the one with its number.
    case hypothesis(Hypothesis)
    /// An action item, new or in place of the one with its number.
    case actionItem(ActionItem)
    /// An action item is taken back.
    case actionItemRemoved(Int)
    /// A person's word on an exit criterion, or its withdrawal.
    case criterion(CriterionID, holds: Bool)
    /// Another incident has to do with this one.
    case link(to: DisplayText, note: DisplayText)
    /// It has not.
    case unlink(from: DisplayText)
}

/// What the program noticed about an incident or its record.
public enum IncidentNotice: Hashable, Sendable, Codable {
    /// A change from outside.
    case change(ObservedChange)
    /// A past incident is like this one.
    case similar(SimilarIncident)
    /// The exit criteria that are asked for, in their order; told when one of them is new.
    case criteria([CriterionID])
    /// An exit criterion began to hold, or no longer does.
    case criterion(CriterionID, GateState)
    /// A clock is about to run out, or has.
    case clock(ClockWarning)
    /// A hook or a command that got an update ended.
    case commandEnded(DisplayText, StepEnd)
    /// The wall clock was set: by how much it moved against the time that passed.
    case wallClockStepped(by: Duration)
    /// Events that were recorded late, with the times at which they happened; the number counts those that
    /// come right before this entry.
    case recordedLate(events: Int, reason: DisplayText)
    /// The record was damaged and carried over into this one.
    case carriedOver(JournalCarryOver)
}

/// What became of a damaged journal.
public struct JournalCarryOver: Hashable, Sendable, Codable {
    /// The name of the damaged file, kept beside the journal as it was found.
    public var kept: DisplayText
    /// Events that could be read and stand before this entry.
    public var events: Int
    /// What is missing, in one sentence; empty when all events could be read.
    public var missing: DisplayText

    /// Makes an account of it.
    public init(kept: DisplayText, events: Int, missing: DisplayText) {
        self.kept = kept
        self.events = events
        self.missing = missing
    }
}
