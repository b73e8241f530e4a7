public import IncidentModel
public import SafeText

/// What is to be written into the journal: an event that has no number yet.
public struct JournalEntry: Hashable, Sendable {
    /// What happened.
    public var body: EventBody
    /// Who: `user@host`, or `quell` for what the program saw.
    public var actor: DisplayText
    /// When, by the journal's time.
    public var at: Timestamp
    /// Nanoseconds of the monotonic clock.
    public var monotonic: Int64

    /// Makes an entry.
    public init(_ body: EventBody, actor: DisplayText, at: Timestamp, monotonic: Int64) {
        self.body = body
        self.actor = actor
        self.at = at
        self.monotonic = monotonic
    }
}
