import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentClocksTests {
    private func state(
        every: Duration? = nil, limit: Duration? = nil, updates: [(Int64, DisplayText)] = []
    ) -> IncidentState {
        let opened = Timestamp(seconds: 1_000)
        let facts = IncidentFacts(
            id: "INC-1", title: "t", severity: .p0, openedAt: opened, cadences: every.map { [UpdateCadence(audience: "engineering", every: $0)] } ?? [],
            escalateAfter: limit)
        var state = IncidentState()
        let bodies: [(Int64, EventBody)] =
            [(1_000, .incidentOpened(facts))]
            + updates.map { ($0.0, .updateSent(audience: $0.1, text: "x")) }
        for (number, (second, body)) in bodies.enumerated() {
            state.apply(
                JournalEvent(
                    sequence: number + 1, at: Timestamp(seconds: second), monotonic: 0,
                    actor: "quell", body: body))
        }
        return state
    }

    private func clocks(_ state: IncidentState, at second: Int64) -> IncidentClocks {
        IncidentClocks(state: state, now: Timestamp(seconds: second))
    }

    @Test func nothingRunsBeforeTheIncidentIsOpened() {
        let clocks = IncidentClocks(state: IncidentState(), now: Timestamp(seconds: 1_000))
        #expect(clocks.elapsed == nil)
        #expect(clocks.updateDueIn == nil)
        #expect(clocks.escalateIn == nil)
    }

    @Test func clocksCountFromTheOpening() {
        let clocks = clocks(state(every: .seconds(1800), limit: .seconds(7200)), at: 1_600)
        #expect(clocks.elapsed == .seconds(600))
        #expect(clocks.updateDueIn == .seconds(1200))
        #expect(clocks.escalateIn == .seconds(6600))
    }

    @Test func overdueIsNegative() {
        let clocks = clocks(state(every: .seconds(1800), limit: .seconds(7200)), at: 9_000)
        #expect(clocks.updateDueIn == .seconds(-6200))
        #expect(clocks.escalateIn == .seconds(-800))
    }

    @Test func unaskedClocksDoNotRun() {
        let clocks = clocks(state(), at: 2_000)
        #expect(clocks.elapsed == .seconds(1_000))
        #expect(clocks.updateDueIn == nil)
        #expect(clocks.escalateIn == nil)
    }

    @Test func updateToTheAudienceResetsItsClockAlone() {
        let state = state(
            every: .seconds(1800), limit: .seconds(7200), updates: [(2_000, "engineering")])
        #expect(clocks(state, at: 2_600).updateDueIn == .seconds(1200))
        #expect(clocks(state, at: 2_600).escalateIn == .seconds(5600))
    }

    @Test func updateToSomebodyElseDoesNot() {
        let state = state(every: .seconds(1800), updates: [(2_000, "business")])
        #expect(clocks(state, at: 2_600).updateDueIn == .seconds(200))
        let business = IncidentClocks(
            state: state, now: Timestamp(seconds: 2_600), audience: "business")
        #expect(business.updateDueIn == .seconds(1200))
    }

    @Test func clockSetBackNeverShowsNegativeElapsed() {
        #expect(clocks(state(), at: 500).elapsed == .zero)
    }
}
