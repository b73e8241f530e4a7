import IncidentModel
import SafeText

/// A past incident as it is compared with the present one.
struct PastIncident: Sendable {
    /// Its id, also the name of its folder.
    var id: DisplayText
    /// Its title.
    var title: DisplayText
    /// When it was opened, by the clock on the wall then.
    var openedAt: Timestamp
    /// What it left behind.
    var trace: IncidentTrace
    /// What solved it; empty when its record does not say.
    var solvedBy: DisplayText

    /// Folds those events of a record that matter here; nil when no incident was opened in it.
    ///
    /// - Parameters:
    ///   - id: The name of its folder.
    ///   - events: The events in order; others may be missing.
    init?(id: String, events: [JournalEvent]) {
        var (state, trace) = (IncidentState(), IncidentTrace())
        for event in events {
            state.apply(event)
            trace.take(event)
        }
        guard let facts = state.facts else { return nil }
        self.id = DisplayText(id)
        self.trace = trace
        title = facts.title
        openedAt = facts.openedAt + state.record.wallClockOffset
        solvedBy = Self.solution(state.record, trace)
    }

    /// What people said was the cause and what was run before it was over; else the reason they gave for its end.
    private static func solution(_ record: IncidentRecord, _ trace: IncidentTrace) -> DisplayText {
        let confirmed = record.hypotheses.last { $0.standing == .confirmed }?.text
        let answer = record.rootCause?.answer ?? confirmed ?? .empty
        let cause: DisplayText = answer.isEmpty ? .empty : "root cause: \(answer)"
        guard let repair = trace.decisiveRepair?.text else {
            return cause.isEmpty ? record.marked(.resolved)?.reason ?? .empty : cause
        }
        return cause.isEmpty ? repair : "\(repair); \(cause)"
    }
}
