/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of random characters of an alphabet.
    mutating func text(of alphabet: String, count: Int) -> String {
        let characters = Array(alphabet)
        return String(
            (0..<count).map { _ in characters[Int.random(in: 0..<characters.count, using: &self)] })
    }

    /// Random bytes with many of those that matter to terminals and to UTF-8.
    mutating func hostileBytes(count: Int) -> [UInt8] {
        let pieces: [[UInt8]] = [
            [0x1B], [0x1B, 0x5B], [0x1B, 0x5D], [0x9B], [0xC2, 0x9B], [0x0D], [0x0A], [0x08],
            [0x07], [0xE2, 0x80, 0xAE], [0xE2, 0x80, 0x8D], [0xEF, 0xB8, 0x8F], [0xCD, 0x8F],
            [0xCC, 0x81], [0xF0, 0x9F, 0x91, 0xA9], [0xF0, 0x9F, 0x8F, 0xBD],
            [0xF3, 0xA0, 0x81, 0xA7],
            [0xEF, 0xBB, 0xBF], [0x09], [0x00], [0x7F], [0xE2, 0x83, 0xA3], [0x31],
            [0xED, 0xA0, 0x80],
            [0x6D], [0x4B], [0x3B], [0xE4, 0xB8, 0xAD], [0xF0, 0x9F, 0x87, 0xA9], [0xC2, 0xAD],
        ]
        var bytes: [UInt8] = []
        while bytes.count < count {
            if Bool.random(using: &self) {
                bytes += pieces[Int.random(in: 0..<pieces.count, using: &self)]
            } else {
                bytes.append(UInt8.random(in: 0...255, using: &self))
            }
        }
        return bytes
    }
}
