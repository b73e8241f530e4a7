/// One pass over a line's bytes that leaves its tokens in a buffer.
///
/// Splits at white space, at `= , ; ( ) [ ] { } < > | : " '` and at `..`; words that look like
/// variables become masks, and neighbouring masks become one. All that follows the last position is one
/// token there, so that no word is lost. Nothing is allocated.
struct TokenScanner {
    /// Positions of a line; the last one takes all words that are left.
    static let limit = 128
    /// Tokens that a detailed scan may leave.
    static let detailLimit = 1_024

    let text: UnsafePointer<UInt8>
    let count: Int
    let table: UnsafePointer<UInt8>
    /// Owned by the clusterer; a counted reference would cost more than the look-ups.
    unowned(unsafe) let lists: WordLists
    let tokens: UnsafeMutablePointer<Token>
    /// True to leave each of several neighbouring variables as a token of its own, marked `joined`.
    let isDetailed: Bool
    var position = 0
    var found = 0
    /// Tokens that are `joined`.
    var joinedCount = 0
    private var endsInMask = false

    init(
        text: UnsafePointer<UInt8>, count: Int, table: UnsafePointer<UInt8>, lists: WordLists,
        tokens: UnsafeMutablePointer<Token>, isDetailed: Bool
    ) {
        self.text = text
        self.count = count
        self.table = table
        self.lists = lists
        self.tokens = tokens
        self.isDetailed = isDetailed
    }

    /// Fills the buffer and says how many tokens there are.
    @inline(__always)
    mutating func scan() -> Int {
        while position < count {
            let byte = text[position]
            if table[Int(byte)] & ByteTable.separator == 0 {
                takeWord()
            } else if byte == UInt8(ascii: "=") {
                takeEquals()
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                if !takeQuotation() { position &+= 1 }
            } else if byte == UInt8(ascii: "[") {
                if !takeList() { position &+= 1 }
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
        let follows = found > 0 && tokens[found &- 1].kind.contains(.mask)
        if isDetailed {
            emitDetail(start, end, follows: follows)
        } else if follows {
            tokens[found &- 1].end = Int32(truncatingIfNeeded: end)
        } else if found < Self.limit &- 1 {
            append(WordHash.mask, start, end, .mask)
        } else {
            emitTail(WordHash.mask, start, end)
        }
    }

    /// Adds a word.
    @inline(__always)
    mutating func emitWord(_ start: Int, _ end: Int, kind: WordKind = []) {
        let hash =
            end > start
            ? WordHash.hash(text + start, end &- start, available: count &- start)
            : WordHash.empty
        if found &- joinedCount < Self.limit &- 1 {
            append(hash, start, end, kind)
        } else {
            emitTail(hash, start, end)
        }
    }

    @inline(__always)
    mutating func append(_ hash: UInt64, _ start: Int, _ end: Int, _ kind: WordKind) {
        tokens[found] = Token(
            hash: hash, start: Int32(truncatingIfNeeded: start),
            end: Int32(truncatingIfNeeded: end), kind: kind)
        found &+= 1
    }

    /// Adds what follows the last position to the token there; neighbouring variables count once.
    @inline(never)
    mutating func emitTail(_ hash: UInt64, _ start: Int, _ end: Int) {
        let isMask = hash == WordHash.mask
        if isDetailed {
            guard found < Self.detailLimit else { return }
            let isFirst = found &- joinedCount < Self.limit
            if !isFirst { joinedCount &+= 1 }
            var kind: WordKind = isMask ? .mask : .punctuated
            if !isFirst { kind.insert(.joined) }
            append(hash, start, end, kind)
        } else if found < Self.limit {
            append(WordHash.chained(hash, 0), start, end, .punctuated)
        } else {
            if !isMask || !endsInMask {
                tokens[found &- 1].hash = WordHash.chained(tokens[found &- 1].hash, hash)
            }
            tokens[found &- 1].end = Int32(truncatingIfNeeded: end)
        }
        endsInMask = isMask
    }

    /// True when the token before is a variable that ends in a letter or digit at most one byte away.
    @inline(__always)
    func followsNumber(_ start: Int) -> Bool {
        guard found > 0 else { return false }
        let last = tokens[found &- 1]
        guard last.kind.contains(.mask), last.end > last.start, start &- Int(last.end) <= 1 else {
            return false
        }
        return isAlphanumeric(Int(last.end) &- 1)
    }

    /// Counts the unit at the present position to the number before it.
    @inline(__always)
    mutating func takeUnit() {
        // In detail the unit stays text, so that the template tells it.
        if !isDetailed { tokens[found &- 1].end = Int32(truncatingIfNeeded: position) }
    }
}
