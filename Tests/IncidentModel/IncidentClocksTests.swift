import IncidentModel
import SafeText
import Testing

/// The clocks of an incident follow from its events alone; seconds are counted from the epoch.
@Suite struct IncidentClocksTests {
    private static let engineering: DisplayText = "engineering"
    private static let business: DisplayText = "business"

    /// Folds events that happened at some seconds; the incident is opened at 1,000.
    private func state(
        detected: Int64? = nil, cadences: [UpdateCadence] = [], escalateAfter: Duration? = nil,
        _ events: [(Int64, EventBody)] = []
    ) -> IncidentState {
        let facts = IncidentFacts(
            id: "INC-1", title: "t", severity: .p0, openedAt: Timestamp(seconds: 1_000),
            detectedAt: detected.map { Timestamp(seconds: $0) }, cadences: cadences,
            escalateAfter: escalateAfter, escalateTo: "the lead")
        var state = IncidentState()
        for (number, (second, body)) in ([(1_000, .incidentOpened(facts))] + events).enumerated() {
            state.apply(
                JournalEvent(
                    sequence: number + 1, at: Timestamp(seconds: second), monotonic: 0,
                    actor: "ada@web-1", body: body))
        }
        return state
    }

    private func mark(_ moment: IncidentMoment, at second: Int64) -> (Int64, EventBody) {
        (second, .edited(.moment(moment, at: Timestamp(seconds: second), reason: "seen")))
    }

    private func every(_ audience: DisplayText, _ seconds: Int64) -> UpdateCadence {
        UpdateCadence(audience: audience, every: .seconds(seconds))
    }

    private func sent(_ audience: DisplayText, at second: Int64) -> (Int64, EventBody) {
        (second, .updateSent(audience: audience, text: "x"))
    }

    private func left(_ countdown: Countdown?, at second: Int64) -> Duration? {
        countdown?.left(at: Timestamp(seconds: second))
    }

    @Test func nothingRunsBeforeTheIncidentIsOpened() {
        let clocks = IncidentClocks(IncidentState())
        #expect(clocks.elapsed(at: Timestamp(seconds: 1_000)) == nil)
        #expect(clocks.countdowns.isEmpty)
    }

    @Test func elapsedAndEscalationCountFromTheDetection() {
        let clocks = IncidentClocks(state(detected: 400, escalateAfter: .seconds(7200)))
        #expect(clocks.elapsed(at: Timestamp(seconds: 1_600)) == .seconds(1_200))
        #expect(left(clocks.escalation, at: 1_600) == .seconds(6_000))
        #expect(clocks.escalation?.clock == .escalation(to: "the lead"))
    }

    @Test func correctedDetectionMovesTheClocks() {
        let corrected = state(
            escalateAfter: .seconds(7200),
            [(1_100, .edited(.detection(at: Timestamp(seconds: 100), reason: "the first alarm")))])
        let clocks = IncidentClocks(corrected)
        #expect(clocks.elapsed(at: Timestamp(seconds: 1_100)) == .seconds(1_000))
        #expect(left(clocks.escalation, at: 1_100) == .seconds(6_200))
    }

    @Test func everyAudienceHasItsOwnClock() {
        let clocks = IncidentClocks(
            state(
                cadences: [every(Self.engineering, 1800), every(Self.business, 3600)],
                [sent(Self.engineering, at: 2_000)]))
        #expect(
            clocks.updates.map(\.clock) == [
                .update(audience: Self.engineering), .update(audience: Self.business),
            ])
        #expect(clocks.updates.map { left($0, at: 2_600) } == [.seconds(1200), .seconds(2000)])
        #expect(clocks.nextUpdate?.clock == .update(audience: Self.engineering))
    }

    @Test func updateBeforeTheOpeningDoesNotCount() {
        var early = IncidentState()
        let facts = IncidentFacts(
            id: "INC-1", title: "t", severity: .p0, openedAt: Timestamp(seconds: 1_000),
            cadences: [every(Self.business, 600)])
        let bodies: [(Int64, EventBody)] = [
            sent(Self.business, at: 500), (1_000, .incidentOpened(facts)),
        ]
        for (number, (second, body)) in bodies.enumerated() {
            early.apply(
                JournalEvent(
                    sequence: number + 1, at: Timestamp(seconds: second), monotonic: 0, actor: "a",
                    body: body))
        }
        #expect(left(IncidentClocks(early).nextUpdate, at: 1_000) == .seconds(600))
    }

    @Test func audienceThatIsPromisedUpdatesLaterWaitsFromThen() {
        let clocks = IncidentClocks(
            state([(9_000, .edited(.cadence(audience: Self.business, every: .seconds(600))))]))
        #expect(left(clocks.nextUpdate, at: 9_000) == .seconds(600))
    }

    @Test func shorterCadenceOfAKnownAudienceCountsFromItsLastUpdate() {
        let clocks = IncidentClocks(
            state(
                cadences: [every(Self.business, 3600)],
                [
                    sent(Self.business, at: 2_000),
                    (4_000, .edited(.cadence(audience: Self.business, every: .seconds(1800)))),
                ]))
        #expect(left(clocks.nextUpdate, at: 4_000) == .seconds(-200))
    }

    @Test func resolutionFreezesElapsedAndEndsTheOthers() {
        let clocks = IncidentClocks(
            state(
                cadences: [every(Self.business, 600)], escalateAfter: .seconds(7200),
                [mark(.acknowledged, at: 1_100), mark(.resolved, at: 1_500)]))
        #expect(clocks.elapsed(at: Timestamp(seconds: 90_000)) == .seconds(500))
        #expect(clocks.countdowns.isEmpty)
    }

    @Test func reopeningLetsThemGoOn() {
        let clocks = IncidentClocks(
            state(
                cadences: [every(Self.business, 600)], escalateAfter: .seconds(7200),
                [mark(.resolved, at: 2_000), mark(.reopened, at: 12_000)]))
        #expect(clocks.elapsed(at: Timestamp(seconds: 12_100)) == .seconds(11_100))
        #expect(left(clocks.nextUpdate, at: 12_100) == .seconds(500))
        #expect(
            left(clocks.escalation, at: 12_100) == .seconds(6_100),
            "the time during which it was resolved does not count")
    }

    @Test func elapsedIsNeverNegative() {
        #expect(IncidentClocks(state()).elapsed(at: Timestamp(seconds: 500)) == .zero)
    }

    @Test func budgetRunsFromTheFirstStartToTheLastEnd() {
        let plan = RunbookPlan(
            id: RunbookID("r"), title: "r", path: "r.md", contentHash: "",
            phases: [
                PhasePlan(
                    number: 1, title: "Act", line: 1, budget: .seconds(300),
                    steps: [step(1), step(2)]),
                PhasePlan(number: 2, title: "Rest", line: 9, budget: .seconds(60), steps: []),
            ])
        let begun = state([start(step(1).id, at: 2_000)])
        let running = IncidentClocks(begun, runbooks: [plan])
        #expect(
            running.countdowns == [
                Countdown(
                    clock: .budget(RunbookID("r"), phase: 1), length: .seconds(300),
                    dueAt: Timestamp(seconds: 2_300))
            ])
        let done = state([
            start(step(1).id, at: 2_000),
            (
                2_001,
                .stepEnded(step: step(1).id, run: RunID("1"), end: .exited(0), took: .seconds(1))
            ),
            (2_050, .stepTicked(step: step(2).id, ticked: true)),
        ])
        #expect(IncidentClocks(done, runbooks: [plan]).countdowns.isEmpty)
        #expect(done.span(of: plan.phases[0])?.ended == Timestamp(seconds: 2_050))
    }

    private func step(_ number: Int) -> StepPlan {
        StepPlan(
            id: StepID(runbook: RunbookID("r"), phase: 1, step: number), title: "s", line: number)
    }

    private func start(_ step: StepID, at second: Int64) -> (Int64, EventBody) {
        (second, .stepStarted(step: step, title: "s", run: RunID("1"), command: "true"))
    }
}
