import Foundation

/// What a JSON body must hold at a path such as `$.checks[0].status`.
struct JSONCondition: Hashable, Sendable {
    /// As written.
    let path: String
    private let steps: [Step]
    private let test: Test
    /// The test as written, for the sentence.
    private let wanted: String

    private enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    private enum Test: Hashable, Sendable {
        /// Reads as this: a string itself, or a number, `true`, `false`, `null` as written in JSON.
        case equals(String)
        case differs(String)
        case compares(Comparison, Double)
        case matches(LinearPattern)
        case exists
        case absent
    }

    private enum Comparison: String, Hashable, Sendable, CaseIterable {
        // The longer ones first: `<=` begins like `<`.
        case atMost = "<="
        case atLeast = ">="
        case below = "<"
        case above = ">"

        func holds(_ value: Double, _ limit: Double) -> Bool {
            switch self {
            case .atMost: value <= limit
            case .atLeast: value >= limit
            case .below: value < limit
            case .above: value > limit
            }
        }
    }

    /// Takes a path of keys and indices, and what is to be found there.
    ///
    /// - Parameters:
    ///   - path: `$`, then `.key`, `["any key"]` and `[0]`.
    ///   - expected: A value, or `= value`, `!= value`, `< 5`, `<= 5`, `> 5`, `>= 5`, `~ pattern`,
    ///     `exists` or `absent`.
    /// - Throws: `Problem`.
    init(path: String, expected: String) throws(Problem) {
        guard path.hasPrefix("$"), let steps = Self.steps(path.dropFirst()) else {
            throw .path
        }
        self.path = path
        self.steps = steps
        wanted = expected
        test = try Self.test(expected)
    }

    /// What is wrong with a condition.
    enum Problem: Error, Hashable, Sendable {
        case path
        /// What was expected of the value.
        case value(String)
    }

    private static func test(_ text: String) throws(Problem) -> Test {
        if text == "exists" { return .exists }
        if text == "absent" { return .absent }
        for comparison in Comparison.allCases where text.hasPrefix(comparison.rawValue) {
            guard let number = Double(rest(of: text, after: comparison.rawValue)) else {
                throw .value("a number after \(comparison.rawValue)")
            }
            return .compares(comparison, number)
        }
        if text.hasPrefix("!=") { return .differs(rest(of: text, after: "!=")) }
        if text.hasPrefix("=") { return .equals(rest(of: text, after: "=")) }
        guard text.hasPrefix("~") else { return .equals(text) }
        do {
            return .matches(try LinearPattern(rest(of: text, after: "~")))
        } catch {
            throw .value("a regular expression \(error.expected)")
        }
    }

    private static func rest(of text: String, after mark: String) -> String {
        String(text.dropFirst(mark.count).drop { $0 == " " })
    }

    private static func steps(_ text: Substring) -> [Step]? {
        var steps: [Step] = []
        var rest = text
        while let mark = rest.popFirst() {
            if mark == "." {
                let key = rest.prefix { $0 != "." && $0 != "[" }
                guard !key.isEmpty else { return nil }
                steps.append(.key(String(key)))
                rest = rest.dropFirst(key.count)
            } else if mark == "[", let quote = rest.first, quote == "'" || quote == "\"" {
                rest.removeFirst()
                let key = rest.prefix { $0 != quote }
                rest = rest.dropFirst(key.count + 1)
                guard rest.popFirst() == "]" else { return nil }
                steps.append(.key(String(key)))
            } else if mark == "[" {
                let digits = rest.prefix { $0 != "]" }
                guard let index = Int(digits), index >= 0, rest.count > digits.count else {
                    return nil
                }
                steps.append(.index(index))
                rest = rest.dropFirst(digits.count + 1)
            } else {
                return nil
            }
        }
        return steps
    }

    /// Why a body is not as expected, and the value that shows it.
    struct Failure: Hashable {
        var reason: String
        /// Such as `$.queue = 150`; nil when there is no value.
        var found: String?
    }

    /// Why a body does not hold what the conditions say; nil when it does.
    static func failure(of conditions: [JSONCondition], in body: [UInt8]) -> Failure? {
        guard
            let value = try? JSONSerialization.jsonObject(
                with: Data(body), options: [.fragmentsAllowed])
        else {
            return Failure(
                reason: body.isEmpty ? "the body is empty, expected JSON" : "the body is not JSON")
        }
        for condition in conditions {
            if let failure = condition.failure(in: value) { return failure }
        }
        return nil
    }

    private func failure(in root: Any) -> Failure? {
        guard let value = find(in: root), let text = Self.text(of: value) else {
            return test == .absent ? nil : Failure(reason: "the body has no \(path)")
        }
        let isGood =
            switch test {
            case .equals(let expected): text == expected || Self.isSame(value, text, expected)
            case .differs(let expected): text != expected && !Self.isSame(value, text, expected)
            case .compares(let comparison, let limit):
                Double(text).map { comparison.holds($0, limit) } ?? false
            case .matches(let pattern): pattern.occurs(in: Array(text.utf8))
            case .exists: true
            case .absent: false
            }
        if isGood { return nil }
        let shown = text.utf8.count > 80 ? text.prefix(80) + "…" : text
        return Failure(
            reason: "\(path) is “\(shown)”, expected “\(wanted)”",
            found: "\(path) = \(text.prefix(1024))")
    }

    /// Numbers are the same however they are written.
    private static func isSame(_ value: Any, _ text: String, _ expected: String) -> Bool {
        guard value is NSNumber, let first = Double(text), let second = Double(expected) else {
            return false
        }
        return first == second
    }

    private func find(in root: Any) -> Any? {
        var value = root
        for step in steps {
            switch step {
            case .key(let key):
                guard let next = (value as? [String: Any])?[key] else { return nil }
                value = next
            case .index(let index):
                guard let list = value as? [Any], index < list.count else { return nil }
                value = list[index]
            }
        }
        return value
    }

    private static func text(of value: Any) -> String? {
        if let string = value as? String { return string }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
