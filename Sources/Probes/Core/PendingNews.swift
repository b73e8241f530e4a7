import IncidentModel

/// What happened in one turn of the loop and is not published yet; order and content are kept.
struct PendingNews {
    /// Services that look different, as positions, each once.
    private(set) var moved: [Int] = []
    private(set) var changes: [ServiceChange] = []
    private(set) var events: [EventBody] = []
    private(set) var readings: [Reading] = []

    /// True when there is nothing to tell.
    var isEmpty: Bool {
        moved.isEmpty && changes.isEmpty && events.isEmpty && readings.isEmpty
    }

    /// Adds what one reading or one person changed.
    mutating func add(_ update: BoardUpdate) {
        if isEmpty {
            (moved, changes, events, readings) = (
                update.moved, update.changes, update.events, update.readings
            )
            return
        }
        // One reading moves few services; only a storm of many in one turn needs the set.
        if moved.count + update.moved.count > 32 {
            let known = Set(moved)
            moved += update.moved.filter { !known.contains($0) }
        } else {
            for position in update.moved where !moved.contains(position) { moved.append(position) }
        }
        changes += update.changes
        events += update.events
        readings += update.readings
    }

    /// Forgets all of it.
    mutating func clear() { self = PendingNews() }
}
