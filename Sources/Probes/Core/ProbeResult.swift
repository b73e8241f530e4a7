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
    var phases: [PhaseTiming] = []
    var evidence: [Evidence] = []
    var duration = Duration.zero
}

/// Why an attempt failed: outcome, table word and sentence.
struct ProbeFailure: Error, Hashable, Sendable {
    /// `down`, or `unknown` when the fault is on our side.
    var outcome: Outcome
    /// At most 8 columns.
    var summary: String
    /// One sentence without a full stop.
    var reason: String

    static func down(_ summary: String, _ reason: String) -> ProbeFailure {
        ProbeFailure(outcome: .down, summary: summary, reason: reason)
    }

    static func local(_ summary: String, _ reason: String) -> ProbeFailure {
        ProbeFailure(outcome: .unknown, summary: summary, reason: reason)
    }
}
