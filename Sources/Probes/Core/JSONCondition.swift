import Foundation

/// A value that a JSON body must hold at a path such as `$.checks[0].status`.
struct JSONCondition: Hashable, Sendable {
    /// As written.
    var path: String
    /// What the value must read as: a string itself, or a number, `true`, `false`, `null` as written in JSON.
    var expected: String
    private var steps: [Step]

    private enum Step: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// Takes a path of keys and indices; nil when it is not one.
    init?(path: String, expected: String) {
        guard path.hasPrefix("$"), let steps = Self.steps(path.dropFirst()) else { return nil }
        self.path = path
        self.expected = expected
        self.steps = steps
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

    /// Why a body does not hold what the conditions say; nil when it does.
    static func failure(of conditions: [JSONCondition], in body: [UInt8]) -> String? {
        guard
            let value = try? JSONSerialization.jsonObject(
                with: Data(body), options: [.fragmentsAllowed])
        else { return "the body is not JSON" }
        for condition in conditions {
            guard let found = condition.find(in: value) else {
                return "the body has no \(condition.path)"
            }
            if found != condition.expected {
                return "\(condition.path) is “\(found)”, expected “\(condition.expected)”"
            }
        }
        return nil
    }

    private func find(in root: Any) -> String? {
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
        return Self.text(of: value)
    }

    private static func text(of value: Any) -> String? {
        if let string = value as? String { return string }
        let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
        return (try? JSONSerialization.data(withJSONObject: value, options: options)).map {
            String(decoding: $0, as: UTF8.self)
        }
    }
}
