/// A short number that tells contents apart (FNV-1a, 64 bits); no protection against somebody who wants two to be the same.
enum ContentPrint {
    /// The number of some bytes; with a seed, of what came before and them.
    static func number(
        of bytes: some Sequence<UInt8>, after seed: UInt64 = 0xcbf2_9ce4_8422_2325
    ) -> UInt64 {
        bytes.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    }

    /// The same as eight hexadecimal digits, to be shown.
    static func text(of bytes: some Sequence<UInt8>) -> String { text(number(of: bytes)) }

    /// A number as eight hexadecimal digits.
    static func text(_ number: UInt64) -> String {
        let folded = UInt32(truncatingIfNeeded: number ^ (number >> 32))
        let digits = String(folded, radix: 16)
        return String(repeating: "0", count: max(0, 8 - digits.count)) + digits
    }
}
