import IncidentModel
import SafeText

/// Finds the events in a damaged database wherever they stand, without its tree: each one's hash
/// says whether it is what was written.
struct EventSalvage {
    /// Where an event stands.
    private struct Place {
        var image: Int
        var cell: Int
    }

    /// What is missing among the events that were found.
    private(set) var missing = MissingEvents()
    private let file: DamagedFile
    private var places: [Int64: Place] = [:]
    private var order: [Int64] = []

    /// Looks through all pages; `recorded` is the number of an event that was recorded, when one is noted.
    init(_ file: DamagedFile, recorded: Int64? = nil) {
        self.file = file
        var places: [Int64: Place] = [:]
        var altered: [Int64: Place] = [:]
        func isFree(_ sequence: Int64) -> Bool {
            places[sequence].map { !file.isSound($0.image) } ?? true
        }
        for image in 0..<file.images {
            guard let leaf = file.image(image).flatMap({ LeafPage($0) }) else { continue }
            for cell in 0..<leaf.cells {
                guard let event = Self.event(leaf, cell, file), event.sequence > 0 else { continue }
                let place = Place(image: image, cell: cell)
                if event.hash != event.computedHash {
                    altered[event.sequence] = place
                } else if file.isSound(image) || isFree(event.sequence) {
                    // What stands behind a damaged place of the log may be left from an append
                    // that failed: it counts only where nothing else does.
                    places[event.sequence] = place
                }
            }
        }
        self.places = places
        for (sequence, place) in altered.sorted(by: { $0.key < $1.key })
        where places[sequence] == nil && isProven(sequence, at: place) {
            self.places[sequence] = place
        }
        order = self.places.keys.sorted()
        findGaps(Set(altered.keys).subtracting(order), recorded: recorded)
    }

    /// True when the neighbours of an event that fails its hash prove that only one of its hashes was
    /// altered, not what it tells.
    private func isProven(_ sequence: Int64, at place: Place) -> Bool {
        guard var event = event(at: place) else { return false }
        if self.event(sequence + 1)?.previous == event.computedHash { return true }
        event.previous = self.event(sequence - 1)?.hash ?? StoredEvent.noHash
        return event.computedHash == event.hash
    }

    /// How many events were found.
    var count: Int { order.count }

    /// The event with the highest number.
    var newest: StoredEvent? { order.last.flatMap { event($0) } }

    /// Gives the events in order.
    func forEach(_ take: (StoredEvent) throws -> Void) rethrows {
        for sequence in order {
            if let event = event(sequence) { try take(event) }
        }
    }

    private func event(_ sequence: Int64) -> StoredEvent? {
        places[sequence].flatMap { event(at: $0) }
    }

    private func event(at place: Place) -> StoredEvent? {
        file.image(place.image).flatMap { LeafPage($0) }.flatMap {
            Self.event($0, place.cell, file)
        }
    }

    private mutating func findGaps(_ altered: Set<Int64>, recorded: Int64?) {
        var expected: Int64 = 1
        var head = StoredEvent.noHash
        forEach { event in
            if event.sequence > expected {
                missing.lacks(expected...(event.sequence - 1), altered: altered)
            } else if event.previous != head {
                missing.breaks(at: event.sequence)
            }
            (expected, head) = (event.sequence + 1, event.hash)
        }
        // A number beyond the end is one only if it is near: any bit of it may have fallen over.
        let behind = altered.filter { $0 >= expected && $0 < expected + 1000 }
        if let last = (behind + [recorded ?? 0]).max(), last >= expected {
            missing.lacks(expected...last, altered: behind)
        }
    }

    private static func event(_ leaf: LeafPage, _ cell: Int, _ file: DamagedFile) -> StoredEvent? {
        leaf.row(cell) { file.page($0) }.flatMap {
            StoredEvent(rowID: $0.rowID, payload: $0.payload)
        }
    }
}
