import Foundation
import GRDB
public import IncidentModel
public import SafeText

extension JournalStore {
    /// The incident as its events tell it.
    ///
    /// Only what came after the stored fold is read, when that fits the events.
    ///
    /// - Throws: `damaged` with the first event that cannot be read, `closed` or `cannotOpen`.
    public func state() throws(JournalError) -> IncidentState {
        let path = folder.journalPath
        return try using(.reading) { connection, ledger in
            try connection.database.read { db in
                if let known = ledger.state, try known.lastSequence == Self.newestNumber(db) {
                    return known
                }
                return try Self.fold(db, path: path, from: StateSnapshot.stored(db))
            }
        }
    }

    /// The incident folded from its first event on, whatever is stored beside the events.
    ///
    /// - Throws: `damaged` with the first event that cannot be read, `closed` or `cannotOpen`.
    public func stateFromAllEvents() throws(JournalError) -> IncidentState {
        let path = folder.journalPath
        return try reading { try Self.fold($0, path: path, from: nil) }
    }

    /// The incident as it was stored beside the events; nil when it was not, or does not fit them.
    ///
    /// - Throws: `closed` or `cannotOpen`.
    public func storedState() throws(JournalError) -> IncidentState? {
        try reading { StateSnapshot.stored($0) }
    }

    /// The number of the newest event; 0 without events.
    ///
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func lastSequence() throws(JournalError) -> Int {
        try reading { try Self.newestNumber($0) }
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
            try Self.forEachEvent(
                db, path: self.folder.journalPath, sql: sql, arguments: [sequence, max(limit, 0)]
            ) { events.append($0) }
            return events
        }
    }

    /// The newest events that say what was watched and how it was: changes of services, holds, and
    /// where consoles began and ended.
    ///
    /// - Parameter limit: How many at most.
    /// - Returns: The events, the oldest first.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func watchEvents(limit: Int) throws(JournalError) -> [JournalEvent] {
        try reading { db in
            // Each kind's newest come from the index by kind, so that other events cost nothing.
            var numbers: [Int] = []
            for kind in Self.watchKinds {
                numbers += try Int.fetchAll(
                    db,
                    sql: "SELECT sequence FROM event WHERE kind = ? ORDER BY sequence DESC LIMIT ?",
                    arguments: [kind, max(limit, 0)])
            }
            var events: [JournalEvent] = []
            for number in numbers.sorted().suffix(max(limit, 0)) {
                try Self.forEachEvent(
                    db, path: self.folder.journalPath, sql: Self.oneQuery, arguments: [number]
                ) { events.append($0) }
            }
            return events
        }
    }

    private static let watchKinds = [
        "serviceChanged", "serviceHeld", "serviceReleased", "consoleStarted", "consoleStopped",
    ]

    /// What became of damaged journals of this incident, the oldest first.
    ///
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func carryOvers() throws(JournalError) -> [JournalCarryOver] {
        try reading { db in
            var found: [JournalCarryOver] = []
            try Self.forEachEvent(
                db, path: self.folder.journalPath,
                sql: """
                    SELECT \(StoredEvent.columns) FROM event WHERE kind = 'noticed.carriedOver'
                    ORDER BY sequence
                    """
            ) { event in
                if case .noticed(.carriedOver(let account)) = event.body { found.append(account) }
            }
            return found
        }
    }

    /// What is wrong with the file, of which only the readable events are shown; nil for a sound one.
    public var damage: DisplayText? {
        try? using(.reading) { connection, _ in connection.damage }
    }

    /// Reads the events of a query, in its order.
    static func forEachEvent(
        _ db: Database, path: String, sql: String, arguments: StatementArguments = [],
        _ take: (JournalEvent) -> Void
    ) throws {
        let decoder = JSONDecoder()
        let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
        while let row = try rows.next() {
            let number: DatabaseValue = row[0]
            guard let event = try? StoredEvent(row)?.event(decoder: decoder) else {
                throw JournalError.damaged(
                    path: DisplayText(path), reason: "event \(number.description) cannot be read")
            }
            take(event)
        }
    }

    private static func fold(
        _ db: Database, path: String, from base: IncidentState?
    ) throws -> IncidentState {
        var state = base ?? IncidentState()
        let sql = "SELECT \(StoredEvent.columns) FROM event WHERE sequence > ? ORDER BY sequence"
        try forEachEvent(db, path: path, sql: sql, arguments: [state.lastSequence]) {
            state.apply($0)
        }
        return state
    }
}
