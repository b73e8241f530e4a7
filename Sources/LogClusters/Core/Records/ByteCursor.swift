/// Reads fixed forms from a line; every reader leaves the position alone when it fails.
struct ByteCursor {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    var isAtEnd: Bool { position >= bytes.count }

    /// The byte ahead by an offset; 0 behind the end.
    @inline(__always)
    func peek(_ ahead: Int = 0) -> UInt8 {
        let place = position &+ ahead
        return place < bytes.count ? bytes[place] : 0
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 32) &- 97 < 26 }

    /// Takes one byte if it is the wanted one.
    @inline(__always)
    mutating func take(_ wanted: UInt8) -> Bool {
        guard peek() == wanted, position < bytes.count else { return false }
        position &+= 1
        return true
    }

    /// Takes exactly so many digits.
    @inline(__always)
    mutating func digits(_ count: Int) -> Int? {
        guard position &+ count <= bytes.count else { return nil }
        var value = 0
        for offset in 0..<count {
            let byte = bytes[position &+ offset]
            guard Self.isDigit(byte) else { return nil }
            value = value &* 10 &+ Int(byte &- 48)
        }
        position &+= count
        return value
    }

    /// How many digits follow, at most 20.
    @inline(__always)
    func digitRun() -> Int {
        var count = 0
        while count < 20, position &+ count &+ 8 <= bytes.count {
            let digits = EightBytes(bytes, at: position &+ count).leadingDigits
            count &+= digits
            if digits < 8 { return min(count, 20) }
        }
        while count < 20, Self.isDigit(peek(count)) { count &+= 1 }
        return min(count, 20)
    }

    @inline(__always)
    mutating func skipSpaces() {
        while position < bytes.count, bytes[position] == 32 || bytes[position] == 9 {
            position &+= 1
        }
    }

    /// Where the token at the position ends: the next white space.
    @inline(__always)
    func tokenEnd() -> Int {
        var end = position
        while end &+ 8 <= bytes.count {
            let length = EightBytes(bytes, at: end).beforeWhiteSpace
            end &+= length
            if length < 8 { return end }
        }
        while end < bytes.count, bytes[end] > 32 { end &+= 1 }
        return end
    }

    /// True when the bytes at the position are these.
    @inline(__always)
    func starts(with literal: StaticString) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard position &+ length <= bytes.count else { return false }
        for offset in 0..<length where bytes[position &+ offset] != literal.utf8Start[offset] {
            return false
        }
        return true
    }

    /// What is left of the bytes.
    @inline(__always)
    var rest: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[min(position, bytes.count)...])
    }

    /// A part of the bytes.
    @inline(__always)
    func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[start..<max(start, end)])
    }
}
