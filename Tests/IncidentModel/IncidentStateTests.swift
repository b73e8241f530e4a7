import IncidentModel
import SafeText
import Testing

@Suite struct IncidentStateTests {
    private let step = StepID(runbook: RunbookID("r"), phase: 1, step: 1)
    private let check = CheckID(
        step: StepID(runbook: RunbookID("r"), phase: 1, step: 1), index: 0)
    private let run = RunID("1.1-1")
    private let service = ServiceID("backend")

    /// Folds bodies that happened one second after the other, from second 1 on.
    private func folded(_ bodies: [EventBody]) -> IncidentState {
        var state = IncidentState()
        for (index, body) in bodies.enumerated() { state.apply(event(index + 1, body)) }
        return state
    }

    private func event(_ sequence: Int, _ body: EventBody) -> JournalEvent {
        JournalEvent(
            sequence: sequence, at: Timestamp(seconds: Int64(sequence)), monotonic: 0,
            actor: "ada@web-1", body: body)
    }

    private func change(to verdict: Verdict) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: service, from: .unknown, to: verdict, cause: .own,
                since: Timestamp(seconds: 0), reason: ""))
    }

    @Test func beforeTheFirstEventNothingIsKnown() {
        let state = IncidentState()
        #expect(state.lastSequence == 0)
        #expect(state.facts == nil)
        #expect(state.startedAt == nil)
        #expect(state.step(step) == .pending)
    }

    @Test func startIsTheFirstEventAndStays() {
        let state = folded([.consoleStarted(version: "1"), .consoleStopped])
        #expect(state.startedAt == Timestamp(seconds: 1))
        #expect(state.lastSequence == 2)
    }

    @Test func newestFactsWin() {
        func facts(_ title: DisplayText) -> EventBody {
            .incidentOpened(
                IncidentFacts(
                    id: "INC-1", title: title, severity: .p1, openedAt: Timestamp(seconds: 1)))
        }
        #expect(folded([facts("wrong"), facts("right")]).facts?.title == "right")
    }

    @Test func pageReadTwiceChangesNothing() {
        let bodies: [EventBody] = [
            .noteAdded("a"), .recordingGap(events: 3, reason: "full"), change(to: .down),
        ]
        var state = folded(bodies)
        let once = state
        for (index, body) in bodies.enumerated() { state.apply(event(index + 1, body)) }
        #expect(state == once)
    }

    @Test func eventsAreCountedAsNotesAndGaps() {
        let state = folded([
            .noteAdded("a"), .recordingGap(events: 3, reason: "x"), .noteAdded("b"),
            .recordingGap(events: 4, reason: "y"),
        ])
        #expect(state.noteCount == 2)
        #expect(state.unrecorded == 7)
    }

    @Test func newestChangeOfAServiceWins() {
        let state = folded([change(to: .down), change(to: .up)])
        #expect(state.services[service]?.to == .up)
    }

    @Test func newestMomentOfAClusterWins() {
        func moment(_ moment: ClusterMoment) -> EventBody {
            .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(3), moment: moment, template: "x", severity: .error))
        }
        let state = folded([moment(.appeared), moment(.fellSilent)])
        #expect(state.clusters[ClusterID(3)]?.moment == .fellSilent)
    }

    @Test func startedStepRunsUntilItsEnd() {
        let started = EventBody.stepStarted(step: step, title: "t", run: run, command: "c")
        #expect(folded([started]).step(step) == .running(run: run, since: Timestamp(seconds: 1)))
        let ended = folded([
            started, .stepEnded(step: step, run: run, end: .exited(3), took: .seconds(9)),
        ])
        #expect(
            ended.step(step)
                == .ended(.exited(3), run: run, at: Timestamp(seconds: 2), took: .seconds(9)))
    }

    @Test func stepWhoseEndNobodySawIsNotDone() {
        let state = folded([
            .stepStarted(step: step, title: "t", run: run, command: "c"),
            .stepEnded(step: step, run: run, end: .unknown("gone"), took: .zero),
        ])
        guard case .ended(let end, _, _, _) = state.step(step) else {
            Issue.record("unexpected \(state.step(step))")
            return
        }
        #expect(!end.isSuccess)
    }

    @Test func tickedAndSkippedStepsTellByWhom() {
        #expect(
            folded([.stepTicked(step: step, ticked: true)]).step(step)
                == .ticked(by: "ada@web-1", at: Timestamp(seconds: 1)))
        #expect(
            folded([.stepSkipped(step: step, reason: "not here")]).step(step)
                == .skipped(reason: "not here", by: "ada@web-1", at: Timestamp(seconds: 1)))
    }

    @Test func tickTakenBackIsGone() {
        let state = folded([
            .stepTicked(step: step, ticked: true), .stepTicked(step: step, ticked: false),
            .checkTicked(check: check, ticked: true), .checkTicked(check: check, ticked: false),
        ])
        #expect(state.step(step) == .pending)
        #expect(state.ticks.isEmpty)
    }

    @Test func tickedCheckTellsByWhomAndWhen() {
        let tick = folded([.checkTicked(check: check, ticked: true)]).ticks[check]
        #expect(tick?.by == "ada@web-1")
        #expect(tick?.at == Timestamp(seconds: 1))
    }

    @Test func newestJudgementOfAGateWins() {
        let state = folded([
            .gateChanged(check: check, state: .met(at: Timestamp(seconds: 0))),
            .gateChanged(check: check, state: .noData("no reading")),
        ])
        #expect(state.gates[check] == .noData("no reading"))
    }

    @Test func eachAudienceHasItsNewestUpdate() {
        let state = folded([
            .updateSent(audience: "engineering", text: "a"),
            .updateSent(audience: "business", text: "b"),
            .updateSent(audience: "engineering", text: "c"),
        ])
        #expect(
            state.updates == [
                "engineering": Timestamp(seconds: 3), "business": Timestamp(seconds: 2),
            ])
    }

    @Test func loadedRunbookIsKnownByItsHash() {
        let runbook = RunbookID("r")
        let state = folded([
            .runbookLoaded(runbook: runbook, title: "t", path: "p", hash: "00", steps: nil),
            .runbookLoaded(runbook: runbook, title: "t", path: "p", hash: "11", steps: nil),
        ])
        #expect(state.runbooks == [runbook: "11"])
    }
}
