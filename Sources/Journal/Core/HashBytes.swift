extension FixedWidthInteger {
    /// The integer's bytes, the most significant first.
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}

extension [UInt8] {
    /// The bytes in lower-case hexadecimal.
    var hexadecimal: String {
        let digits = [Character]("0123456789abcdef")
        return String(
            flatMap { byte -> [Character] in [digits[Int(byte >> 4)], digits[Int(byte & 15)]] })
    }
}
