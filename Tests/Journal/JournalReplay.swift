import Foundation
import IncidentModel
import Testing

@testable import Journal

/// State is a fold over events: whatever a test wrote, the same events give the same state.
enum JournalReplay {
    /// Replays the journal of a folder, if it holds one that is whole.
    static func check(_ folder: IncidentFolder) {
        guard
            let store = try? JournalStore(folder: folder, readOnly: true, isQuick: true),
            let verdict = try? store.verify(), verdict.isIntact
        else { return }
        defer { store.close() }
        do {
            let events = try store.events(from: 1, limit: .max)
            let whole = try store.stateFromAllEvents()
            #expect(try store.stateFromAllEvents() == whole, "folded twice: \(folder.id)")
            #expect(try store.state() == whole, "from the stored fold: \(folder.id)")
            #expect(fold(events) == whole, "one by one: \(folder.id)")
            #expect(fold(events + events) == whole, "read twice: \(folder.id)")
            if let stored = try store.storedState() {
                #expect(fold(events.prefix(stored.lastSequence)) == stored, "\(folder.id)")
            }
            let copy = try JSONDecoder().decode(
                IncidentState.self, from: JSONEncoder().encode(whole))
            #expect(copy == whole, "through JSON: \(folder.id)")
        } catch {
            Issue.record("\(folder.id) cannot be replayed: \(error)")
        }
    }

    /// The state that events give.
    static func fold(_ events: some Sequence<JournalEvent>) -> IncidentState {
        var state = IncidentState()
        for event in events { state.apply(event) }
        return state
    }
}
