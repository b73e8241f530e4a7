public import SafeText

/// The state of one incident: a fold over its events.
///
/// The same events give the same state.
public struct IncidentState: Hashable, Sendable, Codable {
    /// The newest event applied; 0 before the first.
    public private(set) var lastSequence = 0
    /// The incident's facts; nil while only a run is recorded.
    public private(set) var facts: IncidentFacts?
    /// When the first event was recorded.
    public private(set) var startedAt: Timestamp?
    /// The newest change of each service.
    public private(set) var services: [ServiceID: ServiceChange] = [:]
    /// The services that are held, with their holds.
    public private(set) var holds: [ServiceID: Hold] = [:]
    /// Set while it is us.
    public private(set) var localTrouble: LocalTrouble?
    /// The newest moment of each cluster.
    public private(set) var clusters: [ClusterID: ClusterChange] = [:]
    /// What people decided about clusters, in order.
    public private(set) var clusterActions: [RecordedClusterAction] = []
    /// Where each step stands; absent means pending.
    public private(set) var steps: [StepID: StepState] = [:]
    /// Checks ticked by hand, with who and when.
    public private(set) var ticks: [CheckID: Tick] = [:]
    /// Where each gate stands; absent means it was never judged.
    public private(set) var gates: [CheckID: GateState] = [:]
    /// Hash of each loaded runbook.
    public private(set) var runbooks: [RunbookID: String] = [:]
    /// Where each of them was found: a path, or a shipped one's path among the built-in files.
    public private(set) var runbookPaths: [RunbookID: DisplayText] = [:]
    /// Which step was which when each runbook was loaded last.
    public private(set) var stepKeys: [RunbookID: [StepKey]] = [:]
    /// The steps whose commands were started, in the order of their first starts; what undoes them goes
    /// the other way.
    public private(set) var startedSteps: [StepID] = []
    /// When each step was started for the first time; the clocks of phases begin there, whatever is retried.
    public private(set) var firstStarts: [StepID: Timestamp] = [:]
    /// Hashes of the runbooks that people trusted during this incident.
    public private(set) var trustedHashes: Set<String> = []
    /// Values that people gave, as `written` and text; secrets are not among them.
    public private(set) var values: [RunbookID: [DisplayText: DisplayText]] = [:]
    /// Phases whose rollback is proposed, with the reason; gone once one of its steps is started.
    public private(set) var proposedRollbacks: [RunbookID: [Int: DisplayText]] = [:]
    /// The files that were written.
    public private(set) var writtenFiles: Set<FileID> = []
    /// How many notes were written.
    public private(set) var noteCount = 0
    /// When the last status update went out to each audience.
    public private(set) var updates: [DisplayText: Timestamp] = [:]
    /// The number of the event that says so; what came later is news for that audience.
    public private(set) var updateSequences: [DisplayText: Int] = [:]
    /// What people wrote about the incident: moments, roles, whys, action items and more.
    public private(set) var record = IncidentRecord()
    /// Events that are known to be missing.
    public private(set) var unrecorded = 0
    /// The event that leads on to the present moment; nil before the first.
    public private(set) var newest: JournalMoment?

    /// Who ticked a check, and when.
    public struct Tick: Hashable, Sendable, Codable {
        /// Who.
        public var by: DisplayText
        /// When.
        public var at: Timestamp
    }

    /// The state before the first event.
    public init() {}

    /// The state of a step.
    public func step(_ id: StepID) -> StepState { steps[id] ?? .pending }

    /// Takes in the next event.
    ///
    /// Events at or before `lastSequence` are ignored, so that a page read twice changes nothing.
    public mutating func apply(_ event: JournalEvent) {
        guard event.sequence > lastSequence else { return }
        lastSequence = event.sequence
        if startedAt == nil { startedAt = event.at }
        newest = .after(event, newest)
        switch event.body {
        case .consoleStarted, .consoleStopped: break
        case .incidentOpened(let facts): self.facts = facts
        case .serviceChanged(let change): services[change.service] = change
        case .flappingChanged: break
        case .serviceHeld(let service, let hold): holds[service] = hold
        case .serviceReleased(let service): holds[service] = nil
        case .localTroubleChanged(let trouble): localTrouble = trouble
        case .clusterChanged(let change): clusters[change.cluster] = change
        case .clusterMarked(let cluster, let action):
            clusterActions.append(
                RecordedClusterAction(at: event.at, cluster: cluster, action: action))
        case .runbookLoaded(let runbook, _, let path, let hash, let steps):
            runbooks[runbook] = hash
            runbookPaths[runbook] = path
            if let steps { takeSteps(steps, of: runbook) }
        case .runbookTrusted(_, let hash): trustedHashes.insert(hash)
        case .valueGiven(let runbook, let written, let value):
            values[runbook, default: [:]][written] = value
        case .fileWritten(let file, _, _): writtenFiles.insert(file)
        case .rollbackProposed(let runbook, let phase, let reason):
            proposedRollbacks[runbook, default: [:]][phase] = reason
        case .stepStarted, .stepEnded, .stepTicked, .stepSkipped: applyStep(event)
        case .checkTicked(let check, let ticked):
            ticks[check] = ticked ? Tick(by: event.actor, at: event.at) : nil
        case .gateChanged(let check, let state): gates[check] = state
        case .noteAdded: noteCount += 1
        case .updateSent(let audience, _, _):
            updates[audience] = event.at
            updateSequences[audience] = event.sequence
        case .edited(let edit):
            record.noteCadence(edit, known: facts?.cadences ?? [], at: event.at)
            facts?.apply(edit)
            record.apply(edit, by: event.actor, at: event.at)
        case .noticed(let notice): record.apply(notice)
        case .recordingGap(let events, _): unrecorded += events
        }
    }

    private mutating func applyStep(_ event: JournalEvent) {
        switch event.body {
        case .stepStarted(let step, _, let run, _):
            steps[step] = .running(run: run, since: event.at)
            if firstStarts[step] == nil { firstStarts[step] = event.at }
            if !startedSteps.contains(step) { startedSteps.append(step) }
        case .stepEnded(let step, let run, let end, let took):
            // The late end of an older run must not hide a newer one that is under way.
            if case .running(let current, _) = steps[step], current != run { break }
            steps[step] = .ended(end, run: run, at: event.at, took: took)
        case .stepTicked(let step, let ticked):
            steps[step] = ticked ? .ticked(by: event.actor, at: event.at) : .pending
        case .stepSkipped(let step, let reason):
            steps[step] = .skipped(reason: reason, by: event.actor, at: event.at)
        case .consoleStarted, .consoleStopped, .incidentOpened, .serviceChanged, .flappingChanged,
            .serviceHeld, .serviceReleased, .localTroubleChanged, .clusterChanged, .clusterMarked,
            .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten, .rollbackProposed,
            .checkTicked, .gateChanged, .noteAdded, .updateSent, .edited, .noticed,
            .recordingGap:
            break
        }
    }

    /// Moves what is known of a runbook's steps to the numbers that they have now; what is known of a
    /// step whose headings or blocks changed is forgotten.
    private mutating func takeSteps(_ present: [StepKey], of runbook: RunbookID) {
        defer { stepKeys[runbook] = present }
        guard let past = stepKeys[runbook], past != present else { return }
        let now = Dictionary(
            present.map { ($0.key, $0.step) }, uniquingKeysWith: { first, _ in first })
        var moved: [StepID: StepID] = [:]
        for old in past { moved[old.step] = now[old.key] }
        func place(_ step: StepID) -> StepID? { step.runbook == runbook ? moved[step] : step }
        func place(_ check: CheckID) -> CheckID? {
            place(check.step).map { CheckID(step: $0, index: check.index) }
        }
        steps = steps.movingKeys(place)
        firstStarts = firstStarts.movingKeys(place)
        ticks = ticks.movingKeys(place)
        gates = gates.movingKeys(place)
        startedSteps = startedSteps.compactMap(place)
        writtenFiles = Set(
            writtenFiles.compactMap { file in
                place(file.step).map { FileID(step: $0, index: file.index) }
            })
    }
}

extension Dictionary {
    /// The same values under other keys; those without a new key are left out.
    fileprivate func movingKeys(_ place: (Key) -> Key?) -> [Key: Value] {
        var moved: [Key: Value] = [:]
        for (key, value) in self {
            if let key = place(key) { moved[key] = value }
        }
        return moved
    }
}
