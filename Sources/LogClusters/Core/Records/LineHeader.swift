import IncidentModel

/// What a line says of itself before its message.
struct LineHeader {
    /// Nanoseconds since the epoch; nil when the line does not say.
    var time: Int64?
    /// The line's own severity.
    var severity: Severity = .unknown
    /// Where the service's name is in the line.
    var service: Range<Int>?
    /// A word that may be the service, to be judged by what the source says otherwise.
    var candidate: Range<Int>?
    /// Where the message starts.
    var message = 0
    /// Where the message ends; behind the line when it takes all that is left.
    var messageEnd = Int.max
    /// Where the request or trace is named.
    var trace: Range<Int>?
    /// True when the line's fields name an exception; the reader has it.
    var hasException = false
    /// True for a line that belongs to the record before it, though it has a header.
    var isContinuation = false
    /// True when the line starts with something like a header: a new record for certain.
    var isHeader = false
    /// True when the message is in the reader's scratch instead of the line.
    var usesScratch = false
}
