import IncidentModel

/// Moments as text.
enum ClockText {
    /// `2026-11-21 02:32:40 UTC`.
    static func utc(_ moment: Timestamp) -> String {
        let day = CalendarDay(seconds: moment.seconds)
        return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
            + " \(clock(moment)) UTC"
    }

    /// `02:32:40`, for moments whose day is told elsewhere.
    static func clock(_ moment: Timestamp) -> String {
        let second = ((moment.seconds % 86_400) + 86_400) % 86_400
        return "\(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2))"
            + ":\(padded(second % 60, 2))"
    }

    private static func padded(_ number: some BinaryInteger, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
