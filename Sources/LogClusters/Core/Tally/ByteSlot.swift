/// Bytes that are replaced again and again: memory is allocated only when a text is longer than all before.
///
/// Plain memory: whoever drops a slot frees it first.
struct ByteSlot {
    private var start: UnsafeMutableRawPointer?
    private var count: Int32 = 0
    private var capacity: Int32 = 0

    var isEmpty: Bool { count == 0 }

    /// Takes a copy of the first `limit` bytes of a text.
    ///
    /// - Returns: By how many bytes the memory grew.
    @inline(__always)
    mutating func set(_ text: UnsafeRawBufferPointer, limit: Int) -> Int {
        let kept = min(text.count, limit)
        let grown = kept > Int(capacity) ? grow(to: kept) : 0
        count = Int32(truncatingIfNeeded: kept)
        if kept > 0, let start, let source = text.baseAddress {
            start.copyMemory(from: source, byteCount: kept)
        }
        return grown
    }

    private mutating func grow(to needed: Int) -> Int {
        let rounded = (needed + 63) & ~63
        let grown = rounded - Int(capacity)
        start?.deallocate()
        start = .allocate(byteCount: rounded, alignment: 1)
        capacity = Int32(truncatingIfNeeded: rounded)
        return grown
    }

    /// A copy of the bytes.
    var bytes: [UInt8] {
        Array(UnsafeRawBufferPointer(start: start, count: Int(count)))
    }

    /// Bytes of memory.
    var size: Int { Int(capacity) }

    mutating func free() {
        start?.deallocate()
        self = ByteSlot()
    }
}
