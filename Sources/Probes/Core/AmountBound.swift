import IncidentModel
import LocatedYAML

/// A limit such as `< 1h` or `>= 10 MiB`.
struct AmountBound: Hashable, Sendable {
    enum Comparison: String, Hashable, Sendable {
        case below = "<"
        case atMost = "<="
        case above = ">"
        case atLeast = ">="

        var words: String {
            switch self {
            case .below: "less than"
            case .atMost: "at most"
            case .above: "more than"
            case .atLeast: "at least"
            }
        }
    }

    var comparison: Comparison
    /// Seconds or bytes.
    var amount: Int64

    /// Whether a value is within the limit.
    func accepts(_ value: Int64) -> Bool {
        switch comparison {
        case .below: value < amount
        case .atMost: value <= amount
        case .above: value > amount
        case .atLeast: value >= amount
        }
    }

    /// An age: `< 1h`; without a comparison at most.
    static func age(_ text: String) -> AmountBound? {
        let (comparison, rest) = split(text)
        guard let duration = DurationText.duration(of: rest) else { return nil }
        return AmountBound(
            comparison: comparison ?? .atMost, amount: duration.wholeMilliseconds / 1000)
    }

    /// A size: `> 0`, `>= 10 MiB`, `< 1GB`; without a comparison at least.
    static func size(_ text: String) -> AmountBound? {
        let (comparison, rest) = split(text)
        let digits = rest.prefix { $0.isASCII && $0.isWholeNumber }
        let unit = rest.dropFirst(digits.count).drop(while: \.isWhitespace)
        let factors: [String: Int64] = [
            "": 1, "B": 1, "byte": 1, "bytes": 1, "kB": 1000, "KB": 1000, "MB": 1_000_000,
            "GB": 1_000_000_000, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "K": 1 << 10,
            "M": 1 << 20, "G": 1 << 30,
        ]
        guard let number = Int64(digits), let factor = factors[String(unit)] else { return nil }
        let (amount, isTooLarge) = number.multipliedReportingOverflow(by: factor)
        return isTooLarge ? nil : AmountBound(comparison: comparison ?? .atLeast, amount: amount)
    }

    private static func split(_ text: String) -> (Comparison?, String) {
        let trimmed = text.drop(while: \.isWhitespace)
        let sign = trimmed.prefix { "<>=".contains($0) }
        var rest = trimmed.dropFirst(sign.count).drop(while: \.isWhitespace)
        while rest.last?.isWhitespace == true { rest.removeLast() }
        guard !sign.isEmpty else { return (nil, String(rest)) }
        // A sign that is none makes the whole no amount.
        return Comparison(rawValue: String(sign)).map { ($0, String(rest)) } ?? (nil, text)
    }
}
