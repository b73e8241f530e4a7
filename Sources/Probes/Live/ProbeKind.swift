import LocatedYAML

/// One kind of probe: how it is written in `quell.yaml`, and how an attempt is made.
///
/// To add one: a file in `Kinds/`, a line in `ProbeCatalogue`, a test.
protocol ProbeKind: Sendable {
    /// The key that makes a probe one of this kind, such as `http`.
    static var name: String { get }

    /// Takes the value of that key and the kind's further keys.
    init(_ keys: inout ProbeKeys) throws

    /// Probes with the same origin share a limit of attempts at a time; such as `host:port`.
    var origin: String { get }

    /// Whether a slow answer counts as degraded when the configuration does not say.
    var isSpeedJudged: Bool { get }

    /// True when an attempt stays on this machine and needs no network: what `check --env-check` makes.
    static var staysLocal: Bool { get }

    /// Makes an attempt; called on the event loop, must not block, must lead to the attempt's end.
    func begin(_ attempt: ProbeAttempt)

    /// A shell line that shows the same.
    func equivalentCommand(timeout: Duration) -> String
}

extension ProbeKind {
    static var staysLocal: Bool { false }
}

/// The kinds there are, in the order in which an error names them.
enum ProbeCatalogue {
    static let kinds: [any ProbeKind.Type] = [
        HTTPProbe.self,
        TCPProbe.self,
        ExecProbe.self,
        WebSocketProbe.self,
        TLSProbe.self,
        GRPCProbe.self,
        PostgresProbe.self,
        RedisProbe.self,
        ContainerProbe.self,
        EnvProbe.self,
        FileProbe.self,
        DNSProbe.self,
        ICMPProbe.self,
        PlaceholdersProbe.self,
        ProcessProbe.self,
        SecretsProbe.self,
        SystemdProbe.self,
    ]
}

/// What a probe kind reads its settings from.
struct ProbeKeys {
    /// The value of the kind's own key.
    let value: LocatedNode
    /// The probe's other keys.
    var probe: MappingReader
    /// The keys below `expect`; without keys when it is not given.
    var expect: MappingReader
}
