public import IncidentModel
import Journal
import Processes
import Runbooks
import SafeText
import Settings

extension EngineRoom {
    /// How long until a clock has to be warned of; nil when none runs.
    func clockWait(_ bench: Bench) -> Duration? {
        guard bench.isWatchful(plan) else { return nil }
        return bench.clocks.nextMoment(bench.countdowns, told: bench.state.record.warnings)
            .map { max(.zero, $0 - plan.now()) }
    }

    /// Warns of the clocks that are about to run out, or have.
    func warnOfClocks(_ bench: Bench) {
        guard bench.isWatchful(plan) else { return }
        let due = bench.clocks.due(
            bench.countdowns, told: bench.state.record.warnings, at: plan.now())
        record(due.map { .noticed(.clock($0)) }, by: "quell", bench)
    }

    /// Some events start, move or stop clocks, and of some the hook is told.
    func noticeForClocks(_ events: [JournalEvent], _ bench: Bench) {
        guard !plan.isReadOnly else { return }
        for event in events { HookCall(event).map { callHook($0, bench) } }
        if events.contains(where: { $0.body.movesClocks }) { planAlarm(bench) }
    }

    /// Opens an incident because somebody said so on the command line.
    ///
    /// - Parameters:
    ///   - facts: What was said, but when it was detected.
    ///   - ago: How long ago it was detected; nil for now.
    public func open(_ facts: OpeningFacts, detected ago: Duration?) {
        run { [self] bench in
            var facts = facts
            facts.detectedAt = ago.map { plan.now() - $0 }
            carryOut(.openIncident(facts), bench)
        }
    }

    /// Says so when the wall clock was set; costs two looks at clocks and wakes nobody without a reason.
    public func lookAtWallClock() {
        // Every job begins with that.
        if plan.clock.hasUntoldStep { run { _ in } }
    }

    /// Records that the wall clock was set; times of the journal do not move because of it.
    func noticeWallClock(_ bench: Bench) {
        guard bench.recorder != nil, let step = plan.clock.takeStep() else { return }
        record([.noticed(.wallClockStepped(by: step))], by: "quell", bench)
    }

    /// Goes on with the time of the journal that was opened.
    func resumeClock(_ state: IncidentState) {
        guard let newest = state.newest else { return }
        plan.clock.resume(after: newest, wallOffset: state.record.wallClockOffset)
    }

    private func callHook(_ call: HookCall, _ bench: Bench) {
        guard let hook = plan.settings.incident.hook else { return }
        let variables = plan.stepEnvironment.merging(
            call.environment(
                facts: bench.state.facts, id: plan.folder.id, wallOffset: plan.clock.wallOffset())
        ) { $1 }
        let command = ProcessCommand.bash(
            hook, environment: .adding(variables), workingDirectory: plan.settings.folder)
        bench.hooks.run(command) { [self] end in
            guard !end.isSuccess else { return }
            run { bench in self.hookFailed(call, end, bench) }
        }
    }

    private func hookFailed(_ call: HookCall, _ end: IncidentModel.StepEnd, _ bench: Bench) {
        let name: DisplayText = "hook \(call.event)"
        record([.noticed(.commandEnded(name, end))], by: "quell", bench)
        publish(.noticed("the \(name) failed: \(end.phrase)"))
    }
}

extension EngineRoom.Bench {
    /// True when this room warns: one that only watches leaves it to the one that records.
    fileprivate func isWatchful(_ plan: EngineRoomPlan) -> Bool {
        !plan.isReadOnly && recorder?.isWatching == false
    }

    /// What counts down now.
    fileprivate var countdowns: [Countdown] {
        IncidentClocks(state, runbooks: runbookOrder.compactMap { runbooks[$0]?.plan }).countdowns
    }
}

extension EventBody {
    /// True for events that may start, move or stop a clock, or take a warning off the list.
    fileprivate var movesClocks: Bool {
        switch self {
        case .consoleStarted, .incidentOpened, .runbookLoaded, .stepStarted, .stepEnded,
            .stepTicked, .stepSkipped, .updateSent, .edited, .noticed(.clock):
            true
        case .consoleStopped, .serviceChanged, .flappingChanged, .serviceHeld, .serviceReleased,
            .localTroubleChanged, .clusterChanged, .clusterMarked, .runbookTrusted, .valueGiven,
            .fileWritten, .rollbackProposed, .checkTicked, .gateChanged, .noteAdded, .noticed,
            .recordingGap:
            false
        }
    }
}
