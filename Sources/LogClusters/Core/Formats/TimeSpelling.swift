/// The spellings of time stamps that a pattern can ask for, where any spelling would be too many.
enum TimeSpelling {
    /// Whatever `TimeReader` reads.
    case any
    /// `2026-11-21…`.
    case iso
    /// `2026/11/21…`.
    case slash
    /// `Nov 21 02:32:40`.
    case syslog
    /// `21/Nov/2026:02:32:40 +0000`.
    case request
    /// `Sat Nov 21 02:32:40 2026`.
    case weekday
    /// `21 Nov 2026 02:32:40.123`.
    case dayFirst

    /// The spelling that a data file calls so.
    init?(name: String) {
        switch name {
        case "any": self = .any
        case "iso": self = .iso
        case "slash": self = .slash
        case "syslog": self = .syslog
        case "request": self = .request
        case "weekday": self = .weekday
        case "day_first": self = .dayFirst
        default: return nil
        }
    }

    /// True when the time stamp at an offset is written so.
    func allows(_ line: UnsafeRawBufferPointer, at start: Int) -> Bool {
        let cursor = ByteCursor(line, at: start)
        switch self {
        case .any: return true
        case .iso: return cursor.peek(4) == UInt8(ascii: "-")
        case .slash: return cursor.peek(4) == UInt8(ascii: "/")
        case .syslog:
            return ByteCursor.isLetter(cursor.peek()) && cursor.peek(4) != UInt8(ascii: " ")
                ? ByteCursor.isDigit(cursor.peek(4)) : ByteCursor.isDigit(cursor.peek(5))
        case .request: return cursor.peek(2) == UInt8(ascii: "/")
        case .weekday:
            return ByteCursor.isLetter(cursor.peek()) && ByteCursor.isLetter(cursor.peek(4))
        case .dayFirst: return cursor.peek(2) == 32 && ByteCursor.isLetter(cursor.peek(3))
        }
    }
}
