public import IncidentModel
import SafeText

/// Everything that a report says about one incident, derived from its journal.
///
/// It says what the journal holds and nothing else; what is missing is nil or counted. All moments are those
/// of the journal; `clock` leads to what a reader is shown.
public struct IncidentAccount: Sendable {
    /// The incident as its events tell it.
    let state: IncidentState
    /// How moments are shown.
    let clock: ReaderClock
    /// The newest event's time; nil without events.
    let newestAt: Timestamp?
    /// Severities in the order in which they held, the one at the opening first.
    let severities: [SeverityTerm]
    /// The life of the incident: detected, acknowledged, … in the order in which that was said.
    let moments: [MomentAccount]
    /// Services by name.
    let services: [ServiceAccount]
    /// How many services were not available at the worst moment.
    let worst: WorstMoment?
    /// Log clusters by priority, then by number.
    let clusters: [ClusterAccount]
    /// Runs of steps by their start.
    let runs: [RunAccount]
    /// Rollbacks that were proposed.
    let rollbacks: [RollbackAccount]
    /// Files that were written.
    let files: [WrittenFile]
    /// Exit criteria by their text.
    let criteria: [CriterionAccount]
    /// Times from one moment to another, with their definitions.
    let metrics: [IncidentMetric]
    /// Who had which role, from when until when.
    let roles: [RoleTerm]
    /// Changes shortly before something broke, the nearest first.
    let suspects: [SuspectedChange]
    /// Status updates that went out.
    let updates: [SentUpdate]
    /// What people wrote down.
    let notes: [NoteAccount]
    /// The time line, the oldest entry first.
    let timeline: [TimelineEntry]
    /// What is to be known about the record itself.
    let record: RecordAccount

    /// Derives the account.
    ///
    /// - Parameters:
    ///   - state: The incident.
    ///   - events: Its events, the oldest first; when some are left out the account says how many.
    ///   - logs: Log clusters as they stood last, for counts; nil when the journal's words have to do.
    ///   - chain: What checking the hashes found; nil when that was not done.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    public init(
        state: IncidentState, events: [JournalEvent], logs: LogStatus? = nil,
        chain: ChainVerdict? = nil, utcOffsetSeconds: Int
    ) {
        self.state = state
        clock = ReaderClock(
            utcOffsetSeconds: utcOffsetSeconds, wallClockOffset: state.record.wallClockOffset)
        newestAt = events.last?.at
        severities = SeverityTerm.all(in: events)
        moments = MomentAccount.all(in: events)
        services = ServiceAccount.all(in: events)
        worst = WorstMoment.found(in: events, services: services.count)
        clusters = ClusterAccount.all(in: events, state: state, logs: logs)
        runs = RunAccount.all(in: events)
        rollbacks = RollbackAccount.all(in: events)
        files = WrittenFile.all(in: events)
        criteria = CriterionAccount.all(in: events, state: state)
        metrics = IncidentMetric.all(state: state, events: events)
        roles = RoleTerm.all(in: events)
        suspects = Self.suspects(in: state, services: services)
        updates = SentUpdate.all(in: events)
        notes = NoteAccount.all(in: events)
        timeline = TimelineEntry.all(in: events)
        record = RecordAccount(state: state, events: events, chain: chain)
    }

    /// The incident's facts; nil when only a run is recorded.
    var facts: IncidentFacts? { state.facts }

    /// When it ended: its resolution, else the newest event.
    var endedAt: Timestamp? { state.record.resolution?.at ?? newestAt }

    /// From its detection to its resolution, or to the newest event.
    var duration: Duration? {
        guard let facts, let endedAt else { return nil }
        return max(endedAt - facts.countsFrom, .zero)
    }

    /// The root cause in one sentence: the answer that was marked, else a confirmed idea.
    var rootCause: DisplayText? {
        if let why = state.record.rootCause, !why.answer.isEmpty { return why.answer }
        return state.record.hypotheses.last { $0.standing == .confirmed }?.text
    }

    /// Services that are not available at the end of the record.
    var unavailableNow: Int { services.count { $0.isUnavailable } }

    private static func suspects(
        in state: IncidentState, services: [ServiceAccount]
    ) -> [SuspectedChange] {
        var seen: Set<ObservedChange> = []
        return services.compactMap { service in
            service.firstOwnFault.map { state.changes(before: $0, of: service.id) }
        }.joined().sorted { $0.before < $1.before }.filter { seen.insert($0.change).inserted }
    }
}
