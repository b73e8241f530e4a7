import IncidentModel

/// A line of a format and what must be read of it.
struct FormatSample {
    /// The line, or the lines of one record.
    let text: String
    /// Nanoseconds since the epoch; nil when the line does not say when.
    let time: Int64?
    let severity: Severity
    let service: String?
    let message: String
    let trace: String?
    let exception: String?
    /// The line of the file where the sample starts.
    let line: Int
}
