public import SafeText

/// What one reading said about its target.
public enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
    /// Every condition held.
    case up
    /// It answered, but too slowly or with a warning.
    case degraded
    /// It did not answer, or answered wrongly.
    case down
    /// The fault is on our side (permission, descriptors, no network): nothing is known of the target.
    case unknown
}

/// In what way a reading failed: what a person would look at first.
public enum FailureClass: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody is there: refused, reset, closed without an answer, no route.
    case unreachable
    /// It was there and did not answer in time.
    case timeout
    /// The name leads nowhere.
    case name
    /// The handshake or the certificate.
    case tls
    /// It answered that the request is wrong or not permitted, or with an unexpected status.
    case rejected
    /// It answered that it cannot serve: a 5xx, an error of the server's own.
    case serverError
    /// It answered, but the content is not what was expected.
    case content
    /// It served too slowly, or with a warning.
    case slow
    /// A process, container, unit, file or setting is not what it must be.
    case state
    /// Our own side failed.
    case local
}

/// How long one phase of a probe took, such as `connect` or `first byte`.
public struct PhaseTiming: Hashable, Sendable, Codable {
    /// The phase's name.
    public var name: DisplayText
    /// Its duration.
    public var duration: Duration

    /// Makes a timing.
    public init(name: DisplayText, duration: Duration) {
        self.name = name
        self.duration = duration
    }
}

/// One piece of evidence kept with a reading, such as the status line or the first bytes of a body.
public struct Evidence: Hashable, Sendable, Codable {
    /// What it is, such as `status line`.
    public var label: DisplayText
    /// The text, redacted.
    public var text: DisplayText

    /// Makes a piece of evidence.
    public init(label: DisplayText, text: DisplayText) {
        self.label = label
        self.text = text
    }
}

/// One dated result of one probe.
public struct Reading: Hashable, Sendable, Codable {
    /// The probe that was made.
    public var probe: ProbeID
    /// The kind's name, such as `http`.
    public var kind: DisplayText
    /// When the probe began.
    public var startedAt: Timestamp
    /// How long it took in all.
    public var duration: Duration
    /// What it said.
    public var outcome: Outcome
    /// At most 8 columns for a table: `503`, `open`, `exit 2`.
    public var summary: DisplayText
    /// One sentence for a person; empty when up.
    public var reason: DisplayText
    /// The phase in which it failed; nil when it did not.
    public var failedPhase: DisplayText?
    /// In what way it failed; nil when it was up, and in records that do not tell.
    public var failure: FailureClass?
    /// The phases in order, up to the failing one.
    public var phases: [PhaseTiming]
    /// What was kept as proof.
    public var evidence: [Evidence]
    /// A shell command that shows the same, to be copied.
    public var equivalentCommand: DisplayText

    /// Makes a reading; everything but the outcome may stay at its default.
    public init(
        probe: ProbeID, kind: DisplayText, startedAt: Timestamp, duration: Duration,
        outcome: Outcome, summary: DisplayText = .empty, reason: DisplayText = .empty,
        failedPhase: DisplayText? = nil, failure: FailureClass? = nil, phases: [PhaseTiming] = [],
        evidence: [Evidence] = [],
        equivalentCommand: DisplayText = .empty
    ) {
        self.probe = probe
        self.kind = kind
        self.startedAt = startedAt
        self.duration = duration
        self.outcome = outcome
        self.summary = summary
        self.reason = reason
        self.failedPhase = failedPhase
        self.failure = failure
        self.phases = phases
        self.evidence = evidence
        self.equivalentCommand = equivalentCommand
    }
}
