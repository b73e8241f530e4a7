import IncidentModel
import SafeText

/// How a service stands, by the engine's word or by the journal's.
struct StandingService: Hashable {
    var id: ServiceID
    var verdict: Verdict
    var cause: Cause
    var since: Timestamp?
    var reason: DisplayText
    var isHeld = false

    init(_ status: ServiceStatus) {
        id = status.id
        verdict = status.verdict
        cause = status.cause
        since = status.since
        reason = status.reason
        isHeld = status.hold != nil
    }

    init(_ change: ServiceChange) {
        id = change.service
        verdict = change.to
        cause = change.cause
        since = change.since
        reason = change.reason
    }

    /// The service that is the root of its trouble; nil when it is its own, or has none.
    var blocker: ServiceID? {
        switch cause {
        case .blocked(let parent): verdict == .up ? nil : parent
        case .none, .pending, .own, .local: nil
        }
    }

    /// True when users are not served and no other service is the root.
    var isDownItself: Bool { verdict == .down && blocker == nil && !isHeld }
}

extension ExitCriterion {
    /// The criteria that a journal tells of, by their texts, as they stood last.
    static func recorded(in state: IncidentState) -> [ExitCriterion] {
        let judged = state.record.criteria
        let said = state.record.confirmations
        return Set(judged.keys).union(said.keys).sorted().map { id in
            let word = said[id].map { GateState.met(at: $0.at) }
            return ExitCriterion(
                id: id, judge: said[id] == nil ? .condition : .person, origin: .empty,
                state: word ?? judged[id] ?? .noData("never judged"))
        }
    }
}
