import GRDB
import SafeText

/// The tables of the journal and the version that says which they are.
struct JournalSchema {
    /// The version written here; a later one is refused, not guessed at.
    static let version = 2
    /// `Quel` in ASCII, in the file's header: tells a journal from any other SQLite file.
    static let applicationID = 0x5175_656C

    /// The journal's path, for errors.
    let path: String

    /// Makes the tables of an empty file and those that an earlier version did not have.
    func prepare(_ db: Database) throws {
        let isJournal = try isJournal(db)
        let found = try Int.fetchOne(db, sql: "PRAGMA user_version") ?? 0
        guard found < Self.version else { return }
        try db.inTransaction(.immediate) {
            if !isJournal { try db.execute(sql: Self.tables) }
            try db.execute(sql: Self.tablesOfVersion2)
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
            throw JournalError.cannotOpen(path: DisplayText(path), reason: "it is empty")
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
        guard application == Self.applicationID, version > 0 else {
            throw JournalError.damaged(
                path: DisplayText(path), reason: "it is a database of another program")
        }
        guard version <= Self.version else {
            throw JournalError.newerSchema(
                path: DisplayText(path), found: version, known: Self.version)
        }
        return true
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
        CREATE TABLE log_engine (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            at INTEGER NOT NULL,
            state BLOB NOT NULL
        ) STRICT;
        """
}
