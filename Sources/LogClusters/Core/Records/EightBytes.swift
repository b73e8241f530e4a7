/// Eight bytes of a line looked at all at once; the first is the lowest.
///
/// In each test a byte's high bit is set when the byte is meant; what is carried from one byte into the
/// next only falsifies what stands behind the first hit, and only the first hit counts.
struct EightBytes {
    private static let each: UInt64 = 0x0101_0101_0101_0101
    private static let high: UInt64 = 0x8080_8080_8080_8080

    private let bytes: UInt64

    /// Takes the bytes from an offset on, where eight must be.
    @inline(__always)
    init(_ line: UnsafeRawBufferPointer, at offset: Int) {
        bytes = line.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
    }

    /// How many bytes stand before the first blank or control character, at most 8.
    @inline(__always)
    var beforeWhiteSpace: Int { Self.place((bytes &- 33 &* Self.each) & ~bytes & Self.high) }

    /// How many digits stand at the start, at most 8.
    @inline(__always)
    var leadingDigits: Int {
        let values = bytes ^ 48 &* Self.each
        let sums = (values & ~Self.high) &+ 118 &* Self.each
        return Self.place((sums | values) & Self.high)
    }

    /// How many letters stand at the start, at most 8.
    @inline(__always)
    var leadingLetters: Int {
        let lower = (bytes | 32 &* Self.each) & ~Self.high
        let fromA = lower &+ 31 &* Self.each
        let behindZ = lower &+ 5 &* Self.each
        return Self.place(~(fromA & ~behindZ & ~bytes) & Self.high)
    }

    /// How many bytes stand before the first of `Y`, `[`, `]` and `_`, at most 8.
    @inline(__always)
    var beforeBracket: Int {
        let others = (bytes | 6 &* Self.each) ^ 0x5F &* Self.each
        return Self.place((others &- Self.each) & ~others & Self.high)
    }

    @inline(__always)
    private static func place(_ hits: UInt64) -> Int { hits.trailingZeroBitCount &>> 3 }
}
