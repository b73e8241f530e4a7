/// Leads from a shape to the counters of its cluster without following joins.
///
/// A link may be old: counters that say `isGone` are to be looked up anew. Their memory must stay until
/// `forget` was called.
struct ShapeLinks {
    private var links: UnsafeMutablePointer<UnsafeMutablePointer<TallyCounters>?>
    private var capacity: Int

    init() {
        capacity = 1_024
        links = .allocate(capacity: capacity)
        links.initialize(repeating: nil, count: capacity)
    }

    /// The counters of a shape as far as known.
    @inline(__always)
    subscript(shape: Int) -> UnsafeMutablePointer<TallyCounters>? {
        shape < capacity ? links[shape] : nil
    }

    /// Remembers the counters of a shape.
    mutating func set(_ shape: Int, _ counters: UnsafeMutablePointer<TallyCounters>) {
        if shape >= capacity { grow(beyond: shape) }
        links[shape] = counters
    }

    private mutating func grow(beyond shape: Int) {
        let wider = max(shape + 1, capacity * 2)
        let moved = UnsafeMutablePointer<UnsafeMutablePointer<TallyCounters>?>.allocate(
            capacity: wider)
        moved.initialize(repeating: nil, count: wider)
        moved.update(from: links, count: capacity)
        links.deallocate()
        links = moved
        capacity = wider
    }

    /// Forgets all links.
    mutating func forget() { links.update(repeating: nil, count: capacity) }

    mutating func free() { links.deallocate() }
}
