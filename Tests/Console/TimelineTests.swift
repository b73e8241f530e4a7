import CellGrid
import IncidentModel
import SafeText
import Testing

@testable import Console

/// The timeline: newest first, one page held, the rest in the store.
struct TimelineTests {
    /// A console on a long journal, with its newest page loaded and the timeline focused.
    static func console(of count: Int = 1_000_000) -> ConsoleState {
        var state = Fixture.console()
        state.tell(.restored(Fixture.journal(of: count)))
        state.tell(.timelineLoaded(Fixture.notes(newest: count, count: 200)))
        state.type("5")
        return state
    }

    static func note(_ sequence: Int, _ text: DisplayText = "late") -> ConsoleMessage {
        .recorded([
            JournalEvent(
                sequence: sequence, at: Fixture.now, monotonic: 0, actor: "nora",
                body: .noteAdded(text))
        ])
    }

    static func shown(_ state: ConsoleState) -> [Int] {
        let rows = TimelineList.rows(of: state).map(\.sequence)
        let height = state.layout.inside(.timeline).rows
        return Array(rows.dropFirst(state.timelineView.top).prefix(height))
    }

    @Test func newestEntryIsTheFirstRow() {
        let state = Self.console(of: 300)
        #expect(Self.shown(state).first == 300)
        #expect(TimelineList.selected(of: state)?.sequence == 300)
    }

    @Test func newEntriesArriveAtTheTopAndAreFollowed() {
        var state = Self.console(of: 300)
        state.tell(Self.note(301))
        #expect(Self.shown(state).first == 301)
        #expect(TimelineList.selected(of: state)?.sequence == 301)
    }

    @Test func whatAReaderLooksAtStaysWhereItIs() {
        var state = Self.console(of: 300)
        for _ in 0..<12 { state.press(keys: .down) }
        let before = Self.shown(state)
        state.tell(Self.note(301), Self.note(302))
        #expect(Self.shown(state) == before)
        #expect(TimelineList.selected(of: state)?.sequence == 288)
    }

    @Test func homeFollowsTheNewestAgain() {
        var state = Self.console(of: 300)
        state.press(keys: .pageDown)
        #expect(!state.timelineFollows)
        state.press(keys: .home)
        #expect(state.timelineFollows)
        state.tell(Self.note(301))
        #expect(TimelineList.selected(of: state)?.sequence == 301)
    }

    @Test func theNextPageIsAskedForBeforeTheLoadedOneEnds() {
        var state = Self.console()
        var effects: [ConsoleEffect] = []
        var presses = 0
        while effects.isEmpty, presses < 200 {
            effects = state.press(keys: .down)
            presses += 1
        }
        #expect(presses == 110)
        #expect(effects == [.loadTimeline(offset: 10, count: 200)])
        #expect(state.press(keys: .down).isEmpty, "one page is asked for at a time")
    }

    @Test func aPageThatCannotBeReadIsSaidAndAskedForAgain() {
        var state = Self.console()
        for _ in 0..<110 { state.press(keys: .down) }
        let before = Self.shown(state)
        state.tell(.timelineLoaded(TimelinePage(unreadable: "the disk is gone")))
        #expect(state.flash?.text == "the timeline cannot be read: the disk is gone")
        #expect(Self.shown(state) == before)
        #expect(state.press(keys: .down) == [.loadTimeline(offset: 11, count: 200)])
    }

    @Test func aPageThatArrivesMovesNoRow() {
        var state = Self.console()
        for _ in 0..<150 { state.press(keys: .down) }
        let before = Self.shown(state)
        state.tell(.timelineLoaded(Fixture.notes(newest: 999_950, count: 200, total: 1_000_000)))
        #expect(Self.shown(state) == before)
        #expect(TimelineList.selected(of: state)?.sequence == 999_850)
    }

    @Test func scrollingUpLoadsNewerPagesToo() {
        var state = Self.console()
        state.press(keys: .end)
        state.tell(.timelineLoaded(Fixture.notes(newest: 200, count: 200, total: 1_000_000)))
        var effects: [ConsoleEffect] = []
        var presses = 0
        while effects.isEmpty, presses < 300 {
            effects = state.press(keys: .up)
            presses += 1
        }
        #expect(effects == [.loadTimeline(offset: 999_789, count: 200)])
    }

    @Test func endGoesToTheOldestEntry() {
        var state = Self.console()
        #expect(state.press(keys: .end) == [.loadTimeline(offset: 999_800, count: 400)])
        state.tell(.timelineLoaded(Fixture.notes(newest: 200, count: 200, total: 1_000_000)))
        #expect(TimelineList.selected(of: state)?.sequence == 1)
        #expect(Self.shown(state).last == 1)
        #expect(state.press(keys: .home) == [.loadTimeline(offset: 0, count: 200)])
        state.tell(.timelineLoaded(Fixture.notes(newest: 1_000_000, count: 200)))
        #expect(TimelineList.selected(of: state)?.sequence == 1_000_000)
    }

    @Test func entriesThatCameWhileAPageWasOnItsWayAreCounted() {
        var state = Self.console(of: 1_000)
        state.press(keys: .end)
        state.tell(Self.note(1_001))
        state.tell(.timelineLoaded(Fixture.notes(newest: 200, count: 200, total: 1_000)))
        #expect(state.timeline.total == 1_001)
        #expect(state.timeline.offset + state.timeline.events.count == state.timeline.total)
    }

    @Test func entriesThatCameBeforeTheNewestPageStayAtItsTop() {
        var state = Self.console(of: 1_000)
        state.press(keys: .end)
        state.tell(.timelineLoaded(Fixture.notes(newest: 200, count: 200, total: 1_000)))
        state.press(keys: .home)
        state.tell(Self.note(1_001))
        state.tell(.timelineLoaded(Fixture.notes(newest: 1_000, count: 200)))
        #expect(Self.shown(state).first == 1_001)
        #expect(state.timeline.total == 1_001)
    }

    @Test func theHeldEntriesAreBoundedWhileManyArrive() {
        var state = Self.console(of: 300)
        state.press(keys: .pageDown)
        let before = Self.shown(state)
        for number in 301...2_000 { state.tell(Self.note(number)) }
        #expect(state.timeline.events.count <= 1_400)
        #expect(Self.shown(state) == before)
        #expect(state.timeline.total == 2_000)
    }

    @Test func frozenEntriesHoldStillAndSayWhatTheyMissed() {
        var state = Self.console(of: 300)
        state.type(" ")
        state.tell(Self.note(301), Self.note(302))
        #expect(Self.shown(state).first == 300)
        #expect(state.missed(.timeline) == 2)
        state.press(keys: .home)
        #expect(Self.shown(state).first == 302)
        #expect(state.missed(.timeline) == nil)
    }

    @Test func theBorderShowsTheNewestWhateverIsScrolledTo() {
        var state = Self.console()
        state.press(keys: .end)
        state.tell(.timelineLoaded(Fixture.notes(newest: 200, count: 200, total: 1_000_000)))
        #expect(TimelineList.newest(of: state).first?.sequence == 1_000_000)
        state.tell(Self.note(1_000_001))
        #expect(TimelineList.newest(of: state).first?.sequence == 1_000_001)
    }

    @Test func keysWorkOnThePageAlone() {
        // With a hundred times the entries a key does the same work: it sees the page and a number.
        var short = Self.console(of: 10_000)
        var long = Self.console(of: 1_000_000)
        for key in [Key.down, .pageDown, .up, .pageUp] {
            short.press(keys: key)
            long.press(keys: key)
        }
        #expect(long.timeline.events.count == short.timeline.events.count)
        #expect(long.recentEvents.count == TimelineList.recentLength)
    }
}
