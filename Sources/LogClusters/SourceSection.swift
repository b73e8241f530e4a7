import IncidentModel
public import LocatedYAML
import SafeText

/// The `sources:` list of `quell.yaml`.
public enum SourceSection {
    /// Reads the list.
    ///
    /// - Parameters:
    ///   - node: The list's node.
    ///   - baseFolder: The folder of the configuration file; relative paths are relative to it.
    /// - Returns: The sources in the order of the file.
    /// - Throws: `ConfigurationError` or `ConfigurationErrors` with file, line, the offending text and
    ///   what was expected: for unknown keys, wrong types, two kinds in one entry, two equal names.
    public static func decode(_ node: LocatedNode, baseFolder: String) throws -> [SourceDefinition]
    {
        var names: Set<SourceID> = []
        var sources: [SourceDefinition] = []
        for element in try node.sequence() {
            let (source, name) = try decodeSource(element, baseFolder: baseFolder)
            guard names.insert(source.id).inserted else {
                throw name.error(expected: "a name that no other source has")
            }
            sources.append(source)
        }
        return sources
    }

    private static let kindKeys =
        "file, command, stdin, journald, docker, kubernetes and gcloud"

    private static func decodeSource(_ node: LocatedNode, baseFolder: String) throws
        -> (SourceDefinition, LocatedNode)
    {
        var reader = try MappingReader(node, expected: "a source: name, and file, command, …")
        let name = try reader.node("name", expected: "a name for the source")
        let text = try name.string(expected: "a name")
        guard !text.isEmpty else { throw name.error(expected: "a name that is not empty") }
        let service = try reader.optionalString("service")
        var kinds: [SourceKind] = []
        if let file = reader.optionalNode("file") {
            kinds.append(.file(try path(file, baseFolder: baseFolder)))
        }
        if let command = reader.optionalNode("command") {
            kinds.append(.command(try filled(command, expected: "a command for bash")))
        }
        if let input = reader.optionalNode("stdin") {
            guard try input.bool() else { throw input.error(expected: "true, or no stdin at all") }
            kinds.append(.standardInput)
        }
        if let journal = reader.optionalNode("journald") {
            kinds.append(.journald(try Self.journal(journal, baseFolder: baseFolder)))
        }
        if let container = reader.optionalNode("docker") {
            kinds.append(.docker(container: try Self.container(container)))
        }
        if let pods = reader.optionalNode("kubernetes") {
            kinds.append(.kubernetes(try Self.pods(pods)))
        }
        if let cloud = reader.optionalNode("gcloud") {
            kinds.append(.gcloud(try Self.cloud(cloud)))
        }
        try reader.finish()
        guard let kind = kinds.first, kinds.count == 1 else {
            throw node.error(
                expected: "exactly one of \(kindKeys) in source “\(text)”")
        }
        let definition = SourceDefinition(
            id: SourceID(DisplayText(text)), kind: kind, service: service.map { DisplayText($0) },
            line: node.line)
        return (definition, name)
    }

    static func filled(_ node: LocatedNode, expected: String) throws -> String {
        let text = try node.string(expected: expected)
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw node.error(expected: expected)
        }
        return text
    }

    static func path(_ node: LocatedNode, baseFolder: String) throws -> String {
        let path = try filled(node, expected: "a path or a pattern such as /var/log/app/*.log")
        if path.hasPrefix("/") || baseFolder.isEmpty { return path }
        return baseFolder.hasSuffix("/") ? baseFolder + path : baseFolder + "/" + path
    }
}
