import IncidentModel
import Journal
import LogClusters
import Probes
import SafeText

extension EngineRoom {
    /// How long after a failed attempt what waits is written again, in nanoseconds.
    private static let retryPause: Int64 = 3_000_000_000
    /// How often a console that only reads looks for what another one wrote, in nanoseconds.
    private static let watchPause: Int64 = 1_000_000_000
    /// New events that are taken one by one; of more, only the state is read.
    private static let followedEvents = 2_000

    /// Takes in the events of this room or of another console and shows them.
    func tell(_ events: [JournalEvent], _ bench: Bench) {
        guard !events.isEmpty else { return }
        for event in events { bench.state.apply(event) }
        publish(.recorded(events))
    }

    /// Takes up what the journal knows.
    func adopt(_ state: IncidentState, _ bench: Bench) {
        bench.hasOpenedIncident = state.facts != nil
        bench.state = state
        bench.trust.take(state.trustedHashes)
        bench.values.restore(state.values)
        for (runbook, phases) in state.proposedRollbacks {
            for phase in phases.keys {
                bench.proposed.insert(PhaseOfRunbook(runbook: runbook, phase: phase))
            }
        }
    }

    /// Says whether events reach the disk, when that is news, and tries again while they do not.
    func tellOfRecording(since before: RecordingStanding, _ bench: Bench) {
        let after = bench.recordingStanding
        if after != before {
            publish(.recording(unrecorded: after.unrecorded, reason: after.reason))
        }
        let isWaiting = bench.recorder?.wantsRetry == true
        if isWaiting != (bench.recordingDue != nil) {
            bench.recordingDue = isWaiting ? plan.monotonic() + Self.retryPause : nil
            planAlarm(bench)
        }
    }

    /// How long until the journal has to be looked at; nil when it need not be.
    func recordingWait(_ bench: Bench) -> Duration? {
        bench.recordingDue.map { max(.zero, .nanoseconds($0 - plan.monotonic())) }
    }

    /// Writes what could not be written, or reads what another console wrote, when that is due.
    func attendToJournal(_ bench: Bench) {
        guard let due = bench.recordingDue, due <= plan.monotonic() else { return }
        bench.recordingDue = nil
        if bench.recorder?.isWatching == true {
            followAnotherConsole(bench)
            bench.recordingDue = plan.monotonic() + Self.watchPause
        } else {
            retryRecording(bench)
        }
    }

    private func retryRecording(_ bench: Bench) {
        let before = bench.recordingStanding
        let events = bench.recorder?.retry(at: plan.now(), monotonic: plan.monotonic()) ?? []
        tell(events, bench)
        if bench.recorder?.isStateStale == true, bench.recorder?.isRecording == true,
            let state = bench.recorder?.restore()
        {
            takeLateState(state, bench)
        }
        tellOfRecording(since: before, bench)
    }

    /// The journal was opened late: what earlier consoles recorded comes before what waited.
    private func takeLateState(_ state: IncidentState, _ bench: Bench) {
        resumeClock(state)
        publish(.restored(state))
        adopt(state, bench)
        if let recorder = bench.recorder { publish(.timeline(recorder.page())) }
        for (service, hold) in state.holds { bench.probes?.setHold(hold, of: service) }
        for action in state.clusterActions { bench.sources?.perform(action) }
    }

    /// Another console records this incident: this one reads what that one writes.
    func watchAnotherConsole(_ bench: Bench) {
        bench.recordingDue = plan.monotonic() + Self.watchPause
        sayReadOnly(bench)
    }

    private func followAnotherConsole(_ bench: Bench) {
        let known = bench.state.lastSequence
        let events =
            bench.recorder?.newEvents(after: known, limit: Self.followedEvents + 1) ?? []
        if events.count > Self.followedEvents, let state = bench.recorder?.restore() {
            publish(.restored(state))
            adopt(state, bench)
            if let recorder = bench.recorder { publish(.timeline(recorder.page())) }
        } else if !events.isEmpty {
            tell(events, bench)
            bench.hasOpenedIncident = bench.state.facts != nil
        }
        sayReadOnly(bench)
    }

    /// Says why nothing can be changed here, when that is news.
    private func sayReadOnly(_ bench: Bench) {
        let holder = bench.recorder?.recordedBy
        let reason: DisplayText =
            holder.map { "another console (\($0)) records this incident; this one only reads" }
            ?? "the console that recorded this incident has ended; open it again here to record"
        guard reason != bench.readOnlyReason else { return }
        bench.readOnlyReason = reason
        publish(.readOnly(because: reason))
    }

    /// Loads a page of the timeline; one with a filter off the room's thread.
    func loadTimeline(_ offset: Int, _ count: Int, _ filter: TimelineFilter, _ bench: Bench) {
        guard filter.isEmpty else {
            let search =
                bench.search
                ?? TimelineReader(folder: plan.folder) { [self] request, page in
                    run { bench in
                        if bench.search?.isNewest(request) == true { self.publish(.timeline(page)) }
                    }
                }
            bench.search = search
            return search.ask(offset: offset, count: count, filter: filter)
        }
        // What is looked for no longer interests anybody.
        bench.search?.forget()
        if let recorder = bench.recorder {
            publish(.timeline(recorder.page(offset: offset, count: count)))
        }
    }
}

/// How many events are not on disk, and why.
struct RecordingStanding: Hashable {
    var unrecorded = 0
    var reason: DisplayText?
}

extension EngineRoom.Bench {
    /// Whether events reach the disk.
    var recordingStanding: RecordingStanding {
        RecordingStanding(
            unrecorded: recorder?.continuity.unrecorded ?? 0, reason: recorder?.continuity.reason)
    }
}
