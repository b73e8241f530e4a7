extension MappingReader {
    /// The text of a required key.
    public mutating func string(_ key: String) throws -> String {
        try node(key, expected: "text").string()
    }

    /// The text of a key, if given.
    public mutating func optionalString(_ key: String) throws -> String? {
        try optionalNode(key)?.string()
    }

    /// The truth value of a required key.
    public mutating func bool(_ key: String) throws -> Bool {
        try node(key, expected: "true or false").bool()
    }

    /// The truth value of a key, if given.
    public mutating func optionalBool(_ key: String) throws -> Bool? {
        try optionalNode(key)?.bool()
    }

    /// The whole number of a required key.
    public mutating func int(
        _ key: String, in range: ClosedRange<Int> = Int.min...Int.max
    ) throws -> Int {
        try node(key, expected: LocatedNode.expectation(of: range)).int(in: range)
    }

    /// The whole number of a key, if given.
    public mutating func optionalInt(
        _ key: String, in range: ClosedRange<Int> = Int.min...Int.max
    ) throws -> Int? {
        try optionalNode(key)?.int(in: range)
    }

    /// The decimal number of a required key.
    public mutating func number(_ key: String) throws -> Double {
        try node(key, expected: "a number").number()
    }

    /// The decimal number of a key, if given.
    public mutating func optionalNumber(_ key: String) throws -> Double? {
        try optionalNode(key)?.number()
    }

    /// The duration of a required key, such as `10s` or `1h30m`.
    public mutating func duration(_ key: String) throws -> Duration {
        try node(key, expected: DurationText.expectation).duration()
    }

    /// The duration of a key, if given.
    public mutating func optionalDuration(_ key: String) throws -> Duration? {
        try optionalNode(key)?.duration()
    }

    /// The texts of a key that holds one text or a list of them; empty when it is not given.
    public mutating func strings(_ key: String) throws -> [String] {
        try optionalNode(key)?.strings() ?? []
    }

    /// The elements of a list; empty when the key is not given.
    public mutating func sequence(_ key: String) throws -> [LocatedNode] {
        try optionalNode(key)?.sequence() ?? []
    }

    /// A reader of the mapping below a required key.
    public mutating func mapping(_ key: String) throws -> MappingReader {
        try MappingReader(try node(key, expected: "a mapping"))
    }

    /// A reader of the mapping below a key, if given.
    public mutating func optionalMapping(_ key: String) throws -> MappingReader? {
        try optionalNode(key).map { try MappingReader($0) }
    }

    /// One of several named values.
    public mutating func enumeration<Value>(
        _ key: String, of values: [String: Value]
    ) throws -> Value {
        try node(key, expected: LocatedNode.expectation(of: values.keys)).enumeration(of: values)
    }

    /// One of several named values, if given.
    public mutating func optionalEnumeration<Value>(
        _ key: String, of values: [String: Value]
    ) throws -> Value? {
        try optionalNode(key)?.enumeration(of: values)
    }
}
