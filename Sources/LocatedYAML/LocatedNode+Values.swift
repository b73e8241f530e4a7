extension LocatedNode {
    /// The node as text; numbers and truth values are text as they are written.
    ///
    /// - Parameter expected: What to say when it is a list or a mapping.
    /// - Returns: The text, without quotes.
    /// - Throws: `ConfigurationError` when it is a list or a mapping.
    public func string(expected: String = "text") throws -> String {
        guard let text else { throw error(expected: expected) }
        return text
    }

    /// The node as a truth value: `true`, `false`, `yes`, `no`, `on` or `off`, not quoted.
    ///
    /// - Throws: `ConfigurationError` for anything else.
    public func bool() throws -> Bool {
        guard case .scalar(let text, isQuoted: false) = content else {
            throw error(expected: "true or false")
        }
        switch text.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default: throw error(expected: "true or false")
        }
    }

    /// The node as a whole number in decimal digits.
    ///
    /// - Parameter range: The numbers that are allowed.
    /// - Returns: The number.
    /// - Throws: `ConfigurationError` for anything else.
    public func int(in range: ClosedRange<Int> = Int.min...Int.max) throws -> Int {
        guard case .scalar(let text, isQuoted: false) = content, let number = Int(text),
            range.contains(number)
        else { throw error(expected: Self.expectation(of: range)) }
        return number
    }

    /// The node as a finite decimal number.
    ///
    /// - Throws: `ConfigurationError` for anything else.
    public func number() throws -> Double {
        guard case .scalar(let text, isQuoted: false) = content, let number = Double(text),
            number.isFinite
        else { throw error(expected: "a number") }
        return number
    }

    /// The node as a duration, such as `10s` or `1h30m`.
    ///
    /// - Throws: `ConfigurationError` for anything else, also for a number without a unit.
    public func duration() throws -> Duration {
        guard let text, let duration = DurationText.duration(of: text) else {
            throw error(expected: DurationText.expectation)
        }
        return duration
    }

    /// The node as one text or a list of texts.
    ///
    /// - Throws: `ConfigurationError` for a mapping and for lists of anything but texts.
    public func strings() throws -> [String] {
        switch content {
        case .scalar(let text, _): return [text]
        case .sequence(let elements): return try elements.map { try $0.string() }
        case .mapping: throw error(expected: "text or a list of texts")
        }
    }

    /// The node as a list.
    ///
    /// - Throws: `ConfigurationError` for anything else.
    public func sequence() throws -> [LocatedNode] {
        guard let elements else { throw error(expected: "a list") }
        return elements
    }

    /// The node as one of several named values.
    ///
    /// - Parameter values: What each name stands for.
    /// - Returns: What the node's text stands for.
    /// - Throws: `ConfigurationError` that lists the names, for anything else.
    public func enumeration<Value>(of values: [String: Value]) throws -> Value {
        guard let text, let value = values[text] else {
            let near = text.flatMap { EditDistance.nearest(to: $0, in: values.keys.sorted()) }
            let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
            throw error(expected: Self.expectation(of: values.keys) + hint)
        }
        return value
    }

    static func expectation(of names: some Collection<String>) -> String {
        "one of " + names.sorted().joined(separator: ", ")
    }

    static func expectation(of range: ClosedRange<Int>) -> String {
        switch (range.lowerBound, range.upperBound) {
        case (Int.min, Int.max): "a whole number"
        case (let low, Int.max): "a whole number, at least \(low)"
        case (Int.min, let high): "a whole number, at most \(high)"
        case (let low, let high): "a whole number from \(low) to \(high)"
        }
    }
}
