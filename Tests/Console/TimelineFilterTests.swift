import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// Filters of the timeline: words are the store's, expressions look through what is loaded.
struct TimelineFilterTests {
    static let wanted = TimelineFilter(including: ["note 4"])

    /// The filter `note 4`, complete, with its first page.
    static func filtered() -> ConsoleState {
        var state = TimelineTests.console(of: 1_000)
        state.type("/Note 4")
        state.press(keys: .enter)
        var page = Fixture.notes(newest: 499, count: 100, total: 111, filter: wanted)
        page.offset = 0
        state.tell(.timelineLoaded(page))
        return state
    }

    @Test func wordsAreCarriedToTheStoreWhenTheLineIsComplete() {
        var state = TimelineTests.console(of: 1_000)
        #expect(state.type("/Note 4").isEmpty)
        #expect(
            state.press(keys: .enter) == [.loadTimeline(offset: 0, count: 200, filter: Self.wanted)]
        )
    }

    @Test func turnedAroundWordsAreExcluded() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/!quell")
        #expect(
            state.press(keys: .enter) == [
                .loadTimeline(offset: 0, count: 200, filter: TimelineFilter(excluding: ["quell"]))
            ])
    }

    @Test func whileTypingTheLoadedEntriesAreFilteredAtOnce() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/note 99")
        #expect(TimelineTests.shown(state).first == 999)
        #expect(TimelineList.rows(of: state).count == 10)
    }

    @Test func aPauseWhileTypingAsksTheStoreOnce() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/note 4")
        #expect(state.tell(.ticked(Fixture.now + .milliseconds(100))).isEmpty)
        #expect(
            state.tell(.ticked(Fixture.now + .seconds(1))) == [
                .loadTimeline(offset: 0, count: 200, filter: Self.wanted)
            ])
        #expect(state.tell(.ticked(Fixture.now + .seconds(2))).isEmpty)
    }

    @Test func theTotalOfMatchesStandsInTheHeading() {
        var grid = CellGrid(size: Size(columns: 140, rows: 42))
        _ = render(Self.filtered(), theme: .mono, into: &grid)
        #expect(grid.textRows.contains { $0.contains("/Note 4 111 of 1,000") })
    }

    @Test func anAnswerToAnOlderFilterIsOfNoUse() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/note 4")
        state.press(keys: .enter)
        let before = state.timeline
        state.tell(
            .timelineLoaded(
                Fixture.notes(newest: 9, count: 9, filter: TimelineFilter(including: ["note"]))))
        #expect(state.timeline == before)
    }

    @Test func onlyNewEntriesThatMatchArrive() {
        var state = Self.filtered()
        state.tell(TimelineTests.note(1_001, "nothing"), TimelineTests.note(1_002, "note 4 again"))
        #expect(TimelineTests.shown(state).prefix(2) == [1_002, 499])
        #expect(state.timeline.total == 112)
    }

    @Test func escapeShowsEverythingAgain() {
        var state = Self.filtered()
        #expect(state.press(keys: .escape) == [.loadTimeline(offset: 0, count: 200)])
        #expect(state.timelineView.query.isEmpty)
    }

    @Test func pagesOfMatchesKeepTheFilter() {
        var state = Self.filtered()
        state.press(keys: .end)
        #expect(state.timelineGoal == .oldest)
        #expect(state.wantedFilter == Self.wanted)
    }

    @Test func expressionsLookThroughWhatIsLoadedAndSaySo() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/~note 9[0-4]\\d$")
        #expect(
            state.press(keys: .enter) == [.loadTimeline(offset: 0, count: 1_000)],
            "the store is asked for no expression")
        #expect(TimelineList.rows(of: state).count == 50)
        var grid = CellGrid(size: state.size)
        _ = render(state, theme: .mono, into: &grid)
        #expect(grid.textRows.contains { $0.contains("50 of 200 loaded") })
    }

    @Test func movingOnLoadsMoreForAnExpression() {
        var state = TimelineTests.console(of: 5_000)
        state.type("/~nothing like it")
        state.press(keys: .enter)
        state.tell(.timelineLoaded(Fixture.notes(newest: 5_000, count: 1_000)))
        #expect(state.press(keys: .down) == [.loadTimeline(offset: 500, count: 1_000)])
    }

    @Test func aFilterThatIsLeftBeforeItsAnswerHoldsNothingUp() {
        var state = TimelineTests.console()
        state.type("/note 95")
        state.press(keys: .enter, .escape)
        for _ in 0..<109 { state.press(keys: .down) }
        #expect(state.press(keys: .down) == [.loadTimeline(offset: 10, count: 200)])
    }

    @Test func nextMatchMovesWithoutGoingAround() {
        var state = TimelineTests.console(of: 1_000)
        state.type("/note 95")
        state.press(keys: .enter, .escape)
        state.type("n")
        #expect(TimelineList.selected(of: state)?.sequence == 959)
        state.type("nN")
        #expect(TimelineList.selected(of: state)?.sequence == 959)
        state.type("N")
        #expect(TimelineList.selected(of: state)?.sequence == 959)
        #expect(state.flash?.kind == .refusal)
    }
}
