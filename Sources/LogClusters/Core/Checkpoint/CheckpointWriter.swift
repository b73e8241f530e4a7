/// Writes the state of the engine as bytes: small numbers in one byte, texts with their length.
struct CheckpointWriter {
    private(set) var bytes: [UInt8] = []

    /// Writes a number in seven bits a byte, low bits first, zigzag for the sign.
    mutating func write(_ number: Int) {
        var rest = UInt64(bitPattern: Int64(number &<< 1) ^ Int64(number &>> 63))
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest &>>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes all eight bytes, the low one first: for hashes.
    mutating func write(hash: UInt64) {
        withUnsafeBytes(of: hash.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes a yes or no.
    mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

    /// Writes bytes with their count before them.
    mutating func write(_ text: some Collection<UInt8>) {
        write(text.count)
        bytes.append(contentsOf: text)
    }
}
