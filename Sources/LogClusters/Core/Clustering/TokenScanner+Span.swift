extension TokenScanner {
    /// Bytes up to which the end of a quotation or a list is looked for.
    private static let spanLimit = 160

    /// Takes several plain words in quotes as one word, because people's texts stand there.
    ///
    /// - Returns: False when nothing was taken.
    mutating func takeQuotation() -> Bool {
        let quote = text[position]
        let start = position &+ 1
        guard position > 0, !isAlphanumeric(position &- 1), isAlphanumeric(start) else {
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
        var colons = 0
        var any: UInt8 = 0
        let limit = min(count, start &+ Self.spanLimit)
        while offset < limit, text[offset] != UInt8(ascii: "]") {
            let bits = table[Int(text[offset])]
            if text[offset] == UInt8(ascii: ",") {
                guard offset > start, offset &+ 1 < limit else { return false }
                commas &+= 1
                if text[offset &+ 1] == UInt8(ascii: " ") { offset &+= 1 }
            } else if bits & ByteTable.separator != 0 {
                guard text[offset] == UInt8(ascii: ":") else { return false }
                colons &+= 1
            }
            any |= bits
            offset &+= 1
        }
        guard offset < limit, commas >= 1 || colons == 1 && any & ByteTable.digit == 0 else {
            return false
        }
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

    /// True for a single word in quotes, brackets or braces, and for a host before its port.
    @inline(__always)
    func isEnclosed(_ start: Int, _ end: Int) -> Bool {
        guard start > 0, end < count else { return false }
        switch text[end] {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return text[start &- 1] == text[end]
        case UInt8(ascii: "]"): return text[start &- 1] == UInt8(ascii: "[")
        case UInt8(ascii: "}"): return text[start &- 1] == UInt8(ascii: "{")
        case UInt8(ascii: ":"): return isPort(end &+ 1)
        default: return false
        }
    }

    /// True for two to five digits up to a separator.
    private func isPort(_ start: Int) -> Bool {
        var offset = start
        while bits(offset) & ByteTable.digit != 0 { offset &+= 1 }
        return offset &- start >= 2 && offset &- start <= 5
            && bits(offset) & ByteTable.separator != 0 && byte(offset) != UInt8(ascii: ":")
    }

    /// Lengthens a word by those behind it in a list without spaces, as in `a,b,c`.
    mutating func takeWordList() -> Bool {
        var offset = position
        while byte(offset) == UInt8(ascii: ","), bits(offset &+ 1) & ByteTable.lower != 0 {
            offset &+= 1
            while bits(offset) & ByteTable.lower != 0 { offset &+= 1 }
        }
        guard offset > position, bits(offset) & ByteTable.separator != 0,
            byte(offset) != UInt8(ascii: "="), byte(offset) != UInt8(ascii: ":")
        else { return false }
        position = offset
        return true
    }

    /// Lengthens a word with letters beyond ASCII by the names beside it: `José Núñez`.
    mutating func takeName(from start: Int) -> Int {
        var first = start
        guard start > 0, isCapital(start) else { return start }
        if found > 0, tokens[found &- 1].kind.isEmpty, Int(tokens[found &- 1].end) == start &- 1,
            tokens[found &- 1].start > 0, isCapital(Int(tokens[found &- 1].start)),
            text[start &- 1] == UInt8(ascii: " ")
        {
            first = Int(tokens[found &- 1].start)
            found &-= 1
        }
        while byte(position) == UInt8(ascii: " "), isCapital(position &+ 1) {
            position &+= 1
            while bits(position) & ByteTable.separator == 0 { position &+= 1 }
        }
        return first
    }

    /// True for a capital of the Latin or Cyrillic script.
    private func isCapital(_ offset: Int) -> Bool {
        switch byte(offset) {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), 0xC4, 0xC5: true
        case 0xC3: byte(offset &+ 1) <= 0x9E
        case 0xD0: byte(offset &+ 1) <= 0xAF
        default: false
        }
    }

    /// Takes `name:name:7` to its end, three or more parts of which the last one is a number.
    mutating func takeKey() -> Bool {
        var offset = position
        var colons = 0
        var isNumber = false
        while byte(offset) == UInt8(ascii: ":"), isAlphanumeric(offset &+ 1) {
            colons &+= 1
            offset &+= 1
            isNumber = true
            while bits(offset) & ByteTable.separator == 0 {
                if bits(offset) & ByteTable.digit == 0 { isNumber = false }
                offset &+= 1
            }
        }
        guard colons >= 2, isNumber else { return false }
        position = offset
        return true
    }

    /// True behind a colon, with or without a space.
    @inline(__always)
    func followsColon(_ start: Int) -> Bool {
        guard start >= 2 else { return false }
        let before = text[start &- 1]
        return before == UInt8(ascii: ":")
            || before == UInt8(ascii: " ") && text[start &- 2] == UInt8(ascii: ":")
    }

    /// True when nothing of the same clause follows: `(password: no)`, but not `error: no module`.
    @inline(never)
    var endsClause: Bool {
        guard position < count else { return true }
        return ")]},;\"'".utf8.contains(text[position])
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
