import NIOSSL
public import SafeText

/// What holds for every probe whose own configuration does not say otherwise.
public struct ProbeEngineOptions: Sendable {
    /// Between probes of a target that is up (Kubernetes' period).
    public var intervalUp = Duration.seconds(10)
    /// Between probes while a verdict may change (HAProxy's `fastinter`).
    public var intervalInTransition = Duration.seconds(2)
    /// Between probes of a target that is down (HAProxy's `downinter`).
    public var intervalDown = Duration.seconds(5)
    /// The budget of an attempt over all its phases; at most 0.8 of the interval is used.
    public var timeout = Duration.seconds(5)
    /// Bad readings in a row until the verdict falls (HAProxy, gatus, Icinga).
    public var fall = 3
    /// Good readings in a row until a verdict of down is left (HAProxy).
    public var rise = 2
    /// Slower answers count as degraded, until they are below 0.8 of it again.
    public var slowAfter = Duration.seconds(2)
    /// Every probe is made once within this time after the start.
    public var startSpread = Duration.seconds(2)
    /// Attempts at a time.
    public var concurrency = 64
    /// Attempts at a time for one host and port.
    public var concurrencyPerOrigin = 4
    /// Targets that fail only when our own network does; without any, the machine's network is looked at.
    public var witnesses: [ProbeDefinition] = []
    /// Takes secrets out of everything that is published.
    public var redactor = Redactor.standard

    /// How names are looked up; as the system says in every program, at other servers in tests.
    var names = CaresSettings()

    /// Whom TLS trusts; the system's certificates in every program, others in tests.
    var trustRoots = NIOSSLTrustRoots.default

    /// The defaults.
    public init() {}

    /// Trusts the certificates of a file (PEM) instead of the system's: for servers of a benchmark.
    package mutating func trust(authorityFile: String) { trustRoots = .file(authorityFile) }

    /// Judges everything on one reading, for a single pass.
    var judgingOnce: ProbeEngineOptions {
        var options = self
        (options.fall, options.rise) = (1, 1)
        return options
    }
}

/// What the options and its own settings make of one probe.
struct ProbePlan {
    let definition: ProbeDefinition
    let thresholds: ProbeThresholds
    let timetable: ProbeTimetable
    let timeout: Duration

    /// Puts a probe's own settings over the options; `once`: believe the first reading, whatever the probe's own settings.
    init(
        _ definition: ProbeDefinition, name: String, options: ProbeEngineOptions, once: Bool
    ) {
        self.definition = definition
        let slow = definition.kind.isSpeedJudged ? options.slowAfter : nil
        thresholds = ProbeThresholds(
            fall: once ? 1 : definition.fall ?? options.fall,
            rise: once ? 1 : definition.rise ?? options.rise,
            slowAfter: definition.within ?? slow)
        let settled = definition.every ?? options.intervalUp
        timetable = ProbeTimetable(
            name: name, settled: settled, transition: options.intervalInTransition,
            down: options.intervalDown)
        timeout = min(definition.timeout ?? options.timeout, settled * 4 / 5)
    }
}
