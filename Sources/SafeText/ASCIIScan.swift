/// Eight bytes at a time, finds where plain printable ASCII ends.
enum ASCIIScan {
    private static let high: UInt64 = 0x8080_8080_8080_8080

    /// True when every byte is between 0x20 and 0x7E.
    static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        plainEnd(bytes, from: 0) == bytes.count
    }

    /// The index of the first byte at or after `start` that is not printable ASCII, or the end.
    @inline(__always)
    static func plainEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var index = start
        let raw = UnsafeRawBufferPointer(bytes)
        while index &+ 8 <= bytes.count {
            let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            // Without high bits nothing carries over: +1 finds 0x7F, a missing carry of +0x60 finds < 0x20.
            let above = word | (word &+ 0x0101_0101_0101_0101)
            let below = ~(word &+ 0x6060_6060_6060_6060)
            if (above | below) & high != 0 { break }
            index &+= 8
        }
        while index < bytes.count, bytes[index] >= 0x20, bytes[index] < 0x7F { index &+= 1 }
        return index
    }
}
