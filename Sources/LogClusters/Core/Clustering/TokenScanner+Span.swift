extension TokenScanner {
    /// Bytes up to which the end of a quotation or a list is looked for.
    private static let spanLimit = 160

    /// Takes several plain words in quotes as one word, because people's texts stand there.
    ///
    /// - Returns: False when nothing was taken.
    mutating func takeQuotation() -> Bool {
        let quote = text[position]
        let start = position &+ 1
        guard position == 0 || !isAlphanumeric(position &- 1), isAlphanumeric(start) else {
            return false
        }
        var offset = start
        var spaces = 0
        let limit = min(count, start &+ Self.spanLimit)
        while offset < limit, text[offset] != quote {
            let bits = table[Int(text[offset])]
            if text[offset] == UInt8(ascii: " ") {
                spaces &+= 1
            } else if bits & (ByteTable.separator | ByteTable.slash) != 0 {
                if text[offset] != UInt8(ascii: ",") { return false }
            }
            if bits & ByteTable.digit != 0 { return false }
            offset &+= 1
        }
        guard offset < limit, spaces >= 1, spaces <= 8, !isAlphanumeric(offset &+ 1) else {
            return false
        }
        position = offset
        emitWord(start, offset, kind: [.value, .punctuated])
        return true
    }

    /// Takes `[a, b, c]` as one word, or as a variable when an element holds a digit.
    ///
    /// - Returns: False when nothing was taken.
    mutating func takeList() -> Bool {
        let start = position &+ 1
        var offset = start
        var commas = 0
        var any: UInt8 = 0
        let limit = min(count, start &+ Self.spanLimit)
        while offset < limit, text[offset] != UInt8(ascii: "]") {
            let bits = table[Int(text[offset])]
            if text[offset] == UInt8(ascii: ",") {
                guard offset > start, offset &+ 1 < limit else { return false }
                commas &+= 1
                if text[offset &+ 1] == UInt8(ascii: " ") { offset &+= 1 }
            } else if bits & ByteTable.separator != 0, text[offset] != UInt8(ascii: ":") {
                return false
            }
            any |= bits
            offset &+= 1
        }
        guard offset < limit, commas >= 1 else { return false }
        position = offset
        if any & ByteTable.digit != 0 {
            emitMask(start, offset)
        } else {
            emitWord(start, offset, kind: [.value, .punctuated])
        }
        return true
    }

    /// Lengthens a product and its version, as in `Agent/5.0 (X11; Linux) Other/2.1`, by what follows it.
    mutating func takeAgent(from start: Int) {
        guard byte(position) == UInt8(ascii: " "), byte(position &+ 1) == UInt8(ascii: "("),
            let end = commentEnd(position &+ 2)
        else { return }
        position = end
        while let end = productEnd(position) { position = end }
    }

    /// Where a comment in parentheses ends that holds a semicolon.
    private func commentEnd(_ start: Int) -> Int? {
        var offset = start
        var hasSemicolon = false
        let limit = min(count, start &+ Self.spanLimit)
        while offset < limit, text[offset] != UInt8(ascii: ")") {
            if text[offset] == UInt8(ascii: ";") { hasSemicolon = true }
            offset &+= 1
        }
        return offset < limit && hasSemicolon ? offset &+ 1 : nil
    }

    /// Where the ` product/version` ends that starts at an offset.
    private func productEnd(_ start: Int) -> Int? {
        guard byte(start) == UInt8(ascii: " ") else { return nil }
        var offset = start &+ 1
        while bits(offset) & (ByteTable.lower | ByteTable.upper) != 0 { offset &+= 1 }
        guard offset > start &+ 1, byte(offset) == UInt8(ascii: "/"),
            bits(offset &+ 1) & ByteTable.digit != 0
        else { return nil }
        while bits(offset) & ByteTable.separator == 0 { offset &+= 1 }
        return offset
    }

    /// True for a word in quotes behind a colon, as in `"key":"word"` and `key: 'word'`.
    @inline(__always)
    func isQuotedValue(_ start: Int, _ end: Int) -> Bool {
        guard start >= 2 else { return false }
        let quote = text[start &- 1]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"), byte(end) == quote else {
            return false
        }
        let before = text[start &- 2]
        return before == UInt8(ascii: ":")
            || before == UInt8(ascii: " ") && start >= 3 && text[start &- 3] == UInt8(ascii: ":")
    }

    /// True behind a colon, with or without a space.
    @inline(__always)
    func followsColon(_ start: Int) -> Bool {
        guard start >= 2 else { return false }
        let before = text[start &- 1]
        return before == UInt8(ascii: ":")
            || before == UInt8(ascii: " ") && text[start &- 2] == UInt8(ascii: ":")
    }

    /// True for a path that is nothing but its root, and for `*/*`.
    @inline(never)
    func isRoot(_ start: Int) -> Bool {
        let length = position &- start
        if length == 3 {
            return text[start] == UInt8(ascii: "*") && text[start &+ 1] == UInt8(ascii: "/")
                && text[start &+ 2] == UInt8(ascii: "*")
        }
        return length == 1 && text[start] == UInt8(ascii: "/") && isBorder(start &- 1)
            && isBorder(position)
    }

    /// True at either end of the text, at a space and at a quote.
    private func isBorder(_ offset: Int) -> Bool {
        guard offset >= 0, offset < count else { return true }
        return text[offset] == UInt8(ascii: " ") || text[offset] == UInt8(ascii: "\"")
            || text[offset] == UInt8(ascii: "'")
    }

    /// True for three capitals behind an amount, as in `12.50 EUR`.
    @inline(__always)
    func isCurrency(_ start: Int, all: UInt8) -> Bool {
        position &- start == 3 && all & ByteTable.upper != 0
            && start >= 2 && text[start &- 1] == UInt8(ascii: " ")
            && bits(start &- 2) & ByteTable.digit != 0
    }
}
