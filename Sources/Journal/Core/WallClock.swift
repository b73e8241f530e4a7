import IncidentModel

/// A moment as a wall clock at some distance from UTC shows it, in the Gregorian calendar.
struct WallClock: Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// Reads the clock at a moment.
    ///
    /// The day is counted from 0000-03-01, so that the leap day ends a year; 146,097 days are
    /// 400 years (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    init(_ moment: Timestamp, utcOffsetSeconds: Int) {
        let seconds = Int(moment.seconds) + utcOffsetSeconds
        let days = Self.floored(seconds, by: 86_400)
        let rest = seconds - days * 86_400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)

        let shifted = days + 719_468
        let era = Self.floored(shifted, by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let leapDays = dayOfEra / 1460 - dayOfEra / 36_524 + dayOfEra / 146_096
        let yearOfEra = (dayOfEra - leapDays) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }

    /// `2026-11-21 02:32:05`.
    var dateAndTime: String { "\(date) \(time)" }

    /// `2026-11-21`.
    var date: String {
        "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

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

    private static func floored(_ number: Int, by divisor: Int) -> Int {
        let whole = number / divisor
        return number % divisor < 0 ? whole - 1 : whole
    }
}
