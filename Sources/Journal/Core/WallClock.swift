import IncidentModel

/// A moment as a wall clock at some distance from UTC shows it, in the Gregorian calendar.
struct WallClock: Hashable {
    var day: CalendarDay
    var hour: Int
    var minute: Int
    var second: Int

    /// Reads the clock at a moment.
    init(_ moment: Timestamp, utcOffsetSeconds: Int) {
        day = CalendarDay(moment, utcOffsetSeconds: utcOffsetSeconds)
        let seconds = Int(moment.seconds) + utcOffsetSeconds
        let rest = (seconds % 86_400 + 86_400) % 86_400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    /// `2026-11-21 02:32:05`.
    var dateAndTime: String { "\(date) \(time)" }

    /// `2026-11-21`.
    var date: String { day.text }

    /// `02:32:05`.
    var time: String {
        "\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))"
    }

    /// `UTC`, `UTC+02:00`, `UTC-03:30`.
    static func zoneName(utcOffsetSeconds: Int) -> String {
        guard utcOffsetSeconds != 0 else { return "UTC" }
        let minutes = abs(utcOffsetSeconds) / 60
        let sign = utcOffsetSeconds < 0 ? "-" : "+"
        return "UTC\(sign)\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// The number with zeros before it up to a width.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(width - digits.count, 0)) + digits
    }
}
