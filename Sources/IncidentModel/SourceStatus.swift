public import SafeText

/// What a log source is doing.
public enum SourceState: String, Hashable, Sendable, Codable {
    /// Not there yet; it is being watched for.
    case waiting
    /// Delivering.
    case following
    /// Came to its end (standard input, a finished command).
    case ended
    /// Lost; it will be tried again.
    case reconnecting
    /// Cannot be read; `detail` says why.
    case failed
}

/// The condition of one log source.
public struct SourceStatus: Hashable, Sendable {
    /// The source.
    public var id: SourceID
    /// The kind's name, such as `file`.
    public var kind: DisplayText
    /// What it is doing.
    public var state: SourceState
    /// One sentence when something is wrong; else empty.
    public var detail: DisplayText
    /// Lines read since the start.
    public var lines: Int
    /// Bytes read since the start.
    public var bytes: Int
    /// The name of the format its lines are read by; empty while none is known.
    public var format: DisplayText
    /// Lines a second, over the last 10 s.
    public var linesPerSecond: Double
    /// How far the newest record's own time is behind the clock; nil when records bear no time.
    public var lag: Duration?
    /// How often it was lost and found again.
    public var reconnects: Int
    /// Lines known to be lost on our side; never silent.
    public var dropped: Int
    /// Lines that were counted but not looked at one by one, because there were too many.
    public var sampled: Int
    /// Lines the other side says it left out, or that a gap in its numbers shows.
    public var missed: Int
    /// When the newest line arrived.
    public var lastLineAt: Timestamp?

    /// A source of which nothing was read yet.
    public init(id: SourceID, kind: DisplayText) {
        self.id = id
        self.kind = kind
        state = .waiting
        detail = .empty
        lines = 0
        bytes = 0
        format = .empty
        linesPerSecond = 0
        lag = nil
        reconnects = 0
        dropped = 0
        sampled = 0
        missed = 0
        lastLineAt = nil
    }
}
