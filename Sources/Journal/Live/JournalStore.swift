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

    /// The open database and the lock that goes with it; nil once closed.
    ///
    /// It is taken for the whole of a call: GRDB 7 ends the program when a closed queue is read.
    private let connection: Mutex<Connection?>

    /// Opens the journal of a folder, and makes it when there is none and `readOnly` is false.
    ///
    /// - Parameters:
    ///   - folder: The incident's folder.
    ///   - readOnly: Leaves everything as it is and works beside a console that records.
    ///   - redactor: Hides secrets in everything that is appended.
    ///   - sampleLimit: How many samples are kept.
    /// - Throws: `locked` when another console records the incident, `newerSchema`, `damaged`,
    ///   `diskFull`, `cannotCreate` or `cannotOpen`.
    public init(
        folder: IncidentFolder, readOnly: Bool = false, redactor: Redactor = .standard,
        sampleLimit: Int = JournalStore.defaultSampleLimit
    ) throws(JournalError) {
        self.folder = folder
        isReadOnly = readOnly
        self.redactor = redactor
        self.sampleLimit = max(sampleLimit, 1)
        let held = readOnly ? nil : try JournalLock.take(folder.lockPath, for: folder.journalPath)
        try JournalFile(path: folder.journalPath).prepare(readOnly: readOnly)
        let database = try Self.opened(folder.journalPath, readOnly: readOnly)
        connection = Mutex(Connection(database: database, lock: held))
    }

    /// Appends events as one transaction: all of them are on disk when it returns, or none.
    ///
    /// - Parameters:
    ///   - bodies: What happened; for none nothing is written.
    ///   - actor: Who: `user@host`, or `quell` for what the program saw.
    ///   - at: The wall clock.
    ///   - monotonic: Nanoseconds of the monotonic clock.
    /// - Returns: The events as recorded: numbered, their secrets hidden.
    /// - Throws: `readOnly`, `closed`, `diskFull`, `damaged` or `cannotWrite`.
    public func append(
        _ bodies: [EventBody], actor: DisplayText, at: Timestamp, monotonic: Int64
    ) throws(JournalError) -> [JournalEvent] {
        let redaction = EventRedaction { self.redactor.redact($0) }
        let redacted = bodies.map { redaction.redacted($0) }
        let author = redactor.redact(actor)
        return try writing { db in
            guard !redacted.isEmpty else { return [] }
            let newest = try Self.newest(db, path: self.folder.journalPath)
            var (sequence, hash) = (Int(newest?.sequence ?? 0), newest?.hash ?? StoredEvent.noHash)
            var events: [JournalEvent] = []
            for body in redacted {
                sequence += 1
                let event = JournalEvent(
                    sequence: sequence, at: at, monotonic: monotonic, actor: author, body: body)
                let stored = try StoredEvent(event, after: hash)
                try stored.insert(db)
                hash = stored.hash
                events.append(event)
            }
            return events
        }
    }

    /// Closes the journal and lets others record; what is asked of it later is refused.
    ///
    /// Closing twice is harmless.
    public func close() {
        connection.withLock { connection in
            // A close that fails leaves the database to its end with this object.
            try? connection?.database.close()
            connection = nil
        }
    }

    /// Reads within one transaction.
    func reading<Result: Sendable>(
        _ read: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        try connected(.reading) { try $0.read(read) }
    }

    /// Writes within one transaction.
    func writing<Result: Sendable>(
        _ write: (Database) throws -> Result
    ) throws(JournalError) -> Result {
        guard !isReadOnly else { throw .readOnly(path: DisplayText(folder.journalPath)) }
        return try connected(.writing) { try $0.write(write) }
    }

    private func connected<Result: Sendable>(
        _ activity: JournalActivity, _ use: (DatabaseQueue) throws -> Result
    ) throws(JournalError) -> Result {
        let path = folder.journalPath
        do {
            return try connection.withLock { connection in
                guard let connection else { throw JournalError.closed(path: DisplayText(path)) }
                return try use(connection.database)
            }
        } catch {
            throw JournalError(error, path: path, while: activity)
        }
    }

    /// The event with the highest number.
    static func newest(_ db: Database, path: String) throws -> StoredEvent? {
        let sql = "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence DESC LIMIT 1"
        guard let row = try Row.fetchOne(db, sql: sql) else { return nil }
        guard let stored = StoredEvent(row), stored.hash == stored.computedHash else {
            throw JournalError.damaged(
                path: DisplayText(path), reason: "its newest event was altered")
        }
        return stored
    }

    private static func opened(
        _ path: String, readOnly: Bool
    ) throws(JournalError) -> DatabaseQueue {
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
        do {
            let database = try DatabaseQueue(path: path, configuration: configuration)
            // A reader may look at what is damaged; a writer must not build on it.
            if !readOnly { _ = try database.read { db in try newest(db, path: path) } }
            return database
        } catch {
            throw JournalError(error, path: path, while: .opening)
        }
    }
}

/// What an open journal holds; the database is let go before the lock is.
private struct Connection {
    let database: DatabaseQueue
    let lock: JournalLock?
}
