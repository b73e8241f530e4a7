public import IncidentModel

/// Which records of a log are put into clusters; the others are counted, never hidden.
public struct LogFilter: Hashable, Sendable {
    /// The earliest moment; nil for the log's beginning.
    public var since: Timestamp?
    /// The moment before which records must be; nil for the log's end.
    public var until: Timestamp?
    /// The least serious severity; with `unknown` every record counts.
    public var minimumSeverity = Severity.unknown

    /// Leaves nothing out.
    public init() {}

    /// True when nothing is left out.
    public var isEmpty: Bool { self == LogFilter() }

    /// True when a moment in nanoseconds since the epoch is in the range; its end does not belong to it.
    @inline(__always)
    func holds(_ moment: Int64) -> Bool {
        moment >= since?.nanoseconds ?? .min && moment < until?.nanoseconds ?? .max
    }
}

/// Lines that a filter left out; together with the lines of the clusters they are all that was read.
public struct FilteredLines: Hashable, Sendable {
    /// Lines of records outside the time range.
    public internal(set) var outsideRange = 0
    /// Lines of records below the severity, within the time range.
    public internal(set) var belowSeverity = 0
    /// The newest moment of a record before the range; nil when there is none.
    public internal(set) var newestBefore: Timestamp?

    /// All lines that were left out.
    public var total: Int { outsideRange + belowSeverity }
}

/// A value of an option that means nothing.
public struct LogOptionError: Error, Sendable, CustomStringConvertible {
    /// One sentence without an end.
    public let description: String
}
