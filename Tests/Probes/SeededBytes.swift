/// Bytes that look random and are the same in every run (xorshift).
struct SeededBytes {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    /// So many bytes.
    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state >> 32)
        }
    }

    /// Fewer bytes than a limit, from 1 to 256, as chance has it.
    mutating func bytes(upTo limit: Int) -> [UInt8] {
        bytes(bytes(1).reduce(0) { $0 + Int($1) } % limit)
    }
}
