import Foundation
import GRDB
import IncidentModel
import SafeText

/// The tables of the journal and the version that says which they are.
struct JournalSchema {
    /// The version written here; a later one is refused, not guessed at.
    static let version = 3
    /// `Quel` in ASCII, in the file's header: tells a journal from any other SQLite file.
    static let applicationID = 0x5175_656C
    /// No version of the program counts further; a greater number is a damaged one.
    private static let greatestVersion = 100

    /// What is said of a file without tables.
    static let isEmpty: DisplayText = "it is empty"

    /// The journal's path, for errors.
    let path: String

    /// Makes the tables of an empty file and those that an earlier version did not have.
    func prepare(_ db: Database) throws {
        let isJournal = try isJournal(db)
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found < Self.version else { return }
        try db.inTransaction(.immediate) {
            if !isJournal { try db.execute(sql: Self.tables) }
            try db.execute(sql: Self.tablesOfVersion2 + Self.tablesOfVersion3)
            if isJournal { try fillHeadlines(db) }
            try db.execute(sql: "PRAGMA application_id = \(Self.applicationID)")
            try db.execute(sql: "PRAGMA user_version = \(Self.version)")
            return .commit
        }
    }

    /// Refuses what is neither empty nor a journal of this version, before anything is written.
    func refuseForeign(_ db: Database) throws {
        _ = try isJournal(db)
    }

    /// Refuses what is no journal of this version, an empty file included.
    func check(_ db: Database) throws {
        guard try isJournal(db) else {
            throw JournalError.cannotOpen(path: DisplayText(path), reason: Self.isEmpty)
        }
    }

    /// False for an empty file.
    private func isJournal(_ db: Database) throws -> Bool {
        let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        if application == 0, version == 0 {
            let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
            if tables == 0 { return false }
        }
        let isOurs = application == Self.applicationID
        guard isOurs, 1...Self.greatestVersion ~= version else {
            // Our tables under another name: a few bits of the header fell over.
            let isDamaged = try isOurs || hasOurTables(db)
            throw isDamaged
                ? JournalError.damaged(path: DisplayText(path), reason: "its header was altered")
                : JournalError.foreign(path: DisplayText(path))
        }
        guard version <= Self.version else {
            throw JournalError.newerSchema(
                path: DisplayText(path), found: version, known: Self.version)
        }
        return true
    }

    private func hasOurTables(_ db: Database) throws -> Bool {
        let columns = try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info('event')")
        return columns.joined(separator: ", ") == StoredEvent.columns
    }

    /// Writes what events are found by beside those of an earlier version.
    private func fillHeadlines(_ db: Database) throws {
        let decoder = JSONDecoder()
        let sql = "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence"
        let rows = try Row.fetchCursor(db, sql: sql)
        while let row = try rows.next() {
            // One of an unknown kind is found by nothing; that it cannot be read is said elsewhere.
            guard let event = try? StoredEvent(row)?.event(decoder: decoder) else { continue }
            try SearchText(of: event).insert(db, sequence: Int64(event.sequence))
        }
    }

    private static let tables = """
        CREATE TABLE event (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            monotonic INTEGER NOT NULL,
            actor TEXT NOT NULL,
            kind TEXT NOT NULL,
            body TEXT NOT NULL,
            previous BLOB NOT NULL,
            hash BLOB NOT NULL
        ) STRICT;
        CREATE INDEX event_by_kind ON event (kind, sequence);
        CREATE TABLE sample (
            id INTEGER PRIMARY KEY,
            service TEXT NOT NULL,
            probe INTEGER NOT NULL,
            at INTEGER NOT NULL,
            duration INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            summary TEXT NOT NULL,
            reason TEXT NOT NULL
        ) STRICT;
        CREATE INDEX sample_by_probe ON sample (service, probe, id);
        """

    private static let tablesOfVersion2 = """
        CREATE TABLE IF NOT EXISTS log_engine (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            at INTEGER NOT NULL,
            state BLOB NOT NULL
        ) STRICT;
        """

    // Headlines have a table of their own: a search reads 50 bytes an event there instead of 300,
    // and rows of events, which are hashed, are never written twice.
    private static let tablesOfVersion3 = """
        CREATE TABLE IF NOT EXISTS headline (
            sequence INTEGER PRIMARY KEY,
            text TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS snapshot (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            sequence INTEGER NOT NULL,
            hash BLOB NOT NULL,
            version INTEGER NOT NULL,
            checksum BLOB NOT NULL,
            state BLOB NOT NULL
        ) STRICT;
        """
}

extension SearchText {
    /// Adds the text beside its event; what stood there was wrong.
    func insert(_ db: Database, sequence: Int64) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT OR REPLACE INTO headline (sequence, text) VALUES (?, ?)")
        try statement.execute(arguments: [sequence, string])
    }
}
