import GRDB
import IncidentModel

extension JournalStore {
    /// The incident's line in the list; however long the journal, only a few events are read.
    func summary() throws(JournalError) -> IncidentSummary {
        let holder = folder.recordedBy
        let path = folder.journalPath
        return try reading { db in
            func newest(_ kind: String? = nil) throws -> JournalEvent? {
                var found: JournalEvent?
                let condition = kind.map { "WHERE kind = '\($0)'" } ?? ""
                try Self.forEachEvent(
                    db, path: path,
                    sql: """
                        SELECT \(StoredEvent.columns) FROM event \(condition)
                        ORDER BY sequence DESC LIMIT 1
                        """
                ) { found = $0 }
                return found
            }
            let last = try newest()
            var summary = IncidentSummary(id: self.folder.id, lastEvent: last, standing: .ended)
            try Self.forEachEvent(
                db, path: path,
                sql: "SELECT \(StoredEvent.columns) FROM event ORDER BY sequence LIMIT 1"
            ) { summary.startedAt = $0.at }
            let opening = try newest("incidentOpened")
            if case .incidentOpened(let facts) = opening?.body {
                summary.title = facts.title
                summary.severity = facts.severity
            }
            let opened = opening?.sequence ?? .max
            if let event = try newest("edited.title"), event.sequence > opened,
                case .edited(.title(let title)) = event.body
            {
                summary.title = title
            }
            if let event = try newest("edited.severity"), event.sequence > opened,
                case .edited(.severity(let severity, _)) = event.body
            {
                summary.severity = severity
            }
            if let holder {
                summary.standing = .recording(by: holder)
            } else if last?.body != .consoleStopped {
                summary.standing = .interrupted
            }
            return summary
        }
    }
}
