import Foundation
import GRDB
public import IncidentModel
import SafeText

extension JournalStore {
    /// What incidents are compared by, as the journal files it.
    private static let traceKinds = [
        "incidentOpened", "serviceChanged", "clusterChanged", "stepStarted", "stepEnded",
        "edited.title", "edited.severity", "edited.why", "edited.whyRemoved",
        "edited.hypothesis", "edited.moment", "noticed.change", "noticed.wallClockStepped",
    ]

    /// The events by which one incident is compared with others: what failed, what the logs said, what was run
    /// and what people found out.
    ///
    /// However long the journal is, only the first and the newest events of each such kind are read, by an index.
    /// - Parameter limit: How many of the first and how many of the newest of each kind.
    /// - Returns: The events, the oldest first.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func traces(limit: Int) throws(JournalError) -> [JournalEvent] {
        try reading { db in
            let decoder = JSONDecoder()
            var found: [Int: JournalEvent] = [:]
            for kind in Self.traceKinds {
                for order in ["ASC", "DESC"] {
                    let sql = """
                        SELECT \(StoredEvent.columns) FROM event WHERE kind = ?
                        ORDER BY sequence \(order) LIMIT ?
                        """
                    let rows = try Row.fetchCursor(db, sql: sql, arguments: [kind, max(limit, 0)])
                    while let row = try rows.next() {
                        let number: DatabaseValue = row[0]
                        guard let event = try? StoredEvent(row)?.event(decoder: decoder) else {
                            throw JournalError.damaged(
                                path: DisplayText(self.folder.journalPath),
                                reason: "event \(number.description) cannot be read")
                        }
                        found[event.sequence] = event
                    }
                }
            }
            return found.values.sorted { $0.sequence < $1.sequence }
        }
    }
}
