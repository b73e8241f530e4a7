import IncidentModel

/// What one line of a feed's command is.
enum FeedLine: Hashable {
    /// A line of the log: where its text begins, the time the feed gave it, and the stream it belongs to.
    case log(text: Int, stamp: Int64?, lane: [UInt8])
    /// It was delivered before.
    case duplicate
    /// The command speaks about itself.
    case remark
}

/// What is asked of a program that delivers a log.
struct FeedQuestion: Hashable {
    /// The program, found on the path.
    var executable: String
    var arguments: [String]
}

/// How a feed's command cuts its output.
enum FeedFraming: Hashable {
    /// One entry a line.
    case lines
    /// A JSON array of entries.
    case array
}

/// How a program that delivers a log is asked for it, and how its answer is read; without any input or
/// output of its own.
protocol LogFeed {
    var framing: FeedFraming { get }
    /// How long after a complete answer it is asked again, in nanoseconds; nil for one that goes on.
    var pollInterval: Int64? { get }
    /// Silence after which it is asked again, in nanoseconds; nil when its silence means nothing.
    var stallLimit: Int64? { get }
    /// After which time it is asked again in any case, in nanoseconds; nil for never.
    var renewInterval: Int64? { get }
    /// Lines the other side said it left out, since the start.
    var missed: Int { get }
    /// True when the last answer was cut at its limit: there is more at once.
    var hasMore: Bool { get }

    /// The next question, which starts where the last answer ended.
    mutating func ask() -> FeedQuestion
    /// Reads the next line of the answer; `isError` when it came on standard error.
    mutating func take(_ line: UnsafeRawBufferPointer, isError: Bool) -> FeedLine
    /// Takes up where `write` left off.
    mutating func resume(from reader: inout CheckpointReader) throws(CheckpointError)
    /// Writes the place behind all lines taken.
    func write(to writer: inout CheckpointWriter)
}

extension LogFeed {
    var framing: FeedFraming { .lines }
    var pollInterval: Int64? { nil }
    var stallLimit: Int64? { nil }
    var renewInterval: Int64? { nil }
    var missed: Int { 0 }
    var hasMore: Bool { false }
}
