import IncidentModel
import NIOCore
import SafeText

/// One attempt of a probe: one budget over all phases, a stop-watch, and exactly one end.
///
/// Lives on the event loop. A probe kind enters phases, and ends the attempt; when the budget is used
/// up the attempt ends itself with the kind's own words.
final class ProbeAttempt {
    let environment: ProbeEnvironment
    /// The whole budget.
    let timeout: Duration
    /// What the reading says when the budget is used up; nil for the ordinary sentence.
    var lateFailure: ((_ phase: String) -> ProbeFailure)?
    /// Rewords what a failure says, such as where a redirect had led; nil to leave it.
    var reword: ((ProbeFailure) -> ProbeFailure)?
    /// Kept with the reading however it ends.
    var evidence: [Evidence] = []
    /// The TLS of the connection, once it stands.
    var secured: SecuredConnection?

    private let memo: EvidenceMemo
    private var warning: (reason: String, failure: FailureClass)?
    private let began = NIODeadline.now()
    private var phase = ""
    private var phaseBegan = NIODeadline.now()
    private var phases: [PhaseTiming] = []
    private var budget: Scheduled<Void>?
    private var releases: [() -> Void] = []
    private var ended: ((ProbeResult) -> Void)?

    init(
        environment: ProbeEnvironment, timeout: Duration, memo: EvidenceMemo = EvidenceMemo(),
        ended: @escaping (ProbeResult) -> Void
    ) {
        self.environment = environment
        self.timeout = timeout
        self.memo = memo
        memo.rewind()
        self.ended = ended
    }

    var loop: any EventLoop { environment.loop }
    /// True once it ended; what still arrives is of no interest.
    var isOver: Bool { ended == nil }
    /// What is left of the budget.
    var remaining: TimeAmount {
        max(.nanoseconds(1), began + .nanoseconds(timeout.wholeNanoseconds) - NIODeadline.now())
    }

    /// Starts the budget.
    func start() {
        budget = loop.assumeIsolated().scheduleTask(in: remaining) { [self] in
            fail(lateFailure?(phase) ?? ordinaryLateFailure)
        }
    }

    /// Ends the present phase and begins one, such as `connect`.
    func enter(_ name: String) {
        guard !isOver else { return }
        closePhase()
        phase = name
    }

    /// Calls `release` at the end, in whatever way it comes; at once when it already came.
    func atEnd(_ release: @escaping () -> Void) {
        if isOver { release() } else { releases.append(release) }
    }

    /// Notes what does not make the attempt fail but must be known, such as a certificate that ends soon.
    ///
    /// An attempt that then ends well is degraded for the first of these reasons.
    func warn(_ reason: String, _ failure: FailureClass = .slow) {
        if warning == nil { warning = (reason, failure) }
    }

    /// Ends well, or with a warning.
    func succeed(_ summary: String, outcome: Outcome = .up, reason: String = "") {
        var result = ProbeResult(outcome: outcome, summary: DisplayText(summary))
        if !reason.isEmpty { result.reason = environment.safe(reason) }
        if outcome != .up { result.failure = .slow }
        if outcome == .up, let warning {
            result.outcome = .degraded
            result.reason = environment.safe(warning.reason)
            result.failure = warning.failure
        }
        end(result)
    }

    /// Ends badly, in the present phase.
    func fail(_ failure: ProbeFailure) {
        let failure = reword?(failure) ?? failure
        var result = ProbeResult(
            outcome: failure.outcome, summary: DisplayText(failure.summary),
            reason: environment.safe(failure.reason))
        result.failure = failure.failure
        result.failedPhase = phase.isEmpty ? nil : DisplayText(phase)
        end(result)
    }

    /// Ends without a result: the engine stops.
    func abandon() {
        ended = nil
        release()
    }

    /// Keeps a piece of evidence, redacted.
    func keep(_ label: DisplayText, _ text: String) {
        let safe = memo.text(text) { environment.safe($0) }
        evidence.append(Evidence(label: label, text: safe))
    }

    /// Keeps the first lines of foreign bytes as evidence, redacted as a whole.
    func keep(_ label: DisplayText, lines bytes: some Collection<UInt8>) {
        let lines = memo.lines(Array(bytes)) { bytes in
            var stream = RedactionStream(environment.redactor)
            return DisplayText.lines(bytes: bytes, limit: 1024).prefix(12)
                .filter { !$0.isEmpty }.map { stream.redact($0) }
        }
        for line in lines { evidence.append(Evidence(label: label, text: line)) }
    }

    private var ordinaryLateFailure: ProbeFailure {
        let sentence = "no answer within \(Words.short(timeout)) (\(phase))"
        return phase == "resolve" ? .local("no dns", sentence) : .late(sentence)
    }

    private func closePhase() {
        let now = NIODeadline.now()
        if !phase.isEmpty {
            let took = Duration.nanoseconds((now - phaseBegan).nanoseconds)
            let name = DisplayText(phase)
            // Entered again, as after a redirect, it goes on.
            if let index = phases.firstIndex(where: { $0.name == name }) {
                phases[index].duration += took
            } else {
                phases.append(PhaseTiming(name: name, duration: took))
            }
        }
        phaseBegan = now
    }

    private func end(_ result: ProbeResult) {
        guard let ended else { return }
        self.ended = nil
        closePhase()
        var result = result
        result.phases = phases
        result.evidence = evidence
        result.duration = .nanoseconds((NIODeadline.now() - began).nanoseconds)
        release()
        ended(result)
    }

    private func release() {
        budget?.cancel()
        budget = nil
        lateFailure = nil
        reword = nil
        let all = releases
        releases = []
        for release in all { release() }
    }
}
