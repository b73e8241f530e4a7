import Foundation
import GRDB
public import IncidentModel
public import SafeText
import Synchronization

/// The journal of one incident on disk: events, chained by hash, and bounded tables of samples.
///
/// SQLite with a write-ahead log and synchronous = FULL: what `append` returned has reached the disk.
/// One process writes; others may read at the same time. Nothing runs by itself: no timer, no
/// checkpoint thread (SQLite moves the log into the database within an append, and on closing).
/// Every method may be called from any thread and waits for its turn.
///
/// A damaged journal is set aside untouched when it is opened for writing, and every event of it that
/// can be read goes on in a new one; opened for reading only, that new one is made in memory.
public final class JournalStore: Sendable {
    /// How many samples are kept when nobody says otherwise: about three days of four services
    /// that are read every 10 s.
    public static let defaultSampleLimit = 100_000

    /// The incident's folder.
    public let folder: IncidentFolder
    /// True when it was opened for reading only.
    public let isReadOnly: Bool
    /// How many samples are kept.
    let sampleLimit: Int
    let redactor: Redactor

    /// The open database and what is known of it.
    ///
    /// It is taken for the whole of a call: GRDB 7 ends the program when a closed queue is read.
    private let held: Mutex<Held>

    /// Opens the journal of a folder, and makes it when there is none and `readOnly` is false.
    ///
    /// - Parameters:
    ///   - folder: The incident's folder.
    ///   - readOnly: Leaves everything as it is and works beside a console that records.
    ///   - redactor: Hides secrets in everything that is appended.
    ///   - sampleLimit: How many samples are kept.
    ///   - isQuick: Leaves out the check of the newest events; for a reader beside the one that made it.
    /// - Throws: `locked` when another console records the incident, `newerSchema`, `foreign`,
    ///   `damaged` when nothing of it can be read, `diskFull`, `cannotCreate` or `cannotOpen`.
    public init(
        folder: IncidentFolder, readOnly: Bool = false, redactor: Redactor = .standard,
        sampleLimit: Int = JournalStore.defaultSampleLimit, isQuick: Bool = false
    ) throws(JournalError) {
        self.folder = folder
        isReadOnly = readOnly
        self.redactor = redactor
        self.sampleLimit = max(sampleLimit, 1)
        let opening = JournalOpening(folder: folder)
        let opened =
            readOnly ? try opening.reading(isQuick: isQuick) : try opening.writing()
        held = Mutex(Held(connection: opened.connection, ledger: opened.ledger))
    }

    /// Appends events as one transaction: all of them are on disk when it returns, or none.
    ///
    /// - Parameters:
    ///   - bodies: What happened; for none nothing is written.
    ///   - actor: Who: `user@host`, or `quell` for what the program saw.
    ///   - at: When, by the journal's time.
    ///   - monotonic: Nanoseconds of the monotonic clock.
    /// - Returns: The events as recorded: numbered, their secrets hidden.
    /// - Throws: `readOnly`, `closed`, `diskFull`, `damaged` or `cannotWrite`.
    public func append(
        _ bodies: [EventBody], actor: DisplayText, at: Timestamp, monotonic: Int64
    ) throws(JournalError) -> [JournalEvent] {
        try append(
            bodies.map { JournalEntry($0, actor: actor, at: at, monotonic: monotonic) })
    }

    /// Appends entries, each with its own author and time, as one transaction.
    ///
    /// - Parameter entries: What happened, in order; for none nothing is written.
    /// - Returns: The events as recorded: numbered, their secrets hidden.
    /// - Throws: `readOnly`, `closed`, `diskFull`, `damaged` or `cannotWrite`.
    public func append(_ entries: [JournalEntry]) throws(JournalError) -> [JournalEvent] {
        let redaction = EventRedaction { self.redactor.redact($0) }
        let clean = entries.map { entry in
            JournalEntry(
                redaction.redacted(entry.body), actor: redactor.redact(entry.actor), at: entry.at,
                monotonic: entry.monotonic)
        }
        let path = folder.journalPath
        guard !isReadOnly else { throw .readOnly(path: DisplayText(path)) }
        return try using(.writing) { connection, ledger in
            guard !clean.isEmpty else { return [] }
            let (events, head) = try connection.database.write { db in
                try Self.write(clean, to: db, path: path)
            }
            ledger.take(events)
            if let last = events.last {
                JournalHead(sequence: Int64(last.sequence), hash: head).write(besideJournal: path)
            }
            if ledger.isSnapshotDue {
                // Derived: without it the next opening only takes longer.
                try? connection.database.write { try ledger.storeSnapshot($0, head: head) }
            }
            return events
        }
    }

    /// Closes the journal and lets others record; what is asked of it later is refused.
    ///
    /// Closing twice is harmless.
    public func close() {
        held.withLock { held in
            if let database = held.connection?.database, !isReadOnly {
                try? database.write { db in
                    guard held.ledger.hasNews,
                        let newest = try Self.newest(db, path: folder.journalPath)
                    else { return }
                    try held.ledger.storeSnapshot(db, head: newest.hash)
                }
            }
            // A close that fails leaves the database to its end with this object.
            try? held.connection?.database.close()
            held.connection = nil
        }
    }

    /// Reads within one transaction.
    func reading<Result: Sendable>(
        _ read: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        try using(.reading) { connection, _ in try connection.database.read(read) }
    }

    /// Writes within one transaction.
    func writing<Result: Sendable>(
        _ write: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        guard !isReadOnly else { throw .readOnly(path: DisplayText(folder.journalPath)) }
        return try using(.writing) { connection, _ in try connection.database.write(write) }
    }

    /// Uses the open database and what is known of it, while everybody else waits.
    func using<Result: Sendable>(
        _ activity: JournalActivity,
        _ use: (JournalConnection, inout JournalLedger) throws -> Result
    ) throws(JournalError) -> Result {
        let path = folder.journalPath
        do {
            return try held.withLock { held in
                guard let connection = held.connection else {
                    throw JournalError.closed(path: DisplayText(path))
                }
                return try use(connection, &held.ledger)
            }
        } catch {
            throw JournalError(error, path: path, while: activity)
        }
    }

    /// Numbers entries, chains them to what is there and inserts them.
    private static func write(
        _ entries: [JournalEntry], to db: Database, path: String
    ) throws -> (events: [JournalEvent], head: [UInt8]) {
        let newest = try newest(db, path: path)
        var (sequence, head) = (Int(newest?.sequence ?? 0), newest?.hash ?? StoredEvent.noHash)
        let encoder = StoredEvent.encoder
        var events: [JournalEvent] = []
        events.reserveCapacity(entries.count)
        for entry in entries {
            sequence += 1
            let event = JournalEvent(
                sequence: sequence, at: entry.at, monotonic: entry.monotonic, actor: entry.actor,
                body: entry.body)
            let stored = try StoredEvent(event, after: head, encoder: encoder)
            try stored.insert(db)
            try SearchText(of: event).insert(db, sequence: stored.sequence)
            head = stored.hash
            events.append(event)
        }
        return (events, head)
    }

    /// The event with the highest number; one that was altered is not built upon.
    static func newest(_ db: Database, path: String) throws -> StoredEvent? {
        let sql = "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence DESC LIMIT 1"
        guard let row = try Row.fetchOne(db, sql: sql) else { return nil }
        guard let stored = StoredEvent(row), stored.hash == stored.computedHash else {
            throw JournalError.damaged(
                path: DisplayText(path), reason: "its newest event was altered")
        }
        return stored
    }
}

/// What an open store holds.
private struct Held: Sendable {
    /// Nil once closed.
    var connection: JournalConnection?
    var ledger: JournalLedger
}

/// An open database; it is let go before the lock is.
struct JournalConnection: Sendable {
    let database: DatabaseQueue
    let lock: JournalLock?
    /// What is wrong with the file whose readable events the database holds; nil for a sound one.
    var damage: DisplayText?
}
