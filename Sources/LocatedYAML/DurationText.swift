/// Durations as people write them: `500ms`, `10s`, `5m`, `2h`, `1d`, `1.5s`, `1h30m`.
public enum DurationText {
    /// What to say when a text is no duration.
    public static let expectation = "a duration such as 500ms, 10s, 5m, 2h or 1d"

    /// The longest duration that is accepted, in days: a century.
    public static let mostDays = 36_525

    /// Reads a duration.
    ///
    /// - Parameter text: Numbers, each with its unit, without spaces; largest unit first by custom.
    /// - Returns: Their sum, or nil for anything else and for more than `mostDays`.
    public static func duration(of text: String) -> Duration? {
        var rest = text[...]
        var sum = Duration.zero
        repeat {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest[digits.endIndex...]
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest[unit.endIndex...]
            guard let milliseconds = milliseconds(digits, unit) else { return nil }
            sum += .milliseconds(milliseconds)
        } while !rest.isEmpty
        return sum <= .seconds(mostDays * 86_400) ? sum : nil
    }

    private static func milliseconds(_ digits: Substring, _ unit: Substring) -> Double? {
        let factors: [Substring: Double] = [
            "ms": 1, "s": 1_000, "m": 60_000, "h": 3_600_000, "d": 86_400_000,
        ]
        guard digits.first != ".", digits.last != ".", let number = Double(digits),
            let factor = factors[unit], number * factor <= Double(mostDays) * 86_400_000
        else { return nil }
        return number * factor
    }
}
