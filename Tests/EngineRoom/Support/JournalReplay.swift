import Foundation
import IncidentModel
import Journal
import Testing

/// State is a fold over events: what a room had in memory is what its journal tells.
enum JournalReplay {
    /// Compares the journal with itself, and with what a room reported of a new incident.
    static func check(_ folder: IncidentFolder, reported events: [JournalEvent]) {
        guard let store = try? JournalStore(folder: folder, readOnly: true) else { return }
        defer { store.close() }
        do {
            let onDisk = try store.events(from: 1, limit: .max)
            let whole = try store.stateFromAllEvents()
            #expect(try store.state() == whole, "from the stored fold")
            #expect(fold(onDisk) == whole, "one by one")
            let copy = try JSONDecoder().decode(
                IncidentState.self, from: JSONEncoder().encode(whole))
            #expect(copy == whole, "through JSON")
            // A room that joined a record, or could not write, began with something else.
            guard let last = events.last, events.map(\.sequence) == Array(1...events.count),
                onDisk.prefix(events.count).map(\.body) == events.map(\.body)
            else { return }
            #expect(fold(events) == fold(onDisk.prefix(last.sequence)), "as the room had it")
        } catch {
            Issue.record("the journal cannot be replayed: \(error)")
        }
    }

    private static func fold(_ events: some Sequence<JournalEvent>) -> IncidentState {
        var state = IncidentState()
        for event in events { state.apply(event) }
        return state
    }
}
