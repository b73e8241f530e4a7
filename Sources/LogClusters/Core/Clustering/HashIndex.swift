/// A map from 64-bit keys to small numbers: open addressing, linear probing, no removal.
///
/// One probe of it is the whole cost of finding a known shape, so it is kept free of retain counts
/// and of hashing seeds.
final class HashIndex {
    private struct Slot {
        var key: UInt64
        var value: Int32
    }

    private var slots: UnsafeMutablePointer<Slot>
    private var mask: Int
    private(set) var count = 0

    /// Makes an empty index; `capacity` is a power of two.
    init(capacity: Int = 1_024) {
        mask = capacity - 1
        slots = Self.empty(capacity)
    }

    deinit { slots.deallocate() }

    private static func empty(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
        slots.initialize(repeating: Slot(key: 0, value: -1), count: capacity)
        return slots
    }

    /// The number kept for a key; nil when there is none.
    @inline(__always)
    subscript(key: UInt64) -> Int? {
        let slot = slots[place(of: key)]
        return slot.value < 0 ? nil : Int(slot.value)
    }

    /// Keeps a number, 0 or more, for a key.
    func set(_ key: UInt64, _ value: Int) {
        let place = place(of: key)
        if slots[place].value < 0 { count += 1 }
        slots[place] = Slot(key: key, value: Int32(truncatingIfNeeded: value))
        if count * 10 > (mask + 1) * 6 { grow() }
    }

    @inline(__always)
    private func place(of key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: WordHash.spread(key)) & mask
        while slots[place].value >= 0, slots[place].key != key { place = (place &+ 1) & mask }
        return place
    }

    private func grow() {
        let old = slots
        let capacity = mask + 1
        mask = capacity * 2 - 1
        slots = Self.empty(capacity * 2)
        for index in 0..<capacity where old[index].value >= 0 {
            slots[place(of: old[index].key)] = old[index]
        }
        old.deallocate()
    }
}
