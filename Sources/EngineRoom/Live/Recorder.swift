import IncidentModel
import Journal
import SafeText

/// Writes what happened into the journal and says what to show, also while the journal cannot be written.
///
/// Events that were refused are shown with the numbers that they will have, wait in memory and are written
/// as soon as the journal takes events again. Shown numbers run on without going back, so that no fold
/// ignores an event. While another console records the incident, this one only reads.
struct Recorder {
    /// How many readings are gathered before their samples are written in one transaction.
    static let sampleBatch = 30
    /// How many changes of services, holds and consoles tell what earlier consoles watched.
    private static let replayedEvents = VerdictHistory.limit

    private enum Access {
        /// This console records.
        case recording(JournalStore)
        /// Another one does; the reader is nil until there is something to read.
        case watching(JournalStore?)
        /// The journal could not be opened, or was closed to be carried over into a new one.
        case shut
    }

    private let folder: IncidentFolder
    private let redactor: Redactor
    private var access: Access
    private(set) var continuity: RecordingContinuity
    /// True after the journal was opened late: what is on disk was not shown yet.
    private(set) var isStateStale = false
    private var lastShown = 0
    private var samples: [Reading] = []

    /// Opens the journal of a folder; one that cannot be opened leaves a recorder that keeps events in
    /// memory and tries again.
    init(
        folder: IncidentFolder, redactor: Redactor = .standard,
        bounds: RecordingContinuity.Bounds = RecordingContinuity.Bounds()
    ) {
        (self.folder, self.redactor) = (folder, redactor)
        do {
            access = .recording(try JournalStore(folder: folder, redactor: redactor))
            continuity = RecordingContinuity(bounds: bounds)
        } catch .locked(let path, let holder) {
            access = .watching(nil)
            let error = JournalError.locked(path: path, by: holder)
            continuity = RecordingContinuity(notRecordingBecause: error.sentence, bounds: bounds)
        } catch {
            access = .shut
            continuity = RecordingContinuity(notRecordingBecause: error.sentence, bounds: bounds)
        }
    }

    /// The journal, for reading; nil when it could not be opened.
    private var store: JournalStore? {
        switch access {
        case .recording(let store): store
        case .watching(let reader): reader
        case .shut: nil
        }
    }

    /// False while events are shown that are not on disk.
    var isRecording: Bool { continuity.isRecording }

    /// True while another console records.
    var isWatching: Bool {
        switch access {
        case .watching: true
        case .recording, .shut: false
        }
    }

    /// True when there is something to be written, or a journal to be opened, as soon as that is possible.
    var wantsRetry: Bool { !isWatching && (!isRecording || isStateStale) }

    /// The state on disk, for joining an incident; nil for a new or unreadable journal.
    mutating func restore() -> IncidentState? {
        openReader()
        guard let state = try? store?.state(), state.lastSequence > 0 else { return nil }
        lastShown = state.lastSequence
        isStateStale = false
        return state
    }

    /// Writes events in one transaction and returns what to show, in order.
    mutating func record(
        _ bodies: [EventBody], actor: DisplayText, at: Timestamp, monotonic: Int64
    ) -> [JournalEvent] {
        guard !isWatching else { return [] }
        let entries = bodies.map {
            JournalEntry($0, actor: actor, at: at, monotonic: monotonic)
        }
        let written = write(entries, at: at, monotonic: monotonic, isForced: false)
        if !written.isEmpty { return written.map { renumbered($0) } }
        let redactor = self.redactor
        let redaction = EventRedaction { redactor.redact($0) }
        return bodies.map { body in
            renumbered(
                JournalEvent(
                    sequence: 0, at: at, monotonic: monotonic, actor: redactor.redact(actor),
                    body: redaction.redacted(body)))
        }
    }

    /// Opens the journal when that failed, and writes what waits; returns what to show, in order.
    mutating func retry(at: Timestamp, monotonic: Int64) -> [JournalEvent] {
        guard wantsRetry else { return [] }
        if case .shut = access {
            guard let store = try? JournalStore(folder: folder, redactor: redactor) else {
                return []
            }
            access = .recording(store)
            isStateStale = true
        }
        return write([], at: at, monotonic: monotonic, isForced: true).map { renumbered($0) }
    }

    private mutating func write(
        _ entries: [JournalEntry], at: Timestamp, monotonic: Int64, isForced: Bool
    ) -> [JournalEvent] {
        let store = self.store
        var isDamaged = false
        let shutReason = continuity.reason ?? "the journal is closed"
        let written = continuity.record(
            entries, at: at, monotonic: monotonic, isForced: isForced
        ) { (entries) throws(JournalError) in
            guard let store else { throw .shut(because: shutReason) }
            do throws(JournalError) {
                return try store.append(entries)
            } catch .damaged(let path, let reason) {
                isDamaged = true
                throw .damaged(path: path, reason: reason)
            } catch {
                throw error
            }
        }
        if isDamaged {
            // Opened again, what can be read of it goes on in a new journal.
            store?.close()
            access = .shut
        }
        return written
    }

    /// Keeps readings for the sample table; written in batches, so that a quiet console stays quiet.
    mutating func keep(_ readings: [Reading]) {
        guard !isWatching else { return }
        samples += readings
        if samples.count >= Self.sampleBatch { flush() }
    }

    /// A page of the timeline from disk; one that cannot be read says why.
    func page(offset: Int = 0, count: Int = 200) -> TimelinePage {
        guard let store else {
            return TimelinePage(unreadable: continuity.reason ?? "the journal is closed")
        }
        do {
            return try store.page(offset: offset, count: count)
        } catch {
            return TimelinePage(unreadable: error.sentence)
        }
    }

    /// The log engine as an earlier console stored it; nil when there is none or it cannot be read.
    var storedLogEngine: [UInt8]? { try? store?.storedLogEngine() }

    /// Stores the log engine; when that fails, a restart reads again what came since the state before.
    func storeLogEngine(_ state: [UInt8], at: Timestamp) {
        try? store?.storeLogEngine(state, at: at)
    }

    /// Tells which verdicts services had in earlier consoles, as far as events and samples say.
    ///
    /// Of a long journal only the newest changes are read: histories hold no more of each service.
    func replay(into histories: inout VerdictHistories, probes: [ProbeID]) {
        guard let store else { return }
        let services = Set(probes.map(\.service))
        let all = (try? store.readingTimes()) ?? []
        var readings = all.filter { services.contains($0.service) }[...]
        for event in (try? store.watchEvents(limit: Self.replayedEvents)) ?? [] {
            while let reading = readings.first, reading.at <= event.at {
                histories.replay(readingOf: reading.service, at: reading.at)
                readings.removeFirst()
            }
            histories.replay(event)
        }
        for reading in readings {
            histories.replay(readingOf: reading.service, at: reading.at)
        }
        histories.stopWatching()
    }

    /// While another console records: what it wrote since, at most so many events.
    mutating func newEvents(after sequence: Int, limit: Int) -> [JournalEvent] {
        guard isWatching else { return [] }
        openReader()
        guard let store, let last = try? store.lastSequence(), last > sequence else { return [] }
        return (try? store.events(from: sequence + 1, limit: limit)) ?? []
    }

    /// Who records the incident while this console only reads; nil when nobody does any more.
    var recordedBy: DisplayText? { folder.recordedBy }

    /// Writes what is gathered and what waits, and closes the journal.
    mutating func close(at: Timestamp, monotonic: Int64) {
        flush()
        _ = retry(at: at, monotonic: monotonic)
        store?.close()
    }

    private mutating func openReader() {
        guard case .watching(nil) = access else { return }
        access = .watching(try? JournalStore(folder: folder, readOnly: true, isQuick: true))
    }

    private mutating func flush() {
        guard case .recording(let store) = access else { return }
        // A lost sample costs a point of a graph; the events say whether recording works.
        try? store.recordSamples(samples)
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
            resumeClock(state)
            publish(.restored(state))
            publish(.timeline(recorder.page()))
            adopt(state, bench)
            bench.clusterActions = state.clusterActions
            bench.holds = state.holds
            recorder.replay(into: &bench.histories, probes: plan.settings.probeIDs)
        }
        bench.recorder = recorder
        if recorder.isWatching { watchAnotherConsole(bench) }
        record(
            [.consoleStarted(version: plan.version, boot: plan.clock.boot)], by: plan.actor, bench)
    }

    /// Writes events and only then tells of them; gives them back as they were written.
    @discardableResult
    func record(_ bodies: [EventBody], by actor: DisplayText, _ bench: Bench) -> [JournalEvent] {
        guard !bodies.isEmpty, bench.recorder?.isWatching == false else { return [] }
        let before = bench.recordingStanding
        let redaction = EventRedaction { bench.values.redact($0) }
        let clean = bench.values.redactor == nil ? bodies : bodies.map(redaction.redacted)
        let events =
            bench.recorder?.record(
                clean, actor: actor, at: plan.now(), monotonic: plan.monotonic()) ?? []
        tell(events, bench)
        noticeStarts(events, bench)
        noticeFlows(events, bench)
        noticeForClocks(events, bench)
        noticeForPast(events, bench)
        tellOfRecording(since: before, bench)
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
