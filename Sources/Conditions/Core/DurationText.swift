/// Lengths of time as people write them: `500ms`, `10s`, `5m`, `1h30m`, `2 minutes`.
public enum DurationText {
    /// Nanoseconds of one unit, by every spelling that is taken.
    private static let units: [String: Int64] = [
        "ms": 1_000_000, "millisecond": 1_000_000, "milliseconds": 1_000_000,
        "s": 1_000_000_000, "sec": 1_000_000_000, "secs": 1_000_000_000,
        "second": 1_000_000_000, "seconds": 1_000_000_000,
        "m": 60_000_000_000, "min": 60_000_000_000, "mins": 60_000_000_000,
        "minute": 60_000_000_000, "minutes": 60_000_000_000,
        "h": 3_600_000_000_000, "hr": 3_600_000_000_000, "hrs": 3_600_000_000_000,
        "hour": 3_600_000_000_000, "hours": 3_600_000_000_000,
        "d": 86_400_000_000_000, "day": 86_400_000_000_000, "days": 86_400_000_000_000,
    ]

    /// Reads one or more number-and-unit pairs; nil for anything else, for zero and above 10 years.
    public static func parse(_ text: String) -> Duration? {
        var rest = Substring(text.lowercased())
        var total: Int64 = 0
        while true {
            rest = rest.drop { $0 == " " }
            guard !rest.isEmpty else { break }
            guard let pair = takePair(&rest) else { return nil }
            let sum = total.addingReportingOverflow(pair)
            guard !sum.overflow, sum.partialValue <= 315_576_000_000_000_000 else { return nil }
            total = sum.partialValue
        }
        return total > 0 ? .nanoseconds(total) : nil
    }

    private static func takePair(_ rest: inout Substring) -> Int64? {
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        rest = rest.dropFirst(digits.count).drop { $0 == " " }
        let unit = rest.prefix { $0.isASCII && $0.isLetter }
        rest = rest.dropFirst(unit.count)
        guard digits.first?.isNumber == true, digits.last?.isNumber == true,
            let number = Double(digits), number < 1e9, let scale = units[String(unit)]
        else { return nil }
        let value = number * Double(scale)
        return value < 9e18 ? Int64(value) : nil
    }

    /// A length of time for a sentence: `4 s`, `2 m 5 s`, `1 h 3 m`; rounded up to whole seconds, so that
    /// what remains never reads as nothing.
    public static func phrase(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        let whole = max(0, seconds + (attoseconds > 0 ? 1 : 0))
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return joined(whole / 60, "m", whole % 60, "s") }
        return joined(whole / 3600, "h", whole % 3600 / 60, "m")
    }

    private static func joined(
        _ large: Int64, _ largeUnit: String, _ small: Int64, _ smallUnit: String
    ) -> String {
        small == 0 ? "\(large) \(largeUnit)" : "\(large) \(largeUnit) \(small) \(smallUnit)"
    }
}
