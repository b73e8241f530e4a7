import Foundation
import GRDB
public import IncidentModel
import SafeText

extension JournalStore {
    /// Stores the log engine's state in place of the one before, in one transaction.
    ///
    /// - Parameters:
    ///   - state: The engine's own form: clusters and positions together.
    ///   - at: The wall clock.
    /// - Throws: `readOnly`, `closed`, `diskFull`, `damaged` or `cannotWrite`.
    public func storeLogEngine(_ state: [UInt8], at: Timestamp) throws(JournalError) {
        try writing { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO log_engine (id, at, state) VALUES (1, ?, ?)",
                arguments: [at.nanoseconds, Data(state)])
        }
    }

    /// The log engine's state as it was stored last; nil when none was.
    ///
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func storedLogEngine() throws(JournalError) -> [UInt8]? {
        try reading { db in
            guard try db.tableExists("log_engine") else { return nil }
            return try Data.fetchOne(db, sql: "SELECT state FROM log_engine").map { [UInt8]($0) }
        }
    }
}
