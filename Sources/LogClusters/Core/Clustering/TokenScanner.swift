/// One pass over a line's bytes that leaves its tokens in a buffer.
///
/// Splits at white space, at `= , ; ( ) [ ] { } < > | : " '` and at `..`; words that look like
/// variables become masks, and neighbouring masks become one. Nothing is allocated.
struct TokenScanner {
    /// Tokens beyond this many are not looked at.
    static let limit = 128

    let text: UnsafePointer<UInt8>
    let count: Int
    let table: UnsafePointer<UInt8>
    /// Owned by the clusterer; a counted reference would cost more than the look-ups.
    unowned(unsafe) let lists: WordLists
    let tokens: UnsafeMutablePointer<Token>
    var position = 0
    var found = 0

    /// Fills the buffer and says how many tokens there are.
    @inline(__always)
    mutating func scan() -> Int {
        while position < count, found < Self.limit {
            let byte = text[position]
            if table[Int(byte)] & ByteTable.separator == 0 {
                takeWord()
            } else if byte == UInt8(ascii: "=") {
                takeEquals()
            } else {
                position &+= 1
            }
        }
        return found
    }

    /// The bits of the byte at an offset; those of a separator behind the end.
    @inline(__always)
    func bits(_ offset: Int) -> UInt8 {
        offset < count ? table[Int(text[offset])] : ByteTable.separator
    }

    /// The byte at an offset; 0 behind the end.
    @inline(__always)
    func byte(_ offset: Int) -> UInt8 { offset < count ? text[offset] : 0 }

    @inline(__always)
    func isAlphanumeric(_ offset: Int) -> Bool { bits(offset) & ByteTable.alphanumeric != 0 }

    /// Adds a variable, or lengthens the one before it.
    @inline(__always)
    mutating func emitMask(_ start: Int, _ end: Int) {
        if found > 0, tokens[found &- 1].kind == .mask {
            tokens[found &- 1].end = Int32(truncatingIfNeeded: end)
        } else if found < Self.limit {
            tokens[found] = Token(
                hash: WordHash.mask, start: Int32(truncatingIfNeeded: start),
                end: Int32(truncatingIfNeeded: end), kind: .mask)
            found &+= 1
        }
    }

    /// Adds a word.
    @inline(__always)
    mutating func emitWord(_ start: Int, _ end: Int, kind: WordKind = []) {
        guard found < Self.limit else { return }
        tokens[found] = Token(
            hash: WordHash.hash(text + start, end &- start, available: count &- start),
            start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end), kind: kind
        )
        found &+= 1
    }

    /// True when the token before is a variable that ends in a letter or digit at most one byte away.
    @inline(__always)
    func followsNumber(_ start: Int) -> Bool {
        guard found > 0 else { return false }
        let last = tokens[found &- 1]
        guard last.kind == .mask, last.end > last.start, start &- Int(last.end) <= 1 else {
            return false
        }
        return isAlphanumeric(Int(last.end) &- 1)
    }
}
