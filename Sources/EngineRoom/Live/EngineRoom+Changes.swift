import IncidentModel
import Processes
import Runbooks
import SafeText
import Settings

extension EngineRoom {
    /// How long after the start the first look is due: the first picture comes before.
    private static let firstLook = Duration.milliseconds(700)

    /// Begins to look for changes from outside.
    func startChanges(_ bench: Bench) {
        let sources = plan.settings.changes
        // A console that only watches another one sees what that one finds.
        guard !sources.isEmpty, bench.recorder?.isWatching != true else { return }
        let begun = wallTime(bench.state.startedAt ?? plan.now(), bench)
        bench.changes = ChangeWatch(
            sources, told: bench.state.record.changes,
            since: begun + (.zero - ChangeWatch.lookback),
            start: plan.monotonic() + Self.firstLook.wholeNanoseconds)
        bench.changeLookout = ChangeLookout(
            sources, folder: plan.settings.folder, environment: .inherited)
        planAlarm(bench)
    }

    /// Looks for no more.
    func stopChanges(_ bench: Bench) {
        bench.changeLookout?.stop()
        bench.changeLookout = nil
        bench.changes = ChangeWatch()
        bench.pastReading?.stop()
    }

    /// How long until a source has to be looked at; nil when none has.
    func changeWait(_ bench: Bench) -> Duration? {
        bench.changes.nextLook.map { max(.zero, .nanoseconds($0 - plan.monotonic())) }
    }

    /// Looks at the sources that are due; what they say comes later.
    func lookForChanges(_ bench: Bench) {
        guard let lookout = bench.changeLookout else { return }
        let now = wallTime(plan.now(), bench)
        for source in bench.changes.begin(at: plan.monotonic()) {
            lookout.look(at: source, now: now) { [self] look in
                run { bench in self.take(look, of: source, bench) }
            }
        }
    }

    /// What was run from here is a change like any other; what breaks makes the others matter at once.
    func noticeForChanges(_ events: [JournalEvent], _ bench: Bench) {
        var own: [EventBody] = []
        var isHurried = false
        for event in events {
            switch event.body {
            case .stepEnded(let step, let run, let end, _):
                if let change = ownChange(step, run, end, event, bench) {
                    own.append(.noticed(.change(change)))
                }
            case .serviceChanged(let change) where change.to == .down || change.to == .degraded:
                isHurried = true
            case .incidentOpened: isHurried = true
            case .consoleStarted, .consoleStopped, .serviceChanged, .flappingChanged,
                .serviceHeld, .serviceReleased, .localTroubleChanged, .clusterChanged,
                .clusterMarked, .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten,
                .rollbackProposed, .stepStarted, .stepTicked, .stepSkipped, .checkTicked,
                .gateChanged, .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
                break
            }
        }
        record(own, by: "quell", bench)
        guard isHurried, bench.changeLookout != nil else { return }
        bench.changes.hurry(at: plan.monotonic())
        planAlarm(bench)
    }

    private func take(_ look: ChangeLook, of source: Int, _ bench: Bench) {
        guard bench.changeLookout != nil else { return }
        let (news, sentence) = bench.changes.take(
            look, of: source, at: plan.monotonic(), isCalm: bench.isCalm)
        record(news.map { .noticed(.change($0)) }, by: "quell", bench)
        if let sentence { publish(.noticed(redactor.redact(sentence))) }
        planAlarm(bench)
    }

    /// A step that may have changed something, however it ended; nil when it never ran or only reads.
    private func ownChange(
        _ step: StepID, _ run: RunID, _ end: IncidentModel.StepEnd, _ event: JournalEvent,
        _ bench: Bench
    ) -> ObservedChange? {
        guard let runbook = bench.runbooks[step.runbook], let plan = runbook.step(step),
            plan.danger == .changes || plan.danger == .destroys
        else { return nil }
        if case .couldNotStart = end { return nil }
        let ending: DisplayText = end.isSuccess ? .empty : " (did not end well)"
        return ObservedChange(
            source: ObservedChange.ownSource, id: DisplayText(run.name),
            at: wallTime(event.at, bench),
            title: "\(step.runbook.name) \(DisplayText(step.label)) \(plan.title)" + ending,
            author: self.plan.actor)
    }

    /// What a clock on the wall said at a time of the journal.
    private func wallTime(_ moment: Timestamp, _ bench: Bench) -> Timestamp {
        moment + bench.state.record.wallClockOffset
    }
}

extension EngineRoom.Bench {
    /// True while nothing is wrong: no incident is open, and no service is known to fail.
    var isCalm: Bool {
        let isOpen = state.facts != nil && state.record.status != .resolved
        return !isOpen
            && !services.values.contains { $0.verdict == .down || $0.verdict == .degraded }
    }
}
