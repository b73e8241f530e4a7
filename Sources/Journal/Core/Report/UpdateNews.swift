import IncidentModel
import SafeText

/// What happened since an audience was told last, taken from the events of that time.
struct UpdateNews {
    /// The newest change of each service that has one, by name.
    var services: [ServiceChange] = []
    /// The newest change of each cluster that has one, in order of their numbers.
    var clusters: [ClusterChange] = []
    /// Severities that were set, with their reasons.
    var severities: [(severity: IncidentSeverity, reason: DisplayText)] = []
    /// Moments that were marked.
    var moments: [MarkedMoment] = []
    /// Runs of steps that ended, the newest of each step, in the order of their ends.
    var ended: [(step: StepID, end: StepEnd, took: Duration)] = []
    /// Steps that were ticked by hand and stayed so.
    var ticked: [StepID] = []
    /// Steps that were left out, with the reason.
    var skipped: [(step: StepID, reason: DisplayText)] = []
    /// Rollbacks that were proposed.
    var rollbacks: [(runbook: RunbookID, phase: Int, reason: DisplayText)] = []
    /// Files that were written.
    var files: [DisplayText] = []
    /// Ideas of the cause that were written or judged, as they stand now.
    var hypotheses: [Int] = []
    /// Action items that were written or ticked.
    var actionItems: [Int] = []
    /// Notes, with their authors.
    var notes: [(by: DisplayText, text: DisplayText)] = []
    /// What is known of the names of steps.
    var titles: [StepID: DisplayText] = [:]

    /// Reads events.
    ///
    /// - Parameters:
    ///   - events: The oldest first; names of steps are taken from all of them.
    ///   - sequence: The newest event that the audience knows of; 0 for none.
    init(_ events: [JournalEvent], after sequence: Int) {
        for event in events {
            if case .stepStarted(let step, let title, _, _) = event.body { titles[step] = title }
            if event.sequence > sequence { take(event) }
        }
        services.sort { $0.service < $1.service }
        clusters.sort { $0.cluster < $1.cluster }
    }

    private mutating func take(_ event: JournalEvent) {
        switch event.body {
        case .serviceChanged(let change):
            services.removeAll { $0.service == change.service }
            services.append(change)
        case .clusterChanged(let change):
            clusters.removeAll { $0.cluster == change.cluster }
            clusters.append(change)
        case .stepEnded(let step, _, let end, let took):
            ended.removeAll { $0.step == step }
            ended.append((step, end, took))
        case .stepTicked(let step, let isTicked):
            ticked.removeAll { $0 == step }
            if isTicked { ticked.append(step) }
        case .stepSkipped(let step, let reason): skipped.append((step, reason))
        case .rollbackProposed(let runbook, let phase, let reason):
            rollbacks.append((runbook, phase, reason))
        case .fileWritten(_, let path, _): files.append(path)
        case .noteAdded(let text, _): notes.append((event.actor, text))
        case .edited(let edit): take(edit, of: event)
        case .consoleStarted, .consoleStopped, .incidentOpened, .flappingChanged, .serviceHeld,
            .serviceReleased, .localTroubleChanged, .clusterMarked, .runbookLoaded,
            .runbookTrusted, .valueGiven, .stepStarted, .checkTicked, .gateChanged, .updateSent,
            .noticed, .recordingGap:
            break
        }
    }

    private mutating func take(_ edit: IncidentEdit, of event: JournalEvent) {
        switch edit {
        case .severity(let severity, let reason): severities.append((severity, reason))
        case .moment(let moment, let at, let reason, let unmet):
            moments.append(
                MarkedMoment(moment: moment, at: at, by: event.actor, reason: reason, unmet: unmet))
        case .hypothesis(let idea): hypotheses.append(idea.number)
        case .actionItem(let item): actionItems.append(item.number)
        case .title, .impact, .detection, .cadence, .escalation, .role, .why, .whyRemoved,
            .actionItemRemoved, .criterion, .link, .unlink:
            break
        }
    }
}
