import Foundation
import GRDB
import Glibc
import IncidentModel
import SafeText

/// Opens the journal of a folder: finds damage before anything is built on it, and reads no more
/// of a long journal than that takes.
struct JournalOpening {
    /// How many of the newest events are compared with their hashes; `verify` does so with all.
    static let checkedEvents: Int64 = 5_000
    /// Up to how many pages of 4 KiB the structure of the database is checked as well.
    private static let checkedPages = 2_048

    /// The incident's folder.
    let folder: IncidentFolder
    private var path: String { folder.journalPath }

    /// What was opened, and what is known of it.
    typealias Opened = (connection: JournalConnection, ledger: JournalLedger)

    /// Opens for writing; what is damaged is set aside, and what can be read of it carried over.
    func writing() throws(JournalError) -> Opened {
        let lock = try JournalLock.take(folder.lockPath, for: path)
        let carrier = JournalCarrier(folder: folder)
        try carrier.finishWhatWasCutShort()
        try JournalFile(path: path).prepare(readOnly: false)
        do {
            try carrier.checkFiles()
            try inspect()
            return try opened(lock)
        } catch .damaged(_, let reason) {
            try carrier.carryOver(because: reason)
            return try opened(lock)
        } catch {
            throw error
        }
    }

    /// Opens for reading beside whoever writes; of a damaged one, what can be read is shown.
    func reading(isQuick: Bool) throws(JournalError) -> Opened {
        try JournalFile(path: path).prepare(readOnly: true)
        do {
            // A log that nobody writes any more: SQLite would leave out what stands behind the damage.
            if !isQuick, folder.recordedBy == nil {
                try JournalCarrier(folder: folder).checkFiles()
            }
            // Noted before the database is read: a console that begins to write meanwhile cannot be ahead.
            let head = folder.recordedBy == nil ? JournalHead(besideJournal: path) : nil
            let database = try Self.database(path, readOnly: true)
            if !isQuick {
                _ = try Self.translated(path) { try database.read { try examine($0, head) } }
            }
            return (JournalConnection(database: database, lock: nil), JournalLedger())
        } catch .damaged(let path, let reason) {
            guard !isQuick else { throw .damaged(path: path, reason: reason) }
            let database = try JournalCarrier(folder: folder).readable(because: reason)
            return (
                JournalConnection(database: database, lock: nil, damage: reason), JournalLedger()
            )
        } catch {
            throw error
        }
    }

    /// Looks for damage without writing: opened for writing, SQLite would move the log into a damaged
    /// database on closing it.
    private func inspect() throws(JournalError) {
        // Cut short while it was made, before its first event: only a writer can roll that back.
        if access(path + "-journal", F_OK) == 0 { return }
        let database: DatabaseQueue
        do {
            database = try Self.database(path, readOnly: true)
        } catch .cannotOpen(_, reason: JournalSchema.isEmpty) {
            return
        } catch {
            throw error
        }
        let head = JournalHead(besideJournal: path)
        _ = try Self.translated(path) { try database.read { try examine($0, head) } }
        try? database.close()
    }

    private func opened(_ lock: JournalLock) throws(JournalError) -> Opened {
        let database = try Self.database(path, readOnly: false)
        let (ledger, newest) = try Self.translated(path) {
            try database.read { db in
                (
                    try fold(db, from: StateSnapshot.stored(db)),
                    try JournalStore.newest(db, path: path)
                )
            }
        }
        if let newest {
            JournalHead(sequence: newest.sequence, hash: newest.hash).write(besideJournal: path)
        }
        return (JournalConnection(database: database, lock: lock), ledger)
    }

    /// Opens the database itself.
    static func database(_ path: String, readOnly: Bool) throws(JournalError) -> DatabaseQueue {
        let schema = JournalSchema(path: path)
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.label = "quell.journal"
        configuration.foreignKeysEnabled = false
        configuration.busyMode = .timeout(2)
        configuration.prepareDatabase { db in
            if readOnly { return try schema.check(db) }
            // In this order: a journal of a later version is left alone, to the last byte.
            try schema.refuseForeign(db)
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
            try schema.prepare(db)
        }
        return try translated(path) {
            try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    /// Checks the newest events, that the one noted last is among them and, of a small journal, the
    /// structure of the database.
    private func examine(_ db: Database, _ head: JournalHead?) throws {
        let last = try JournalStore.newest(db, path: path)?.sequence ?? 0
        let first = max(last - Self.checkedEvents, 0)
        var check = ChainCheck(isReadingBodies: false)
        if first > 0 {
            guard let base = try StoredEvent.numbered(first, db) else {
                throw damaged("event \(first) is missing")
            }
            check = ChainCheck(after: Int(first), head: base.hash, isReadingBodies: false)
        }
        let rows = try Row.fetchCursor(
            db, sql: Self.laterQuery, arguments: [first])
        while let row = try rows.next() {
            guard let event = StoredEvent(row) else {
                throw damaged("event \(check.events + 1) was altered")
            }
            if !check.take(event) { break }
        }
        if case .broken(_, let reason) = check.verdict { throw damaged(reason) }
        if let head, try StoredEvent.numbered(head.sequence, db)?.hash != head.hash {
            throw damaged(
                head.sequence > last
                    ? "event \(head.sequence) was recorded and is missing"
                    : "event \(head.sequence) is not the one that was recorded")
        }
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        if pages <= Self.checkedPages {
            let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)")
            if found != "ok" {
                throw damaged("the database file is damaged: \(found ?? "no details")")
            }
        }
    }

    /// The fold of all events: of those that came after the stored one, when there is one.
    private func fold(_ db: Database, from stored: IncidentState?) throws -> JournalLedger {
        var state = stored ?? IncidentState()
        let decoder = JSONDecoder()
        let rows = try Row.fetchCursor(
            db, sql: Self.laterQuery, arguments: [state.lastSequence])
        while let row = try rows.next() {
            let number: DatabaseValue = row[0]
            guard let event = try? StoredEvent(row)?.event(decoder: decoder) else {
                throw JournalError.cannotOpen(
                    path: DisplayText(path),
                    reason:
                        "event \(number.description) is of a kind that this version does not know"
                )
            }
            state.apply(event)
        }
        return JournalLedger(state: state, storedSequence: stored?.lastSequence ?? 0)
    }

    private static let laterQuery =
        "SELECT \(StoredEvent.columns) FROM event WHERE sequence > ? ORDER BY sequence"

    private func damaged(_ reason: DisplayText) -> JournalError {
        .damaged(path: DisplayText(path), reason: reason)
    }

    private static func translated<Result>(
        _ path: String, _ body: () throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try body()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
            // No sentence of ours is wrong: tables or columns that it names are not there any more.
            throw .damaged(
                path: DisplayText(path),
                reason: DisplayText(error.message ?? "its tables are damaged"))
        } catch {
            throw JournalError(error, path: path, while: .opening)
        }
    }
}
