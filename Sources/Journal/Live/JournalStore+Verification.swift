import GRDB
import SafeText

extension JournalStore {
    /// Checks every event against its hash and its place in the chain, then the database as a whole.
    ///
    /// What was cut off the end leaves a shorter chain that is whole: compare `head` with one noted
    /// elsewhere to tell.
    ///
    /// - Throws: `closed` or `cannotOpen`; damage is a verdict, not an error.
    public func verify() throws(JournalError) -> ChainVerdict {
        do {
            return try reading { db in
                var check = ChainCheck()
                do {
                    try Self.walk(db, &check)
                    try Self.checkFile(db, &check)
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                    check.stop(because: Self.fileDamage(error.message))
                }
                return check.verdict
            }
        } catch .damaged(_, let reason) {
            return .broken(at: 1, reason: reason)
        } catch {
            throw error
        }
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
