import Foundation
import GRDB
public import IncidentModel
import SafeText

extension JournalStore {
    /// The incident as its events tell it, folded from disk.
    ///
    /// - Throws: `damaged` with the first event that cannot be read, `closed` or `cannotOpen`.
    public func state() throws(JournalError) -> IncidentState {
        try reading { db in
            var state = IncidentState()
            let sql = "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence"
            try self.forEachEvent(db, sql: sql) { state.apply($0) }
            return state
        }
    }

    /// A page of the timeline, the newest event first.
    ///
    /// - Parameters:
    ///   - offset: How many of the newest events are left out; clamped to what there is.
    ///   - count: How many events the page holds at most.
    /// - Returns: The page, and how many events there are in all.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func page(offset: Int, count: Int) throws(JournalError) -> TimelinePage {
        try reading { db in
            // Numbers have no gaps: the highest is the count, and an offset is a number.
            let total = try Int.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0
            let skipped = min(max(offset, 0), total)
            var page = TimelinePage(total: total, offset: skipped)
            try self.forEachEvent(
                db, sql: Self.pageQuery, arguments: [total - skipped, max(count, 0)]
            ) { page.events.append($0) }
            return page
        }
    }

    /// Events in order.
    ///
    /// - Parameters:
    ///   - sequence: The number of the first one.
    ///   - limit: How many at most.
    /// - Returns: The events, the oldest first.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func events(from sequence: Int, limit: Int) throws(JournalError) -> [JournalEvent] {
        try reading { db in
            var events: [JournalEvent] = []
            let sql = """
                SELECT \(StoredEvent.columns) FROM event WHERE sequence >= ?
                ORDER BY sequence LIMIT ?
                """
            try self.forEachEvent(db, sql: sql, arguments: [sequence, max(limit, 0)]) {
                events.append($0)
            }
            return events
        }
    }

    /// The events before a number, the newest first.
    static let pageQuery = """
        SELECT \(StoredEvent.columns) FROM event WHERE sequence <= ?
        ORDER BY sequence DESC LIMIT ?
        """

    /// The incident's line in the list.
    func summary() throws(JournalError) -> IncidentSummary {
        let holder = folder.recordedBy
        return try reading { db in
            func first(_ sql: String) throws -> JournalEvent? {
                var found: JournalEvent?
                try self.forEachEvent(db, sql: sql) { found = $0 }
                return found
            }
            let columns = StoredEvent.columns
            let last = try first("SELECT \(columns) FROM event ORDER BY sequence DESC LIMIT 1")
            let opening = try first(
                """
                SELECT \(columns) FROM event WHERE kind = 'incidentOpened'
                ORDER BY sequence DESC LIMIT 1
                """)
            var summary = IncidentSummary(id: self.folder.id, lastEvent: last, standing: .ended)
            summary.startedAt = try first(
                "SELECT \(columns) FROM event ORDER BY sequence LIMIT 1")?.at
            if case .incidentOpened(let facts) = opening?.body {
                summary.title = facts.title
                summary.severity = facts.severity
            }
            if let holder {
                summary.standing = .recording(by: holder)
            } else if last?.body != .consoleStopped {
                summary.standing = .interrupted
            }
            return summary
        }
    }

    private func forEachEvent(
        _ db: Database, sql: String, arguments: StatementArguments = [],
        _ take: (JournalEvent) -> Void
    ) throws {
        let decoder = JSONDecoder()
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        while let row = try rows.next() {
            let number: DatabaseValue = row[0]
            guard let event = try? StoredEvent(row)?.event(decoder: decoder) else {
                throw JournalError.damaged(
                    path: DisplayText(folder.journalPath),
                    reason: "event \(number.description) cannot be read")
            }
            take(event)
        }
    }
}
