import GRDB
import SafeText

extension JournalStore {
    /// Checks every event against its hash and its place in the chain, then the database as a whole.
    ///
    /// What was cut off the end leaves a shorter chain that is whole: opening compares it with the note
    /// beside the journal; where that was taken away as well, compare `head` with one noted elsewhere.
    /// What an earlier damage cost is told by `carryOvers`.
    ///
    /// - Throws: `closed` or `cannotOpen`; damage is a verdict, not an error.
    public func verify() throws(JournalError) -> ChainVerdict {
        if let damage { return verdictOfFile ?? .broken(at: 1, reason: damage) }
        do {
            return try reading { db in try Self.verdict(db) }
        } catch .damaged(_, let reason) {
            return .broken(at: 1, reason: reason)
        } catch {
            throw error
        }
    }

    /// What is wrong with a file whose readable events were taken out; nil when that cannot be placed.
    private var verdictOfFile: ChainVerdict? {
        guard
            let database = try? JournalOpening.database(folder.journalPath, readOnly: true),
            let verdict = try? database.read({ try Self.verdict($0) }), !verdict.isIntact
        else { return nil }
        return verdict
    }

    private static func verdict(_ db: Database) throws -> ChainVerdict {
        var check = ChainCheck()
        do {
            try walk(db, &check)
            try checkFile(db, &check)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            check.stop(because: fileDamage(error.message))
        }
        return check.verdict
    }

    private static func walk(_ db: Database, _ check: inout ChainCheck) throws {
        let rows = try Row.fetchCursor(
            db, sql: "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence")
        while let row = try rows.next() {
            guard let stored = StoredEvent(row) else {
                check.stop(because: "event \(check.events + 1) was altered")
                return
            }
            if !check.take(stored) { return }
        }
    }

    private static func checkFile(_ db: Database, _ check: inout ChainCheck) throws {
        guard check.verdict.isIntact else { return }
        let found = try String.fetchOne(db, sql: "PRAGMA integrity_check(1)")
        if found != "ok" { check.stop(because: fileDamage(found)) }
    }

    private static func fileDamage(_ message: String?) -> DisplayText {
        "the database file is damaged: \(message ?? "no details")"
    }
}
