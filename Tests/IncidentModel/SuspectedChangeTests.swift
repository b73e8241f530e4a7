import SafeText
import Testing

@testable import IncidentModel

/// Which changes are suspected of what broke, and in which order.
struct SuspectedChangeTests {
    private static let onset = Timestamp(seconds: 100_000)

    private static func state(
        _ changes: [(id: DisplayText, before: Int, services: [ServiceID])], offset: Duration = .zero
    ) -> IncidentState {
        var state = IncidentState()
        var bodies: [EventBody] = offset == .zero ? [] : [.noticed(.wallClockStepped(by: offset))]
        bodies += changes.map { change in
            .noticed(
                .change(
                    ObservedChange(
                        source: "app", id: change.id, at: onset + .seconds(-change.before),
                        title: "t", services: change.services)))
        }
        for (index, body) in bodies.enumerated() {
            state.apply(
                JournalEvent(
                    sequence: index + 1, at: onset, monotonic: 0, actor: "quell", body: body))
        }
        return state
    }

    private static func ids(
        _ state: IncidentState, needs: [ServiceID] = [], reach: Duration = .seconds(86_400)
    ) -> [DisplayText] {
        state.changes(before: onset, of: ServiceID("api"), needs: needs, reach: reach)
            .map(\.change.id)
    }

    @Test func nearestComesFirst() {
        let state = Self.state([("far", 7200, []), ("near", 300, []), ("nearer", 100, [])])
        #expect(Self.ids(state) == ["nearer", "near", "far"])
        #expect(
            state.changes(before: Self.onset, of: ServiceID("api")).map(\.before)
                == [.seconds(100), .seconds(300), .seconds(7200)])
    }

    @Test func changeOfTheServiceComesBeforeANearerOneOfNothing() {
        let api = ServiceID("api")
        let state = Self.state([("any", 200, []), ("own", 600, [api]), ("old", 20_000, [api])])
        #expect(Self.ids(state) == ["own", "any", "old"])
    }

    @Test func ofTheSameMomentTheLaterOneComesFirst() {
        #expect(
            Self.ids(Self.state([("b", 60, []), ("a", 60, []), ("c", 60, [])])) == ["c", "a", "b"])
    }

    @Test func secondsDecideNothing() {
        let state = Self.state([("any", 1, []), ("own", 50, [ServiceID("api")])])
        #expect(Self.ids(state) == ["own", "any"])
    }

    @Test func changeOfWhatIsNeededIsSuspectedToo() {
        let db = ServiceID("db")
        let state = Self.state([("any", 300, []), ("needed", 300, [db])])
        #expect(Self.ids(state) == ["any"])
        #expect(Self.ids(state, needs: [db]) == ["needed", "any"])
        let found = state.changes(before: Self.onset, of: ServiceID("api"), needs: [db])
        #expect(found.map(\.concern) == [.need, .anything])
    }

    @Test func changesOfOthersLaterOnesAndOldOnesAreLeftOut() {
        let state = Self.state([
            ("other", 10, [ServiceID("web")]), ("later", -1, []), ("old", 90_000, []),
            ("now", 0, []),
        ])
        #expect(Self.ids(state) == ["now"])
        #expect(Self.ids(state, reach: .seconds(100_000)) == ["now", "old"])
    }

    @Test func timesOfTheWallAndOfTheJournalAreMadeComparable() {
        // The wall clock was set forward by an hour: a change 10 min after the onset by the journal's old
        // count was before it.
        let state = Self.state([("c", -3000, [])], offset: .seconds(3600))
        let found = state.changes(before: Self.onset, of: ServiceID("api"))
        #expect(found.map(\.before) == [.seconds(600)])
        #expect(Self.ids(Self.state([("c", 10, [])], offset: .seconds(-3600))) == [])
    }
}
