/// What each of the 256 bytes is to the tokeniser: a set of the bits below.
///
/// A class, because the table is read through a pointer on the hot path and must be freed once.
final class ByteTable {
    /// 0–9.
    static let digit: UInt8 = 1
    /// a–z.
    static let lower: UInt8 = 2
    /// A–Z.
    static let upper: UInt8 = 4
    /// Punctuation that a word may hold, such as `.` and `_`.
    static let inner: UInt8 = 8
    /// `/` and `\`.
    static let slash: UInt8 = 16
    /// 0–9, a–f, A–F.
    static let hexadecimal: UInt8 = 32
    /// A byte of a character beyond ASCII.
    static let high: UInt8 = 64
    /// White space, control bytes and delimiters: no part of a word.
    static let separator: UInt8 = 128
    /// A letter or digit of any script.
    static let alphanumeric: UInt8 = digit | lower | upper | high

    /// The 256 entries.
    let entries: UnsafeMutablePointer<UInt8>

    init() {
        entries = .allocate(capacity: 256)
        for byte in 0..<256 { entries[byte] = Self.bits(of: UInt8(byte)) }
    }

    deinit { entries.deallocate() }

    private static func bits(of byte: UInt8) -> UInt8 {
        switch byte {
        case 0...32, 127: separator
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit | hexadecimal
        case UInt8(ascii: "a")...UInt8(ascii: "f"): lower | hexadecimal
        case UInt8(ascii: "g")...UInt8(ascii: "z"): lower
        case UInt8(ascii: "A")...UInt8(ascii: "F"): upper | hexadecimal
        case UInt8(ascii: "G")...UInt8(ascii: "Z"): upper
        case UInt8(ascii: "/"), UInt8(ascii: "\\"): inner | slash
        case 128...255: high
        default: "=,;()[]{}<>|:\"'`".utf8.contains(byte) ? separator : inner
        }
    }
}
