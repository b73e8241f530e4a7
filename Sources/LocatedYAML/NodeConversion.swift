import Yams

/// Copies the nodes of Yams into ours, within bounds that no sensible file reaches.
struct NodeConversion {
    /// Aliases make copies, so a small file may stand for a tree that fills the memory.
    static let mostNodes = 50_000
    static let deepestNesting = 64

    let path: String
    private var nodeCount = 0

    init(path: String) {
        self.path = path
    }

    mutating func convert(_ node: Node, depth: Int) throws -> LocatedNode {
        let location = location(of: node)
        nodeCount += 1
        guard nodeCount <= Self.mostNodes else {
            throw ConfigurationError(
                at: location, foundPhrase: "more than \(Self.mostNodes) values",
                expected: "fewer, also after aliases are filled in")
        }
        guard depth <= Self.deepestNesting else {
            throw ConfigurationError(
                at: location, foundPhrase: "more than \(Self.deepestNesting) levels of nesting",
                expected: "fewer")
        }
        return LocatedNode(location: location, content: try content(of: node, depth: depth))
    }

    private mutating func content(of node: Node, depth: Int) throws -> LocatedNode.Content {
        switch node {
        case .scalar(let scalar):
            return .scalar(text: scalar.string, isQuoted: scalar.style != .plain)
        case .sequence(let sequence):
            return .sequence(try sequence.map { try convert($0, depth: depth + 1) })
        case .mapping(let mapping):
            return .mapping(try mapping.map { try entry($0.key, $0.value, depth: depth + 1) })
        case .alias:
            // Composing already put the aliased node in its place.
            throw ConfigurationError(
                at: location(of: node), foundPhrase: "an alias", expected: "a value")
        }
    }

    private mutating func entry(
        _ key: Node, _ value: Node, depth: Int
    ) throws -> LocatedEntry {
        guard case .scalar(let name) = key else {
            throw ConfigurationError(
                at: location(of: key), foundPhrase: "a list or mapping as a key",
                expected: "a plain name")
        }
        return LocatedEntry(
            key: name.string, location: location(of: key),
            value: try convert(value, depth: depth))
    }

    private func location(of node: Node) -> YAMLLocation {
        let mark = node.mark
        return YAMLLocation(path: path, line: mark?.line ?? 1, column: mark?.column ?? 1)
    }
}
