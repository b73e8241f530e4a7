import LocatedYAML

/// One probe of a service, as configured.
public struct ProbeDefinition: Sendable {
    /// The kind's name, such as `http`.
    public var kindName: String { type(of: kind).name }
    /// True when it needs no network.
    public var staysLocal: Bool { type(of: kind).staysLocal }
    /// The names of the kinds that need no network.
    public static var localKinds: [String] {
        ProbeCatalogue.kinds.filter { $0.staysLocal }.map { $0.name }
    }
    /// The interval while all is well; nil for the engine's.
    public let every: Duration?
    /// The budget of one attempt; nil for the engine's.
    public let timeout: Duration?
    /// Bad readings in a row until the verdict falls; nil for the engine's.
    public let fall: Int?
    /// Good readings in a row until a verdict of down is left; nil for the engine's.
    public let rise: Int?
    /// Slower answers count as degraded; nil for the engine's, where the kind's speed is judged at all.
    public let within: Duration?
    let kind: any ProbeKind

    /// Intervals below this would be a load rather than a watch.
    public static let shortestInterval = Duration.milliseconds(100)

    init(_ node: LocatedNode) throws {
        var probe = try MappingReader(node, expected: "a probe such as {http: https://…}")
        let (type, value) = try Self.kind(of: node, &probe)
        let noKeys = LocatedNode(location: node.location, content: .mapping([]))
        let expect = try MappingReader(probe.optionalNode("expect") ?? noKeys)
        every = try probe.duration("every", atLeast: Self.shortestInterval)
        timeout = try probe.duration("timeout", atLeast: .milliseconds(10))
        fall = try probe.optionalInt("fall", in: 1...20)
        rise = try probe.optionalInt("rise", in: 1...20)
        var keys = ProbeKeys(value: value, probe: probe, expect: expect)
        within = try keys.expect.duration("within", atLeast: .milliseconds(1))
        kind = try type.init(&keys)
        try keys.expect.finish()
        try keys.probe.finish()
    }

    /// The one key that names a kind.
    private static func kind(
        of node: LocatedNode, _ probe: inout MappingReader
    ) throws -> (any ProbeKind.Type, LocatedNode) {
        let names = ProbeCatalogue.kinds.map { $0.name }
        let known = "one of " + names.joined(separator: ", ")
        var named = (node.entries ?? []).filter { names.contains($0.key) }
        // Beside another kind, `tls` holds the settings of its TLS and `env` the variables of its command.
        if named.count > 1 {
            named.removeAll { [TLSProbe.name, EnvProbe.name].contains($0.key) }
        }
        guard let entry = named.first,
            let type = ProbeCatalogue.kinds.first(where: { $0.name == entry.key })
        else {
            guard let first = node.entries?.first else { throw node.error(expected: known) }
            throw ConfigurationError(
                at: first.location, found: first.key, expected: "a kind of probe: \(known)")
        }
        if named.count > 1 {
            throw ConfigurationError(
                at: named[1].location, found: named[1].key, expected: "one kind in one probe")
        }
        return (type, try probe.node(entry.key))
    }
}

extension MappingReader {
    fileprivate mutating func duration(_ key: String, atLeast least: Duration) throws -> Duration? {
        guard let node = optionalNode(key) else { return nil }
        let duration = try node.duration()
        guard duration >= least else {
            throw node.error(expected: "at least \(Words.short(least))")
        }
        return duration
    }
}
