import IncidentModel

/// How a format writes severity.
///
/// Words are understood on every scale; the scale says what a number or a sign means.
enum SeverityScale: UInt8 {
    /// `ERROR`, `warn`, `Information`.
    case word
    /// `E`, `W`, `I`.
    case letter
    /// 0 emergency to 7 debug, also with a facility in front (RFC 5424 §6.2.1).
    case syslog
    /// 10 trace to 60 fatal.
    case bunyan
    /// 1 trace to 24 fatal, four numbers for each step (OpenTelemetry logs data model).
    case otel
    /// The status of an HTTP answer.
    case status
    /// `.` debug, `-` verbose, `*` notice, `#` warning, as Redis marks them.
    case mark

    /// The scale that a data file calls so.
    init?(name: String) {
        switch name {
        case "word": self = .word
        case "letter": self = .letter
        case "syslog": self = .syslog
        case "bunyan": self = .bunyan
        case "otel": self = .otel
        case "status": self = .status
        case "mark": self = .mark
        default: return nil
        }
    }

    /// The severity that a value names; nil for values that name none.
    func severity(of value: UnsafeRawBufferPointer) -> Severity? {
        guard let first = value.first else { return nil }
        switch self {
        case .letter: return value.count == 1 ? SeverityWord.severity(ofLetter: first) : nil
        case .mark: return value.count == 1 ? Self.severity(ofMark: first) : nil
        case .word, .syslog, .bunyan, .otel, .status: break
        }
        guard ByteCursor.isDigit(first) else { return SeverityWord.severity(of: value) }
        var cursor = ByteCursor(value)
        let length = cursor.digitRun()
        guard length <= 3, length == value.count, let number = cursor.digits(length) else {
            return nil
        }
        return severity(ofNumber: number)
    }

    private func severity(ofNumber number: Int) -> Severity? {
        switch self {
        case .syslog: number < 192 ? SeverityWord.severity(ofSyslog: number % 8) : nil
        case .otel: SeverityWord.severity(ofTelemetry: number)
        case .status: (100..<600).contains(number) ? SeverityWord.severity(ofStatus: number) : nil
        case .word, .letter, .bunyan, .mark: SeverityWord.severity(ofNumber: number)
        }
    }

    private static func severity(ofMark mark: UInt8) -> Severity? {
        switch mark {
        case UInt8(ascii: "."), UInt8(ascii: "-"): .debug
        case UInt8(ascii: "*"): .notice
        case UInt8(ascii: "#"): .warning
        default: nil
        }
    }
}
