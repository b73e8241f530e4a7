import IncidentModel
import SafeText

/// What one attempt found out, before it is dated and named.
struct ProbeResult: Sendable {
    var outcome: Outcome
    /// At most 8 columns for a table.
    var summary: DisplayText
    /// One sentence; empty when up.
    var reason: DisplayText = .empty
    var failedPhase: DisplayText?
    var failure: FailureClass?
    var phases: [PhaseTiming] = []
    var evidence: [Evidence] = []
    var duration = Duration.zero
}

/// Why an attempt failed: outcome, table word, sentence and the way of failing.
struct ProbeFailure: Error, Hashable, Sendable {
    /// `down`, or `unknown` when the fault is on our side.
    var outcome: Outcome
    /// At most 8 columns.
    var summary: String
    /// One sentence without a full stop.
    var reason: String
    /// In what way it failed.
    var failure: FailureClass

    /// The target failed.
    static func down(
        _ summary: String, _ reason: String, _ failure: FailureClass = .content
    ) -> ProbeFailure {
        ProbeFailure(outcome: .down, summary: summary, reason: reason, failure: failure)
    }

    /// The target did not answer in time.
    static func late(_ reason: String) -> ProbeFailure { .down("timeout", reason, .timeout) }

    /// Nobody is there, or no longer.
    static func gone(_ summary: String, _ reason: String) -> ProbeFailure {
        .down(summary, reason, .unreachable)
    }

    /// Our own side failed.
    static func local(_ summary: String, _ reason: String) -> ProbeFailure {
        ProbeFailure(outcome: .unknown, summary: summary, reason: reason, failure: .local)
    }
}
