import IncidentModel

/// Days as people type them: `2026-11-30`, `+7d`, `+2w`, `fri`, `tomorrow`.
enum DueDay {
    /// What cannot be read, in one sentence.
    struct Problem: Error, Equatable {
        /// The sentence.
        let sentence: String
    }

    /// Ten years: whatever is due later is a slip of the finger.
    static let farthest: Int64 = 3_660

    /// The day that was meant; nil when nothing was typed, or `-`.
    ///
    /// A weekday is the next one after today.
    static func read(_ typed: String, today: CalendarDay) -> Result<CalendarDay?, Problem> {
        let text = typed.filter { $0 != " " }.lowercased()
        if text.isEmpty || text == "-" { return .success(nil) }
        if let day = CalendarDay(text) {
            guard day >= today else {
                return problem("\(text) has passed: today is \(today.text)")
            }
            return within(day.daysSinceEpoch, today, text)
        }
        if text == "today" { return .success(today) }
        if text == "tomorrow" { return within(today.daysSinceEpoch + 1, today, text) }
        if let weekday = weekday(text) {
            let ahead = (weekday - today.weekday + 6) % 7 + 1
            return within(today.daysSinceEpoch + Int64(ahead), today, text)
        }
        if text.hasPrefix("+") { return later(text, today) }
        if text.utf8.count == 10, text.split(separator: "-").count == 3 {
            return problem("No calendar has the day \(text)")
        }
        return problem("\(text) is no day: write 2026-11-30, +7d, +2w, fri or tomorrow")
    }

    private static func later(_ text: String, _ today: CalendarDay) -> Result<CalendarDay?, Problem>
    {
        let factor: Int64 = text.hasSuffix("w") ? 7 : 1
        let digits = text.dropFirst().prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(1 + digits.count)
        guard let count = Int64(digits), count < 10_000, ["", "d", "w"].contains(unit) else {
            return problem("\(text) is no time from today: write +7d or +2w")
        }
        return within(today.daysSinceEpoch + count * factor, today, text)
    }

    private static func within(
        _ days: Int64, _ today: CalendarDay, _ text: String
    ) -> Result<CalendarDay?, Problem> {
        guard days - today.daysSinceEpoch <= farthest, let day = CalendarDay(daysSinceEpoch: days)
        else { return problem("\(text) is more than ten years away") }
        return .success(day)
    }

    private static func weekday(_ text: String) -> Int? {
        let names = [
            "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
        ]
        guard text.count >= 3 else { return nil }
        return names.firstIndex { $0.hasPrefix(text) }
    }

    private static func problem(_ sentence: String) -> Result<CalendarDay?, Problem> {
        .failure(Problem(sentence: sentence))
    }
}
