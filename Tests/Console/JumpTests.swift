import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// From an entry of the timeline to what stands behind it.
struct JumpTests {
    /// The outage with one more entry, its details open.
    static func details(of body: EventBody) -> ConsoleState {
        var state = Fixture.recorded()
        state.tell(.recorded(Fixture.numbered([body], from: 100)), .ticked(Fixture.now))
        state.type("5")
        state.press(keys: .enter)
        return state
    }

    static func change(_ name: DisplayText) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID(name), from: .up, to: .down, cause: .own, since: Fixture.down,
                reason: "no"))
    }

    @Test func enterOpensDetailsAndEnterAgainTheReading() {
        var state = Self.details(of: Self.change("auth"))
        guard case .details(.event, _)? = state.overlays.last else {
            Issue.record("no details")
            return
        }
        state.press(keys: .enter)
        #expect(state.focus == .services)
        #expect(state.overlays == [.details(.service(Fixture.id("auth")), top: 0)])
        state.press(keys: .escape)
        #expect(ServiceList.selected(of: state)?.id == Fixture.id("auth"))
    }

    @Test func clusterIsSelectedEvenWhenAFilterHidIt() {
        var state = Self.details(
            of: .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(5), moment: .spiked, template: "t", severity: .warning)))
        state.clusterView.query = ListQuery(typed: "nothing", hasFields: true)
        state.type("'")
        #expect(state.focus == .clusters && state.overlays.isEmpty)
        #expect(ClusterList.selected(of: state)?.id == ClusterID(5))
    }

    @Test func stepIsSelected() {
        let step = Fixture.stepID(2, 1)
        var state = Self.details(of: .stepTicked(step: step, ticked: true))
        state.press(keys: .enter)
        #expect(state.focus == .runbook && state.selectedStep?.id == step)
    }

    @Test func budgetLeadsToItsPhase() {
        let clock = IncidentClock.budget(Fixture.runbookID, phase: 2)
        var state = Self.details(
            of: .noticed(.clock(ClockWarning(clock: clock, dueAt: Fixture.now, isDue: true))))
        state.press(keys: .enter)
        #expect(state.selectedStep?.id == Fixture.stepID(2, 1))
    }

    @Test func noteLeadsToWhatItIsAbout() {
        var state = Self.details(
            of: .noteAdded(
                "look",
                about: .cluster(
                    ClusterReference(id: ClusterID(2), template: "t"), text: "1 record")))
        state.press(keys: .enter)
        #expect(ClusterList.selected(of: state)?.id == ClusterID(2))
    }

    @Test func noteAboutAnOlderEntryLoadsIt() {
        var state = TimelineTests.console()
        state.tell(
            .recorded([
                JournalEvent(
                    sequence: 1_000_001, at: Fixture.now, monotonic: 0, actor: "nora",
                    body: .noteAdded("see", about: .event(5_000, text: "backend DOWN")))
            ]))
        state.press(keys: .enter)
        #expect(state.press(keys: .enter) == [.loadTimeline(offset: 994_901, count: 200)])
        state.tell(.timelineLoaded(Fixture.notes(newest: 5_100, count: 200, total: 1_000_001)))
        #expect(TimelineList.selected(of: state)?.sequence == 5_000)
        #expect(state.focus == .timeline && state.overlays.isEmpty)
    }

    @Test func likenessLeadsToTheReport() {
        var state = Self.details(of: .noticed(.similar(Fixture.past)))
        #expect(state.press(keys: .enter) == [.readPast("INC-1278")])
    }

    @Test func entryWithoutAnythingBehindItSaysSo() {
        var state = Self.details(of: .noteAdded("hello"))
        #expect(state.press(keys: .enter).isEmpty)
        #expect(state.flash?.text == "Nothing else on the screen stands behind this entry.")
        #expect(state.overlays.count == 1)
    }

    @Test func whatIsGoneIsSaid() {
        var state = Self.details(of: Self.change("gone"))
        state.press(keys: .enter)
        #expect(state.flash?.text == "gone is no longer configured.")
    }

    @Test func jumpIsForTheTimeline() {
        var state = Fixture.outage()
        state.type("1'")
        #expect(state.flash?.kind == .refusal)
        #expect(state.focus == .services)
    }
}
