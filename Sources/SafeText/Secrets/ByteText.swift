/// UTF-8 bytes with the few questions that secret scanners ask; reading outside gives 0.
struct ByteText {
    let bytes: UnsafeBufferPointer<UInt8>

    var count: Int { bytes.count }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        index >= 0 && index < bytes.count ? bytes[index] : 0
    }

    /// True when these bytes stand at the index, in this case.
    func has(_ prefix: [UInt8], at index: Int) -> Bool {
        guard index >= 0, index + prefix.count <= count else { return false }
        return prefix.indices.allSatisfy { bytes[index + $0] == prefix[$0] }
    }

    /// True when this lower-case ASCII word stands at the index, in any case.
    func has(word: StaticString, at index: Int) -> Bool {
        guard index >= 0, index + word.utf8CodeUnitCount <= count else { return false }
        return word.withUTF8Buffer { expected in
            expected.indices.allSatisfy { bytes[index + $0].lowercased == expected[$0] }
        }
    }

    /// The first index at or after `start` that does not satisfy the condition, or the end.
    @inline(__always)
    func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        var index = start
        while index < count, condition(bytes[index]) { index += 1 }
        return index
    }

    /// The index after spaces and tabs.
    func afterBlanks(_ start: Int) -> Int { end(from: start, while: \.isBlank) }

    /// Where the line of an index ends.
    func lineEnd(from start: Int) -> Int { end(from: start) { $0 != 0x0A && $0 != 0x0D } }

    /// The index of a byte sequence that begins in the range.
    func find(_ needle: [UInt8], in range: Range<Int>) -> Int? {
        range.first { self[$0] == needle[0] && has(needle, at: $0) }
    }

    /// How many bytes of a range satisfy a condition.
    func count(in range: Range<Int>, where condition: (UInt8) -> Bool) -> Int {
        range.count { condition(self[$0]) }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- 0x30 < 10 }
    var isUppercase: Bool { self &- 0x41 < 26 }
    var isLowercase: Bool { self &- 0x61 < 26 }
    var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    var isAlphanumeric: Bool { isDigit || isLetter }
    var isWord: Bool { isAlphanumeric || self == 0x5F }
    /// Letters, digits, `_` and `-`: base64url.
    var isBase64URL: Bool { isWord || self == 0x2D }
    var isBase64: Bool { isAlphanumeric || self == 0x2B || self == 0x2F || self == 0x3D }
    var isHex: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isSpace: Bool { isBlank || self == 0x0A || self == 0x0D }
    var isQuote: Bool { self == 0x22 || self == 0x27 || self == 0x60 }
    var lowercased: UInt8 { isUppercase ? self | 0x20 : self }
}
