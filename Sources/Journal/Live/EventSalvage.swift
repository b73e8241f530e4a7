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
    private let order: [Int64]

    /// Looks through all pages.
    init(_ file: DamagedFile) {
        self.file = file
        var (places, altered): ([Int64: Place], Set<Int64>) = ([:], [])
        for image in 0..<file.images {
            guard let leaf = file.image(image).flatMap({ LeafPage($0) }) else { continue }
            for cell in 0..<leaf.cells {
                guard let event = Self.event(leaf, cell, file), event.sequence > 0 else { continue }
                if event.hash == event.computedHash {
                    places[event.sequence] = Place(image: image, cell: cell)
                } else {
                    altered.insert(event.sequence)
                }
            }
        }
        self.places = places
        order = places.keys.sorted()
        findGaps(altered.filter { places[$0] == nil })
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
        guard let place = places[sequence],
            let leaf = file.image(place.image).flatMap({ LeafPage($0) })
        else { return nil }
        return Self.event(leaf, place.cell, file)
    }

    private mutating func findGaps(_ altered: Set<Int64>) {
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
        if let last = behind.max() { missing.lacks(expected...last, altered: behind) }
    }

    private static func event(_ leaf: LeafPage, _ cell: Int, _ file: DamagedFile) -> StoredEvent? {
        leaf.row(cell) { file.page($0) }.flatMap {
            StoredEvent(rowID: $0.rowID, payload: $0.payload)
        }
    }
}
