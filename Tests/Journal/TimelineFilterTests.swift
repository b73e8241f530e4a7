import Foundation
import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

/// Entries of the timeline are looked for in the store, in any case of letters.
@Suite struct TimelineFilterTests {
    private let root = TemporaryRoot()

    private func store(_ notes: [DisplayText]) throws -> JournalStore {
        let store = try JournalStore(folder: root.makeFolder())
        try store.append(notes.map { .noteAdded($0) })
        return store
    }

    @Test func everyWantedTextMustOccurAndNoUnwantedOne() throws {
        let store = try store(["db is down", "db is slow", "web is down", "DB was DOWN"])
        let filter = TimelineFilter(including: ["db", "Down"], excluding: ["was"])
        let page = try store.page(offset: 0, count: 9, filter: filter)
        #expect(page.events.map(\.sequence) == [1])
        #expect(page.total == 1)
        #expect(page.filter == filter)
        let all = try store.page(offset: 0, count: 9, filter: TimelineFilter(including: ["DOWN"]))
        #expect(all.events.map(\.sequence) == [4, 3, 1])
    }

    @Test func authorIsLookedThroughAsWell() throws {
        let store = try store(["x"])
        _ = try store.append(
            [.noteAdded("y")], actor: "Ada@web-1", at: Timestamp(seconds: 1), monotonic: 1)
        let page = try store.page(offset: 0, count: 9, filter: TimelineFilter(including: ["ada@"]))
        #expect(page.events.map(\.sequence) == [2])
    }

    @Test(arguments: [
        ("ÜBER", "über alles"), ("straße", "STRASSE und Straße"), ("100%", "at 100% now"),
        ("a_b", "A_B"), ("'; DROP", "it's '; drop table"), ("e\u{301}t\u{e9}", "\u{c9}TE\u{301}"),
        ("日本", "in 日本 now"),
    ])
    func lettersAndSignsAreThemselves(part: String, note: String) throws {
        let store = try store([DisplayText(note), "something else", "100 axb"])
        let page = try store.page(offset: 0, count: 9, filter: TimelineFilter(including: [part]))
        #expect(page.events.map(\.sequence) == [1])
    }

    @Test func emptyTextsAskForNothing() throws {
        let store = try store(["a", "b"])
        let filter = TimelineFilter(including: [""], excluding: [""])
        #expect(try store.page(offset: 0, count: 9, filter: filter).total == 2)
    }

    @Test func pagesOfAFilterAreCutFromWhatItKeeps() throws {
        let store = try store((1...100).map { "\($0.isMultiple(of: 3) ? "fizz" : "-") \($0)" })
        let filter = TimelineFilter(including: ["fizz"])
        let page = try store.page(offset: 30, count: 5, filter: filter)
        #expect(page.events.map(\.sequence) == [9, 6, 3])
        #expect((page.total, page.offset) == (33, 30))
        #expect(try store.page(offset: 99, count: 5, filter: filter).events.isEmpty)
        #expect(try store.page(offset: -9, count: 1, filter: filter).events.map(\.sequence) == [99])
    }

    @Test func newEventsAreFoundByASearchThatWasMadeBefore() throws {
        let store = try store(["fizz", "buzz"])
        let filter = TimelineFilter(excluding: ["buzz"])
        #expect(try store.page(offset: 0, count: 9, filter: filter).total == 1)
        try store.append([.noteAdded("fizz"), .noteAdded("buzz")])
        let page = try store.page(offset: 0, count: 9, filter: filter)
        #expect(page.events.map(\.sequence) == [3, 1])
    }

    @Test func searchThatNobodyWantsEnds() throws {
        let store = try store(["fizz"])
        let filter = TimelineFilter(including: ["fizz"])
        let given = try store.page(offset: 0, count: 9, filter: filter) { false }
        #expect(given == nil)
        #expect(try store.page(offset: 0, count: 9, filter: filter).total == 1)
    }

    @Test func journalWithoutTextsIsLookedThroughAllTheSame() throws {
        let store = try store(["Fizz", "buzz", "fizz buzz"])
        store.close()
        try root.tamper(store.folder, "DROP TABLE headline")
        let reader = try JournalStore(folder: store.folder, readOnly: true)
        let filter = TimelineFilter(including: ["FIZZ"], excluding: ["Buzz"])
        #expect(try reader.page(offset: 0, count: 9, filter: filter).events.map(\.sequence) == [1])
    }
}
