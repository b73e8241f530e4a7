import GRDB
import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct TimelineTests {
    private let root = TemporaryRoot()

    @Test func newestEventComesFirst() throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.appendNotes(1...7)
        let page = try store.page(offset: 2, count: 3)
        #expect(page.events.map(\.sequence) == [5, 4, 3])
        #expect(page.total == 7)
        #expect(page.offset == 2)
    }

    @Test(arguments: [
        (-3, 2, 0, [7, 6]), (6, 5, 6, [1]), (7, 5, 7, []), (99, 5, 7, []), (0, -1, 0, []),
    ])
    func pagesBeyondTheEndsAreClamped(
        offset: Int, count: Int, expectedOffset: Int, sequences: [Int]
    ) throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.appendNotes(1...7)
        let page = try store.page(offset: offset, count: count)
        #expect(page.events.map(\.sequence) == sequences)
        #expect(page.offset == expectedOffset)
        #expect(page.total == 7)
    }

    @Test func eventsAreReadFromANumberOn() throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.appendNotes(1...7)
        #expect(try store.events(from: 4, limit: 2).map(\.sequence) == [4, 5])
        #expect(try store.events(from: 8, limit: 2) == [])
        #expect(try store.events(from: -5, limit: 1).map(\.sequence) == [1])
    }

    @Test func longTimelineIsPagedByItsKey() throws {
        let store = try JournalStore(folder: root.makeFolder())
        try store.append((1...20_000).map { .noteAdded("note \($0)") })
        for offset in [0, 10_000, 19_990] {
            let page = try store.page(offset: offset, count: 10)
            let newest = 20_000 - offset
            #expect(page.events.map(\.sequence) == Array((newest - 9)...newest).reversed())
        }
        let plan = try store.reading { db in
            try Row.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + JournalStore.pageQuery, arguments: [10, 10]
            ).map { $0["detail"] as String }
        }
        #expect(plan == ["SEARCH event USING INTEGER PRIMARY KEY (rowid<?)"])
    }
}
