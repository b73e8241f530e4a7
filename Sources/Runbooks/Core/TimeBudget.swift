import Conditions

/// The time budget in a heading: `(0-30 minutes)`, `(10 min)`, `(about 1 h)`.
struct TimeBudget: Hashable {
    /// The earlier bound; nil when only one number was given.
    var from: Duration?
    var to: Duration

    /// Finds the last pair of parentheses that holds a length of time.
    ///
    /// - Returns: The budget and the heading without it; nil when there is none.
    static func find(in heading: String) -> (budget: TimeBudget, title: String)? {
        var end = heading.endIndex
        while let close = heading[..<end].lastIndex(of: ")"),
            let open = heading[..<close].lastIndex(of: "(")
        {
            if let budget = parse(heading[heading.index(after: open)..<close]) {
                let after = heading[heading.index(after: close)...].trimmed
                let before = heading[..<open].trimmed
                return (budget, after.isEmpty ? before : before + " " + after)
            }
            end = open
        }
        return nil
    }

    private static let fillers: Set<String> = [
        "about", "approx", "approx.", "around", "ca.", "max", "max.", "up", "to", "within", "~",
        "t",
        "first", "next", "budget", "budget:", "time", "time:", "est.", "estimated", "under", "<",
    ]

    private static func parse(_ text: Substring) -> TimeBudget? {
        var plain = text.lowercased()
        for dash in ["–", "—", "−", " to "] { plain = plain.replacing(dash, with: "-") }
        plain = plain.replacing("~", with: "").replacing("+", with: "")
        let words = plain.split(separator: " ").filter { !fillers.contains(String($0)) }
        let range = words.joined(separator: " ").replacing(" - ", with: "-").split(separator: "-")
        guard let last = range.last, range.count <= 2,
            let to = DurationText.parse(last.trimmed)
        else { return nil }
        guard range.count == 2, let first = range.first else {
            return TimeBudget(from: nil, to: to)
        }
        let unit = last.drop { $0.isNumber || $0 == "." }
        let number = first.trimmed
        if number == "0" || number.hasPrefix("0 ") { return TimeBudget(from: .zero, to: to) }
        guard let from = DurationText.parse(number) ?? DurationText.parse(number + unit), from < to
        else { return nil }
        return TimeBudget(from: from, to: to)
    }

    /// How long the phase may take.
    ///
    /// `(30-90 minutes)` after a phase that ends at 30 is a window of an hour; anywhere else it is
    /// an estimate, of which the longer bound counts.
    func length(after previous: TimeBudget?) -> Duration {
        guard let from, from == .zero || from == previous?.to else { return to }
        return to - from
    }
}
