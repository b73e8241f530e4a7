import Foundation
import GRDB
import IncidentModel

extension JournalStore {
    /// The kinds of events that tell an incident's facts, its moments and its clock.
    private static let outlineKinds = [
        "incidentOpened", "edited.title", "edited.severity", "edited.detection", "edited.moment",
        "noticed.wallClockStepped",
    ]

    /// The incident as the few events tell it that its line in the list rests on; what cannot be read is
    /// left out.
    func outline() throws(JournalError) -> IncidentState {
        try reading { db in
            let decoder = JSONDecoder()
            let marks = Self.outlineKinds.map { _ in "?" }.joined(separator: ", ")
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT \(StoredEvent.columns) FROM event WHERE kind IN (\(marks))
                    ORDER BY sequence
                    """, arguments: StatementArguments(Self.outlineKinds))
            var state = IncidentState()
            while let row = try rows.next() {
                if let event = try? StoredEvent(row)?.event(decoder: decoder) { state.apply(event) }
            }
            return state
        }
    }
}
