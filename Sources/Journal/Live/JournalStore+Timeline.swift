import Foundation
import GRDB
public import IncidentModel
import SafeText

extension JournalStore {
    /// How many events are looked through before it is asked whether anybody still wants to know.
    private static let searchStride = 50_000

    /// A page of the timeline, the newest event first.
    ///
    /// Without a filter it takes the same time anywhere in the journal. The first page with a filter
    /// looks through the texts of all events (about 0.1 s a million); later ones only through new events.
    ///
    /// - Parameters:
    ///   - offset: How many of the newest kept events are left out; clamped to what there is.
    ///   - count: How many events the page holds at most.
    ///   - filter: Which events are kept.
    /// - Returns: The page, and how many events are kept in all.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func page(
        offset: Int, count: Int, filter: TimelineFilter = .none
    ) throws(JournalError) -> TimelinePage {
        try page(offset: offset, count: count, filter: filter) { true }
            ?? TimelinePage(filter: filter)
    }

    /// The same for as long as somebody wants it.
    ///
    /// - Parameters:
    ///   - offset: How many of the newest kept events are left out; clamped to what there is.
    ///   - count: How many events the page holds at most.
    ///   - filter: Which events are kept.
    ///   - isWanted: Asked every 50,000 events.
    /// - Returns: The page; nil when it was no longer wanted.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func page(
        offset: Int, count: Int, filter: TimelineFilter, isWanted: () -> Bool
    ) throws(JournalError) -> TimelinePage? {
        guard !filter.isEmpty else { return try page(offset: offset, count: count) }
        let path = folder.journalPath
        return try using(.reading) { connection, ledger in
            var search =
                ledger.search.flatMap { $0.filter == filter ? $0 : nil }
                ?? TimelineSearch(filter)
            ledger.search = nil
            defer { ledger.search = search }
            let newest = try connection.database.read { try Self.newestNumber($0) }
            while search.lookedUpTo < newest {
                guard isWanted() else { return nil }
                let end = min(search.lookedUpTo + Self.searchStride, newest)
                let found = try connection.database.read { db in
                    try Self.kept(by: search, upTo: end, db, path: path)
                }
                search.take(found, upTo: end)
            }
            let numbers = search.page(offset: offset, count: count)
            return try connection.database.read { db in
                var page = TimelinePage(
                    total: search.kept.count, offset: min(max(offset, 0), search.kept.count),
                    filter: filter)
                for number in numbers {
                    try Self.forEachEvent(db, path: path, sql: Self.oneQuery, arguments: [number]) {
                        page.events.append($0)
                    }
                }
                return page
            }
        }
    }

    private func page(offset: Int, count: Int) throws(JournalError) -> TimelinePage {
        try reading { db in
            // Numbers have no gaps: the highest is the count, and an offset is a number.
            let total = try Self.newestNumber(db)
            let skipped = min(max(offset, 0), total)
            var page = TimelinePage(total: total, offset: skipped)
            try Self.forEachEvent(
                db, path: self.folder.journalPath, sql: Self.pageQuery,
                arguments: [total - skipped, max(count, 0)]
            ) { page.events.append($0) }
            return page
        }
    }

    /// The numbers of the next events that a search keeps.
    private static func kept(
        by search: TimelineSearch, upTo end: Int, _ db: Database, path: String
    ) throws -> [Int32] {
        if try db.tableExists("headline") {
            do {
                return try searched(search, upTo: end, db)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                // The texts are derived; the events themselves may be whole.
            }
        }
        var found: [Int32] = []
        try forEachEvent(
            db, path: path,
            sql: """
                SELECT \(StoredEvent.columns) FROM event WHERE sequence > ? AND sequence <= ?
                ORDER BY sequence
                """, arguments: [search.lookedUpTo, end]
        ) { event in
            if search.keeps(SearchText(of: event)) { found.append(Int32(clamping: event.sequence)) }
        }
        return found
    }

    private static func searched(
        _ search: TimelineSearch, upTo end: Int, _ db: Database
    ) throws -> [Int32] {
        // Unlike LIKE, instr knows no wildcards.
        let conditions =
            search.wanted.map { _ in " AND instr(text, ?) > 0" }
            + search.unwanted.map { _ in " AND instr(text, ?) = 0" }
        let bounds: StatementArguments = [search.lookedUpTo, end]
        return try Int32.fetchAll(
            db,
            sql: "SELECT sequence FROM headline WHERE sequence > ? AND sequence <= ?"
                + conditions.joined() + " ORDER BY sequence",
            arguments: bounds + StatementArguments(search.wanted + search.unwanted))
    }

    /// The number of the newest event; 0 without events.
    static func newestNumber(_ db: Database) throws -> Int {
        try Int.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0
    }

    /// The events before a number, the newest first.
    static let pageQuery = """
        SELECT \(StoredEvent.columns) FROM event WHERE sequence <= ?
        ORDER BY sequence DESC LIMIT ?
        """

    /// The event of a number.
    static let oneQuery = "SELECT \(StoredEvent.columns) FROM event WHERE sequence = ?"
}
