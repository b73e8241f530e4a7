import Foundation
import GRDB
import Glibc
import IncidentModel
import SafeText

/// Carries what can be read of a damaged journal into a new one, and keeps the damaged one as it was.
///
/// The new one is made beside it, whole, before anything is renamed. A crash on the way leaves either
/// the damaged journal in its place, or a finished new one that the next opening puts there.
struct JournalCarrier {
    private static let making = "journal.making.sqlite"
    private static let readyPrefix = "journal.ready-"
    private static let keptPrefix = "journal.damaged-"
    private static let suffix = ".sqlite"

    /// The incident's folder.
    let folder: IncidentFolder
    private var path: String { folder.journalPath }

    /// Refuses what SQLite would take for sound or make worse: a log in which whole transactions
    /// stand behind a damaged place is cut there, one without its database deleted, and a false
    /// header believed.
    ///
    /// Only for whoever holds the journal's lock, and before the database is open.
    func checkFiles() throws(JournalError) {
        let log = WriteAheadLog(DamagedFile.contents(path + "-wal"))
        if let log, log.isDamaged {
            throw .damaged(path: DisplayText(path), reason: "its write-ahead log was altered")
        }
        let header = DamagedFile.contents(path, limit: 100)
        if let log, header.isEmpty, log.frames.contains(where: \.isCommit) {
            throw .damaged(path: DisplayText(path), reason: "the database is gone but for its log")
        }
        if !DatabaseHeader.isSound(header), !isForeign {
            throw .damaged(path: DisplayText(path), reason: "its header was altered")
        }
    }

    /// True for a database of another program, which may have another header.
    private var isForeign: Bool {
        do throws(JournalError) {
            _ = try JournalOpening.database(path, readOnly: true)
            return false
        } catch .foreign {
            return true
        } catch {
            return false
        }
    }

    /// Sets the damaged journal aside and puts one in its place that holds every event of it that can
    /// be read; nothing is changed when that cannot be made.
    func carryOver(because reason: DisplayText) throws(JournalError) {
        removeMaking()
        let salvage = EventSalvage(
            try DamagedFile(path), recorded: JournalHead(besideJournal: path)?.sequence)
        let time = newestTime(salvage)
        let stamp = freeStamp(at: time)
        let account = JournalCarryOver(
            kept: DisplayText(Self.keptPrefix + stamp + Self.suffix), events: salvage.count,
            missing: salvage.missing.sentence)
        let made = folder.path + "/" + Self.making
        try JournalFile(path: made).prepare(readOnly: false)
        try translated(.writing) {
            let database = try JournalOpening.database(made, readOnly: false)
            try fill(database, with: salvage, account, at: time)
            // The last one to close moves the log into the database: one file is left to rename.
            try database.close()
        }
        // Closing says nothing when the log could not be moved; renamed without it, all would be lost.
        guard access(made + "-wal", F_OK) != 0 else {
            throw .cannotWrite(path: DisplayText(made), reason: "its log cannot be moved into it")
        }
        let ready = folder.path + "/" + Self.readyPrefix + stamp + Self.suffix
        try rename(made, to: ready)
        try putInPlace(ready, stamp: stamp)
    }

    /// Goes on where an earlier console was killed.
    func finishWhatWasCutShort() throws(JournalError) {
        removeMaking()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let ready = names.filter { $0.hasPrefix(Self.readyPrefix) && $0.hasSuffix(Self.suffix) }
        guard let name = ready.max() else { return }
        let stamp = name.dropFirst(Self.readyPrefix.count).dropLast(Self.suffix.count)
        try putInPlace(folder.path + "/" + name, stamp: String(stamp))
    }

    /// What can be read of the damaged journal, in memory.
    func readable(because reason: DisplayText) throws(JournalError) -> DatabaseQueue {
        let salvage = EventSalvage(
            try DamagedFile(path), recorded: JournalHead(besideJournal: path)?.sequence)
        guard salvage.count > 0 else { throw .damaged(path: DisplayText(path), reason: reason) }
        let account = JournalCarryOver(
            kept: DisplayText("journal" + Self.suffix), events: salvage.count,
            missing: salvage.missing.sentence)
        return try translated(.reading) {
            let database = try DatabaseQueue()
            try database.inDatabase { try JournalSchema(path: path).prepare($0) }
            try fill(database, with: salvage, account, at: newestTime(salvage))
            return database
        }
    }

    private func fill(
        _ database: DatabaseQueue, with salvage: EventSalvage, _ account: JournalCarryOver,
        at time: (at: Timestamp, monotonic: Int64)
    ) throws {
        let decoder = JSONDecoder()
        try database.write { db in
            var (sequence, head): (Int64, [UInt8]) = (0, StoredEvent.noHash)
            func add(_ event: StoredEvent) throws {
                sequence += 1
                var event = event
                event.sequence = sequence
                event.previous = head
                event.hash = event.computedHash
                try event.insert(db)
                if let read = try? event.event(decoder: decoder) {
                    try SearchText(of: read).insert(db, sequence: sequence)
                }
                head = event.hash
            }
            try salvage.forEach(add)
            let last = JournalEvent(
                sequence: Int(sequence) + 1, at: time.at, monotonic: time.monotonic, actor: "quell",
                body: .noticed(.carriedOver(account)))
            try add(try StoredEvent(last, after: head))
            copyTables(to: db)
        }
    }

    /// Samples and the log engine's state, as far as SQLite can read them: graphs, and which lines were
    /// counted; the events tell without them what happened.
    private func copyTables(to db: Database) {
        guard let old = try? JournalOpening.database(path, readOnly: true) else { return }
        try? old.read { source in
            let columns = "service, probe, at, duration, outcome, summary, reason"
            let rows = try Row.fetchCursor(source, sql: "SELECT \(columns) FROM sample ORDER BY id")
            while let row = try rows.next() {
                try db.execute(
                    sql: "INSERT INTO sample (\(columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    arguments: StatementArguments(row.databaseValues))
            }
        }
        try? old.read { source in
            guard
                let row = try Row.fetchOne(source, sql: "SELECT id, at, state FROM log_engine")
            else { return }
            try db.execute(
                sql: "INSERT INTO log_engine (id, at, state) VALUES (?, ?, ?)",
                arguments: StatementArguments(row.databaseValues))
        }
        try? old.close()
    }

    /// The time of the newest event that can be read: nobody asks a clock here.
    private func newestTime(_ salvage: EventSalvage) -> (at: Timestamp, monotonic: Int64) {
        guard let event = salvage.newest else { return (Timestamp(nanoseconds: 0), 0) }
        return (Timestamp(nanoseconds: event.at), event.monotonic)
    }

    /// A time for the names of files, with a number behind it when there is such a file already.
    private func freeStamp(at time: (at: Timestamp, monotonic: Int64)) -> String {
        let clock = WallClock(time.at, utcOffsetSeconds: 0)
        let base = "\(clock.date)T\(clock.time)Z".filter { $0 != "-" && $0 != ":" }
        return IncidentIdentifier.free(base) { stamp in
            access(folder.path + "/" + Self.keptPrefix + stamp + Self.suffix, F_OK) == 0
        }
    }

    /// The damaged files get their new names, the log before the database, so that what is cut short
    /// here can be finished: the last step is the new journal's own name.
    private func putInPlace(_ ready: String, stamp: String) throws(JournalError) {
        let kept = folder.path + "/" + Self.keptPrefix + stamp + Self.suffix
        for ending in ["-wal", "-shm", JournalHead.suffix, ""]
        where access(path + ending, F_OK) == 0 {
            try rename(path + ending, to: kept + ending)
        }
        try rename(ready, to: path)
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        if descriptor >= 0 {
            _ = fsync(descriptor)
            close(descriptor)
        }
    }

    private func rename(_ old: String, to new: String) throws(JournalError) {
        // Nothing that was kept is ever replaced: the journal's own name is free by now.
        guard access(new, F_OK) != 0, Glibc.rename(old, new) == 0 else {
            throw .cannotCreate(path: DisplayText(new), reason: SystemReason.last.text)
        }
    }

    private func removeMaking() {
        for ending in ["", "-wal", "-shm", "-journal"] {
            _ = unlink(folder.path + "/" + Self.making + ending)
        }
    }

    private func translated<Result>(
        _ activity: JournalActivity, _ body: () throws -> Result
    ) throws(JournalError) -> Result {
        do {
            return try body()
        } catch {
            throw JournalError(error, path: path, while: activity)
        }
    }
}
