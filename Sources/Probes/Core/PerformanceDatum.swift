/// One value that a check measured: `label=value[UOM];warn;crit;min;max`.
///
/// Monitoring Plugins Development Guidelines 2.6. What does not keep to the form is left out, as the
/// readers of such data do.
struct PerformanceDatum: Hashable, Sendable {
    /// As much of a check's data is read.
    static let mostData = 32
    /// Longer labels and values are no measurement, in characters.
    static let longestPart = 80

    var label: String
    /// The number as it was written; nil for `U`: the check could not determine it.
    var value: String?
    /// Such as `s`, `ms`, `%`, `B`, `c`; may be empty.
    var unit: String
    /// The range that warns, as written (`10`, `@10:20`, `~:5`); may be empty, as the following.
    var warning: String
    var critical: String
    var minimum: String
    var maximum: String

    /// A line for a person: `time = 0.004 s (warning 1, critical 2, from 0 to 10)`.
    var words: String {
        let number = value.map { $0 + (unit.isEmpty || unit == "%" ? unit : " \(unit)") }
        let range =
            switch (minimum.isEmpty, maximum.isEmpty) {
            case (true, true): ""
            case (false, true): "at least \(minimum)"
            case (true, false): "at most \(maximum)"
            case (false, false): "from \(minimum) to \(maximum)"
            }
        let notes = [
            warning.isEmpty ? "" : "warning \(warning)",
            critical.isEmpty ? "" : "critical \(critical)", range,
        ].filter { !$0.isEmpty }
        let aside = notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"
        return "\(label) = \(number ?? "not known")\(aside)"
    }

    /// Reads data separated by white space, over any number of lines.
    static func parse(_ text: String) -> [PerformanceDatum] {
        var data: [PerformanceDatum] = []
        var rest = text[...]
        while data.count < mostData {
            rest = rest.drop { $0.isWhitespace }
            if rest.isEmpty { break }
            let label = takeLabel(&rest)
            let fields = rest.prefix { !$0.isWhitespace }
            rest = rest[fields.endIndex...]
            if let label, let datum = PerformanceDatum(label: label, fields: fields) {
                data.append(datum)
            }
        }
        return data
    }

    /// Takes a label up to its `=`; nil when there is none, `text` then stands where one may follow.
    private static func takeLabel(_ text: inout Substring) -> String? {
        guard text.first == "'" else {
            let label = text.prefix { $0 != "=" && !$0.isWhitespace }
            text = text[label.endIndex...]
            guard text.first == "=", !label.isEmpty, !label.contains("'") else { return nil }
            text = text.dropFirst()
            return String(label)
        }
        text = text.dropFirst()
        var label = ""
        while let next = text.popFirst() {
            if next != "'" {
                label.append(next)
            } else if text.first == "'" {
                // Two quotes stand for one.
                label.append("'")
                text = text.dropFirst()
            } else {
                guard text.popFirst() == "=", !label.isEmpty else { return nil }
                return label
            }
        }
        return nil
    }

    private init?(label: String, fields: Substring) {
        let parts = fields.split(separator: ";", omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 5, label.count <= Self.longestPart,
            parts.allSatisfy({ $0.count <= Self.longestPart }),
            parts.dropFirst().allSatisfy({ Self.isRange($0) })
        else { return nil }
        func part(_ index: Int) -> String { index < parts.count ? String(parts[index]) : "" }
        self.label = label
        (warning, critical) = (part(1), part(2))
        (minimum, maximum) = (part(3), part(4))
        if first == "U" {
            (value, unit) = (nil, "")
            return
        }
        let number = Self.number(first)
        let unit = first[number.endIndex...]
        guard number.contains(where: \.isWholeNumber), unit.allSatisfy({ $0.isLetter || $0 == "%" })
        else { return nil }
        (value, self.unit) = (String(number), String(unit))
    }

    /// The number at the start: sign, digits with a point, and an exponent if digits follow it.
    private static func number(_ text: Substring) -> Substring {
        func isDigit(_ character: Character) -> Bool {
            character.isASCII && character.isWholeNumber
        }
        var rest = text
        if rest.first == "-" || rest.first == "+" { rest = rest.dropFirst() }
        rest = rest.drop { isDigit($0) || $0 == "." }
        var exponent = rest
        if let mark = exponent.popFirst(), mark == "e" || mark == "E" {
            if exponent.first == "-" || exponent.first == "+" { exponent = exponent.dropFirst() }
            if let digit = exponent.first, isDigit(digit) { rest = exponent.drop(while: isDigit) }
        }
        return text[..<rest.startIndex]
    }

    /// Whether a text is a number or a range of thresholds (guidelines 2.5), or nothing.
    private static func isRange(_ text: Substring) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isWholeNumber || "@~:.+-eE".contains($0)) }
    }
}
