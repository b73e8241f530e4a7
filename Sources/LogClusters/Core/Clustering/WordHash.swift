/// Hashing of words and of their positions.
///
/// Multiply-and-fold on eight bytes at a time, as in wyhash; the same for the same bytes on every run,
/// because clusters must not depend on the process.
enum WordHash {
    /// The hash that stands for every variable.
    static let mask: UInt64 = 0x9E37_79B9_7F4A_7C15
    /// The hash of a value that is not there, as in `user=`.
    static let empty: UInt64 = 0xC2B2_AE3D_27D4_EB4F
    private static let first: UInt64 = 0xA076_1D64_78BD_642F
    private static let second: UInt64 = 0xE703_7ED1_A0B4_28DB
    private static let third: UInt64 = 0x8EBC_6AF0_9C88_C6E3

    /// The two halves of the 128-bit product, folded.
    @inline(__always)
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }

    /// Up to eight bytes as one number; `available` is how many bytes may be read from `start`.
    @inline(__always)
    static func pack(_ start: UnsafePointer<UInt8>, _ length: Int, available: Int) -> UInt64 {
        if available >= 8 {
            let word = UnsafeRawPointer(start).loadUnaligned(as: UInt64.self)
            return length >= 8 ? word : word & ((1 &<< (UInt64(length) &* 8)) &- 1)
        }
        var word: UInt64 = 0
        var index = min(length, 8)
        while index > 0 {
            index &-= 1
            word = word &<< 8 | UInt64(start[index])
        }
        return word
    }

    /// The hash of a word; `available` is how many bytes may be read from `start`.
    @inline(__always)
    static func hash(_ start: UnsafePointer<UInt8>, _ length: Int, available: Int) -> UInt64 {
        let head = pack(start, length, available: available)
        var hash = fold(head ^ first, second ^ UInt64(length))
        guard length > 8 else { return hash }
        let raw = UnsafeRawPointer(start)
        var offset = 8
        while offset &+ 8 < length {
            hash = fold(hash ^ raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self), third)
            offset &+= 8
        }
        let tail = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
        return fold(hash ^ tail, first)
    }

    /// What a word at a position adds to its line's key.
    @inline(__always)
    static func placed(_ hash: UInt64, at position: Int) -> UInt64 {
        fold(hash &+ mask &* UInt64(truncatingIfNeeded: position &+ 1), third)
    }

    /// The hash of a run of words with one more behind it.
    @inline(__always)
    static func chained(_ hash: UInt64, _ next: UInt64) -> UInt64 {
        fold(hash ^ next, third) &+ next
    }

    /// The key of a line of `count` tokens before their words are added.
    @inline(__always)
    static func seed(count: Int) -> UInt64 {
        0x1234567 &+ UInt64(truncatingIfNeeded: count) &* 0x632B_E59B_D9B4_E019
    }

    /// Spreads a key that was made by arithmetic.
    @inline(__always)
    static func spread(_ key: UInt64) -> UInt64 { fold(key ^ second, first) }
}
