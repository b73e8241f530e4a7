/// What a value that a server gives must be: a text, or a number within a bound.
///
/// `ok` means exactly that text; `< 100`, `<= 5`, `> 0`, `>= 3`, `== 1` and `!= 0` compare numbers;
/// `!= text` any other text.
struct ValueCondition: Hashable, Sendable {
    /// As written.
    let text: String
    private let test: Test

    private enum Test: Hashable, Sendable {
        case text(String)
        case otherText(String)
        case number(Comparison, Double)
    }

    private enum Comparison: String, Hashable, Sendable, CaseIterable {
        // Two signs before one, since the first that fits is taken.
        case atMost = "<="
        case atLeast = ">="
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case more = ">"

        func holds(_ left: Double, _ right: Double) -> Bool {
            switch self {
            case .atMost: left <= right
            case .atLeast: left >= right
            case .equal: left == right
            case .notEqual: left != right
            case .less: left < right
            case .more: left > right
            }
        }
    }

    /// Reads a condition; nil when a comparison lacks its number.
    init?(_ text: String) {
        self.text = text
        let trimmed = text.drop { $0 == " " }
        guard let sign = Comparison.allCases.first(where: { trimmed.hasPrefix($0.rawValue) }) else {
            test = .text(text)
            return
        }
        let rest = trimmed.dropFirst(sign.rawValue.count).drop { $0 == " " }
        if let bound = Self.number(rest) {
            test = .number(sign, bound)
        } else if sign == .notEqual, !rest.isEmpty {
            test = .otherText(String(rest))
        } else {
            return nil
        }
    }

    /// Holds a value against the condition.
    ///
    /// - Parameters:
    ///   - value: The value; nil for none, such as NULL.
    ///   - name: What it is called in the sentence, such as `the value`.
    /// - Returns: Why it does not hold, in a sentence; nil when it does.
    func failure(of value: String?, called name: String) -> String? {
        guard let value else { return "\(name) is nothing, expected \(expectation)" }
        switch test {
        case .text(let expected):
            return value == expected
                ? nil : "\(name) is “\(Self.short(value))”, expected \(expectation)"
        case .otherText(let unwanted):
            return value != unwanted ? nil : "\(name) is “\(Self.short(value))”, expected another"
        case .number(let comparison, let bound):
            guard let number = Self.number(value[...]) else {
                return "\(name) is “\(Self.short(value))”, expected a number \(expectation)"
            }
            if comparison.holds(number, bound) { return nil }
            return "\(name) is \(Self.short(value)), expected \(expectation)"
        }
    }

    private var expectation: String {
        switch test {
        case .text(let expected): "“\(expected)”"
        case .otherText, .number: text
        }
    }

    /// A finite decimal number, blanks around it allowed; no hexadecimal digits, no `nan`.
    private static func number(_ text: Substring) -> Double? {
        let trimmed = String(text.drop { $0 == " " }.prefix { $0 != " " })
        guard text.allSatisfy({ "0123456789+-.eE ".contains($0) }),
            text.split(separator: " ").count == 1, let number = Double(trimmed), number.isFinite
        else { return nil }
        return number
    }

    private static func short(_ value: String) -> String {
        value.count <= 80 ? value : value.prefix(80) + "…"
    }
}
