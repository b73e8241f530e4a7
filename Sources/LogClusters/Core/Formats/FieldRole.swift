/// What a field of a line means for the record.
enum FieldRole: UInt8, CaseIterable {
    /// When it happened.
    case time
    /// How serious it is, on the scale that the field names.
    case severity
    /// The service, as it is written.
    case service
    /// The logger, class or component: the service where it is a simple name.
    case logger
    /// What is clustered.
    case message
    /// The request or trace the record belongs to.
    case trace
    /// The type of the exception it reports.
    case exceptionType
    /// What that exception says.
    case exceptionMessage
    /// The printed stack trace, of several lines.
    case stack
    /// `GET /path HTTP/1.1`, of which method and path become the message.
    case request
    /// A line of another format: this one only wraps it.
    case line
    /// `P` where the wrapped line goes on in the next one, `F` where it ends.
    case partial
    /// The host that spoke: not used, but no level may stand in its place.
    case host
    /// Anything that only shows where the other fields are.
    case ignored

    /// The role that a data file calls so; nil for names that are only documentation.
    init?(name: String) {
        switch name {
        case "time": self = .time
        case "severity": self = .severity
        case "service": self = .service
        case "logger": self = .logger
        case "message": self = .message
        case "trace": self = .trace
        case "exception_type": self = .exceptionType
        case "exception_message": self = .exceptionMessage
        case "stack": self = .stack
        case "request": self = .request
        case "line": self = .line
        case "partial": self = .partial
        case "host": self = .host
        default: return nil
        }
    }
}
