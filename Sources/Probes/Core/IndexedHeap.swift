/// Items with keys, the smallest key first: a binary heap that also finds an item to move or remove it.
///
/// Items are small numbers from 0, each in it at most once; equal keys keep the order in which they
/// were set. Every change takes time logarithmic in the number of items.
struct IndexedHeap: Sendable {
    private struct Entry {
        var key: Int64
        var turn: UInt64
        var item: Int

        func isBefore(_ other: Entry) -> Bool {
            (key, turn) < (other.key, other.turn)
        }
    }

    private var entries: [Entry] = []
    /// Where each item stands in `entries`; -1 when it does not.
    private var places: [Int]
    private var turn: UInt64 = 0

    /// An empty heap for the items 0 up to `capacity`, which itself is none.
    init(capacity: Int) {
        places = [Int](repeating: -1, count: capacity)
        entries.reserveCapacity(capacity)
    }

    /// The smallest key; nil when there is no item.
    var firstKey: Int64? { entries.first?.key }

    /// True while the item is in the heap.
    func contains(_ item: Int) -> Bool { places[item] >= 0 }

    /// Adds an item, or gives it another key.
    mutating func set(_ item: Int, to key: Int64) {
        turn += 1
        let entry = Entry(key: key, turn: turn, item: item)
        let place = places[item]
        if place < 0 {
            entries.append(entry)
            rise(from: entries.count - 1)
        } else {
            entries[place] = entry
            sink(from: rise(from: place))
        }
    }

    /// Takes an item out; nothing happens when it is not in the heap.
    mutating func remove(_ item: Int) {
        let place = places[item]
        guard place >= 0, let last = entries.popLast() else { return }
        places[item] = -1
        guard place < entries.count else { return }
        entries[place] = last
        sink(from: rise(from: place))
    }

    /// Takes the first item out if its key is not above a limit.
    mutating func popFirst(upTo limit: Int64 = .max) -> (item: Int, key: Int64)? {
        guard let first = entries.first, first.key <= limit else { return nil }
        remove(first.item)
        return (first.item, first.key)
    }

    @discardableResult
    private mutating func rise(from start: Int) -> Int {
        var place = start
        let entry = entries[place]
        while place > 0 {
            let parent = (place - 1) / 2
            guard entry.isBefore(entries[parent]) else { break }
            put(entries[parent], at: place)
            place = parent
        }
        put(entry, at: place)
        return place
    }

    private mutating func sink(from start: Int) {
        var place = start
        let entry = entries[place]
        while true {
            var child = 2 * place + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
            guard entries[child].isBefore(entry) else { break }
            put(entries[child], at: place)
            place = child
        }
        put(entry, at: place)
    }

    private mutating func put(_ entry: Entry, at place: Int) {
        entries[place] = entry
        places[entry.item] = place
    }
}
