import IncidentModel
import Journal
import SafeText

/// Writes what happened into the journal and says what to show, also while the journal cannot be written.
///
/// Events that were refused are shown with provisional numbers and counted; the journal later says how
/// many are missing. Shown numbers run on without going back, so that no fold ignores an event.
struct Recorder {
    /// How many readings are gathered before their samples are written in one transaction.
    static let sampleBatch = 30
    /// How many samples of each probe tell what an earlier console watched.
    private static let replayedSamples = 20_000

    private let opened: Result<JournalStore, JournalError>
    private(set) var continuity: RecordingContinuity
    private var lastShown = 0
    private var samples: [Reading] = []

    /// Opens the journal of a folder; one that cannot be opened leaves a recorder that records nothing.
    init(folder: IncidentFolder, redactor: Redactor = .standard) {
        do {
            opened = .success(try JournalStore(folder: folder, redactor: redactor))
            continuity = RecordingContinuity()
        } catch {
            opened = .failure(error)
            continuity = RecordingContinuity(notRecordingBecause: error.sentence)
        }
    }

    /// The journal; nil when it could not be opened.
    private var store: JournalStore? { try? opened.get() }

    /// False while events are shown that are not on disk.
    var isRecording: Bool { continuity.isRecording }

    /// The state on disk, for joining an incident; nil for a new or unreadable journal.
    mutating func restore() -> IncidentState? {
        guard let state = try? store?.state(), state.lastSequence > 0 else { return nil }
        lastShown = state.lastSequence
        return state
    }

    /// Writes events in one transaction and returns what to show, in order.
    mutating func record(
        _ bodies: [EventBody], actor: DisplayText, at: Timestamp, monotonic: Int64
    ) -> [JournalEvent] {
        let opened = self.opened
        let written = continuity.record(bodies) { (bodies) throws(JournalError) in
            try opened.get().append(bodies, actor: actor, at: at, monotonic: monotonic)
        }
        if !written.isEmpty { return written.map { renumbered($0) } }
        return bodies.map { body in
            renumbered(
                JournalEvent(sequence: 0, at: at, monotonic: monotonic, actor: actor, body: body))
        }
    }

    /// Keeps readings for the sample table; written in batches, so that a quiet console stays quiet.
    mutating func keep(_ readings: [Reading]) {
        samples += readings
        if samples.count >= Self.sampleBatch { flush() }
    }

    /// A page of the timeline from disk; nil when it cannot be read.
    func page(offset: Int, count: Int, filter: TimelineFilter = .none) -> TimelinePage? {
        try? store?.page(offset: offset, count: count)
    }

    /// The log engine as an earlier console stored it; nil when there is none or it cannot be read.
    var storedLogEngine: [UInt8]? { try? store?.storedLogEngine() }

    /// Stores the log engine; when that fails, a restart reads again what came since the state before.
    func storeLogEngine(_ state: [UInt8], at: Timestamp) {
        try? store?.storeLogEngine(state, at: at)
    }

    /// Tells which verdicts services had in earlier consoles, as far as events and samples say.
    func replay(into histories: inout VerdictHistories, probes: [ProbeID]) {
        guard let store else { return }
        var readings = probes.flatMap { probe in
            ((try? store.samples(of: probe, limit: Self.replayedSamples)) ?? [])
                .map { (service: probe.service, at: $0.at) }
        }
        // Sorted the other way round, so that the next one is cheap to take.
        readings.sort { $0.at > $1.at }
        var next = 1
        while let events = try? store.events(from: next, limit: 1000), let last = events.last {
            for event in events {
                while let reading = readings.last, reading.at <= event.at {
                    histories.replay(readingOf: reading.service, at: reading.at)
                    readings.removeLast()
                }
                histories.replay(event)
            }
            next = last.sequence + 1
        }
        for reading in readings.reversed() {
            histories.replay(readingOf: reading.service, at: reading.at)
        }
        histories.stopWatching()
    }

    /// Writes what is gathered and closes the journal.
    mutating func close() {
        flush()
        store?.close()
    }

    private mutating func flush() {
        // A lost sample costs a point of a graph; the events say whether recording works.
        try? store?.recordSamples(samples)
        samples.removeAll(keepingCapacity: true)
    }

    private mutating func renumbered(_ event: JournalEvent) -> JournalEvent {
        var shown = event
        lastShown = max(lastShown + 1, event.sequence)
        shown.sequence = lastShown
        return shown
    }
}

extension EngineRoom {
    /// Opens the journal, restores what an earlier console recorded, and says that this one begins.
    func openJournal(_ bench: Bench) {
        var recorder = Recorder(folder: plan.folder, redactor: redactor)
        if let state = recorder.restore() {
            bench.hasOpenedIncident = state.facts != nil
            resumeClock(state)
            publish(.restored(state))
            if let page = recorder.page(offset: 0, count: 200) { publish(.timeline(page)) }
            bench.state = state
            bench.trust.take(state.trustedHashes)
            bench.values.restore(state.values)
            for (runbook, phases) in state.proposedRollbacks {
                for phase in phases.keys {
                    bench.proposed.insert(PhaseOfRunbook(runbook: runbook, phase: phase))
                }
            }
            bench.clusterActions = state.clusterActions
            bench.holds = state.holds
            recorder.replay(into: &bench.histories, probes: plan.settings.probeIDs)
        }
        bench.recorder = recorder
        record(
            [.consoleStarted(version: plan.version, boot: plan.clock.boot)], by: plan.actor, bench)
    }

    /// Writes events and only then tells of them; gives them back as they were written.
    @discardableResult
    func record(_ bodies: [EventBody], by actor: DisplayText, _ bench: Bench) -> [JournalEvent] {
        guard !bodies.isEmpty, bench.recorder != nil else { return [] }
        let before = bench.recorder?.continuity
        let redaction = EventRedaction { bench.values.redact($0) }
        let clean = bench.values.redactor == nil ? bodies : bodies.map(redaction.redacted)
        let events =
            bench.recorder?.record(
                clean, actor: actor, at: plan.now(), monotonic: plan.monotonic()) ?? []
        for event in events { bench.state.apply(event) }
        publish(.recorded(events))
        noticeStarts(events, bench)
        noticeFlows(events, bench)
        noticeForClocks(events, bench)
        noticeForPast(events, bench)
        if let after = bench.recorder?.continuity, after != before {
            publish(.recording(unrecorded: after.unrecorded, reason: after.reason))
        }
        return events
    }

    /// A step that is started again is judged and undone anew.
    private func noticeStarts(_ events: [JournalEvent], _ bench: Bench) {
        for case .stepStarted(let step, _, _, _) in events.map(\.body) {
            bench.proposed.remove(PhaseOfRunbook(runbook: step.runbook, phase: step.phase))
            forgetJudgements(of: step, bench)
        }
    }
}

extension IncidentState {
    /// Runs whose end the journal does not hold: their console was lost.
    var runningSteps: [(step: StepID, run: RunID)] {
        steps.compactMap { step, state in
            if case .running(let run, _) = state { (step, run) } else { nil }
        }.sorted { $0.step < $1.step }
    }
}
