/// Reads the keys of one mapping, and refuses at the end those that nobody asked for.
///
/// A key that is left out and a key with `null` are the same. `x(_:)` requires a key, `optionalX(_:)`
/// returns nil without it. Every failure is a `ConfigurationError` with the place of the value.
public struct MappingReader: Sendable {
    /// Where the mapping begins.
    public let location: YAMLLocation

    private let entries: [LocatedEntry]
    private var asked: [String] = []

    /// Starts reading a node.
    ///
    /// - Parameters:
    ///   - node: The node that should be a mapping.
    ///   - expected: What to say when it is none.
    /// - Throws: `ConfigurationError` when it is none.
    public init(_ node: LocatedNode, expected: String = "a mapping (key: value)") throws {
        guard let entries = node.entries else { throw node.error(expected: expected) }
        self.entries = entries
        location = node.location
    }

    /// All keys in the order of the file, asked for or not.
    public var keys: [String] { entries.map(\.key) }

    /// The entries nobody has asked for yet, in the order of the file.
    public var unreadEntries: [LocatedEntry] {
        entries.filter { !asked.contains($0.key) }
    }

    /// The value of a key; nil when it is left out or null.
    public mutating func optionalNode(_ key: String) -> LocatedNode? {
        if !asked.contains(key) { asked.append(key) }
        guard let entry = entries.first(where: { $0.key == key }), !entry.value.isNull else {
            return nil
        }
        return entry.value
    }

    /// The value of a key that must be there.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expected: What to say when it is missing; by default that the key is expected.
    /// - Returns: The value.
    /// - Throws: `ConfigurationError` when the key is left out or null.
    public mutating func node(_ key: String, expected: String? = nil) throws -> LocatedNode {
        guard let node = optionalNode(key) else { throw missing(key, expected: expected) }
        return node
    }

    /// The error of a key that is not there, at the key if it is written, else at the mapping.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - expected: What it should hold, if that helps.
    /// - Returns: An error to throw or to collect.
    public func missing(_ key: String, expected: String? = nil) -> ConfigurationError {
        let place = entries.first { $0.key == key }?.location ?? location
        let what = expected.map { "\"\(key)\": \($0)" } ?? "the key \"\(key)\""
        return ConfigurationError(
            at: place, foundPhrase: "no value for \"\(key)\"", expected: what)
    }

    /// Ends the reading.
    ///
    /// - Throws: `ConfigurationErrors` when a key was never asked for, with the nearest known key.
    public func finish() throws {
        let unknown = unreadEntries.map { entry in
            let near = EditDistance.nearest(to: entry.key, in: asked)
            let hint = near.map { "; did you mean \"\($0)\"?" } ?? ""
            let known = asked.isEmpty ? "no keys here" : "one of " + asked.joined(separator: ", ")
            return ConfigurationError(at: entry.location, found: entry.key, expected: known + hint)
        }
        if let errors = ConfigurationErrors(unknown) { throw errors }
    }
}
