/// A piece of YAML that knows where it stands in its file.
public struct LocatedNode: Sendable {
    /// What a node holds.
    public indirect enum Content: Sendable {
        /// One value, as written; quoted text is never null, a number or a truth value.
        case scalar(text: String, isQuoted: Bool)
        /// A list.
        case sequence([LocatedNode])
        /// Keys with their values, in the order of the file.
        case mapping([LocatedEntry])
    }

    /// Where the node begins.
    public let location: YAMLLocation
    /// What it holds.
    public let content: Content

    /// Makes a node; decoding normally starts from `parse(_:path:)`.
    public init(location: YAMLLocation, content: Content) {
        self.location = location
        self.content = content
    }

    /// The line, from 1.
    public var line: Int { location.line }

    /// The column in characters, from 1.
    public var column: Int { location.column }

    /// The text of a scalar as it is written; nil for lists and mappings.
    public var text: String? {
        if case .scalar(let text, _) = content { text } else { nil }
    }

    /// True for a value left out, `~` and `null`, which all mean "not given".
    public var isNull: Bool {
        guard case .scalar(let text, isQuoted: false) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The elements of a list; nil for anything else.
    public var elements: [LocatedNode]? {
        if case .sequence(let elements) = content { elements } else { nil }
    }

    /// The entries of a mapping; nil for anything else.
    public var entries: [LocatedEntry]? {
        if case .mapping(let entries) = content { entries } else { nil }
    }

    /// The error of finding this node where something else should be.
    ///
    /// - Parameter expected: What should stand here, without a full stop.
    /// - Returns: An error at this node's place.
    public func error(expected: String) -> ConfigurationError {
        switch content {
        case .scalar(let text, let isQuoted):
            if isNull || (text.isEmpty && !isQuoted) {
                ConfigurationError(at: location, foundPhrase: "nothing", expected: expected)
            } else {
                ConfigurationError(at: location, found: text, expected: expected)
            }
        case .sequence:
            ConfigurationError(at: location, foundPhrase: "a list", expected: expected)
        case .mapping:
            ConfigurationError(at: location, foundPhrase: "a mapping", expected: expected)
        }
    }
}

/// One key of a mapping with its value.
public struct LocatedEntry: Sendable {
    /// The key as written.
    public let key: String
    /// Where the key begins.
    public let location: YAMLLocation
    /// The value.
    public let value: LocatedNode

    /// Makes an entry; decoding normally starts from `LocatedNode.parse(_:path:)`.
    public init(key: String, location: YAMLLocation, value: LocatedNode) {
        self.key = key
        self.location = location
        self.value = value
    }
}
