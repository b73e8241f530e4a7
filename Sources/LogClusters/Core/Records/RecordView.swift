import IncidentModel

/// One log record, borrowed from the assembler for the length of a call.
struct RecordView {
    /// What is clustered: the message, with the exception of a trace.
    var text: UnsafeRawBufferPointer
    /// The record's lines as they came, as far as they are kept, joined by `\n`.
    var body: UnsafeRawBufferPointer
    /// Physical lines, also those that are not kept.
    var lines: Int
    /// The record's own time in nanoseconds since the epoch.
    var time: Int64?
    /// Its own severity, or what its form tells.
    var severity: Severity
    /// The service it names; empty when it names none.
    var service: UnsafeRawBufferPointer
    /// Blank lines before it, since the record before, that belong to no record.
    var blankLinesBefore = 0
    /// The exception it reports, `Type: message`; empty when it reports none.
    var exception = UnsafeRawBufferPointer(start: nil, count: 0)
    /// The request or trace it belongs to, as its format names it; empty when it names none.
    var trace = UnsafeRawBufferPointer(start: nil, count: 0)
}
