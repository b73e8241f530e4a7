/// A moment of the corpus in UTC, and how programs spell it.
struct CorpusMoment: Sendable {
    /// Since the epoch.
    let milliseconds: Int

    var seconds: Int { milliseconds / 1_000 }
    var fraction: String { Self.padded(milliseconds % 1_000, 3) }

    /// `2026-03-14`.
    var date: String { "\(civil.year)-\(Self.padded(civil.month, 2))-\(Self.padded(civil.day, 2))" }
    /// `02:32:40`.
    var clock: String {
        let second = seconds % 86_400
        return [second / 3_600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
            .joined(separator: ":")
    }
    /// `Mar 14`, days below ten with a space (RFC 3164).
    var syslogDay: String {
        monthName + (civil.day < 10 ? "  " : " ") + String(civil.day)
    }
    /// `14/Mar/2026:02:32:40`.
    var accessTime: String { "\(Self.padded(civil.day, 2))/\(monthName)/\(civil.year):\(clock)" }
    /// `Mar`.
    var monthName: String { Self.months[civil.month - 1] }
    var iso: String { "\(date)T\(clock).\(fraction)Z" }

    func moved(seconds: Int) -> CorpusMoment {
        CorpusMoment(milliseconds: milliseconds + seconds * 1_000)
    }

    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Days since the epoch to a date (Hinnant: chrono-compatible low-level date algorithms).
    var civil: (year: Int, month: Int, day: Int) {
        let shifted = seconds / 86_400 + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
            dayOfYear - (153 * march + 2) / 5 + 1
        )
    }
}
