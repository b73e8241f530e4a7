extension TokenScanner {
    /// Takes the word at the present position, which is not a separator.
    @inline(__always)
    mutating func takeWord() {
        let start = position
        var any: UInt8 = 0
        var all: UInt8 = 0xFF
        var slashes = 0
        while position < count {
            let bits = table[Int(text[position])]
            if bits & (ByteTable.separator | ByteTable.inner) != 0 {
                if bits & ByteTable.separator != 0 { break }
                if startsEllipsis(after: start) { break }
                if bits & ByteTable.slash != 0 { slashes &+= 1 }
            }
            any |= bits
            all &= bits
            position &+= 1
        }
        if takeHexadecimalGroups(from: start, allHexadecimal: all & ByteTable.hexadecimal != 0) {
            return
        }
        guard any & ByteTable.alphanumeric != 0 else { return }
        if takeAddress(from: start) { return }
        if isVariable(start, any: any, all: all, slashes: slashes) {
            takeQueryValue(from: start)
            emitMask(start, position)
        } else if followsNumber(start), isUnit(start) {
            tokens[found &- 1].end = Int32(truncatingIfNeeded: position)
        } else {
            emitTrimmed(start, any: any)
        }
    }

    @inline(__always)
    private func startsEllipsis(after start: Int) -> Bool {
        text[position] == UInt8(ascii: ".") && position > start
            && byte(position &+ 1) == UInt8(ascii: ".")
    }

    /// Takes four or more groups of at most four hexadecimal digits, as in IPv6 and MAC addresses.
    @inline(__always)
    private mutating func takeHexadecimalGroups(from start: Int, allHexadecimal: Bool) -> Bool {
        guard allHexadecimal, position &- start <= 4, byte(position) == UInt8(ascii: ":"),
            start == 0 || text[start &- 1] != UInt8(ascii: ":")
        else { return false }
        var offset = start
        var groups = 0
        while true {
            var length = 0
            while bits(offset) & ByteTable.hexadecimal != 0 {
                length &+= 1
                offset &+= 1
            }
            if length > 4 { return false }
            groups &+= 1
            guard byte(offset) == UInt8(ascii: ":") else { break }
            offset &+= 1
        }
        guard groups >= 4, !isAlphanumeric(offset) else { return false }
        position = offset
        emitMask(start, offset)
        return true
    }

    /// Takes `scheme://…` as one variable.
    @inline(__always)
    private mutating func takeAddress(from start: Int) -> Bool {
        guard byte(position) == UInt8(ascii: ":"), byte(position &+ 1) == UInt8(ascii: "/"),
            byte(position &+ 2) == UInt8(ascii: "/")
        else { return false }
        while position < count, text[position] > 32, !endsAddress(text[position]) {
            position &+= 1
        }
        emitMask(start, position)
        return true
    }

    private func endsAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ")"),
            UInt8(ascii: "]"), UInt8(ascii: ">"):
            true
        default: false
        }
    }

    /// The rules by which a single word is a variable.
    @inline(__always)
    private func isVariable(_ start: Int, any: UInt8, all: UInt8, slashes: Int) -> Bool {
        let length = position &- start
        if any & ByteTable.digit != 0 { return !isNumberedName(start, any: any) }
        if slashes > 0 {
            if text[start] == UInt8(ascii: "/"), length > 1 { return true }
            if slashes >= 2 || holds(UInt8(ascii: "\\"), start) { return true }
        }
        if length >= 8 {
            if all & ByteTable.hexadecimal != 0 { return true }
        } else if length >= 3, length <= 5 {
            let packed = WordHash.pack(text + start, length, available: count &- start)
            if WordLists.isConstant(packed, length) { return true }
            if length == 3, bits(start) & ByteTable.upper != 0, WordLists.isDateName(packed) {
                return true
            }
        }
        return any & ByteTable.inner != 0 && any & ByteTable.upper == 0 && isHostBeforePort(start)
    }

    /// Capitals with one digit at the end, such as `MIXER2`, are names and no variables.
    private func isNumberedName(_ start: Int, any: UInt8) -> Bool {
        guard any & (ByteTable.lower | ByteTable.inner) == 0, position &- start >= 5 else {
            return false
        }
        var offset = start
        while offset < position &- 1 {
            if bits(offset) & ByteTable.upper == 0 { return false }
            offset &+= 1
        }
        return bits(offset) & ByteTable.digit != 0
    }

    private func isHostBeforePort(_ start: Int) -> Bool {
        byte(position) == UInt8(ascii: ":") && bits(position &+ 1) & ByteTable.digit != 0
            && holds(UInt8(ascii: "."), start)
    }

    private func holds(_ wanted: UInt8, _ start: Int) -> Bool {
        var offset = start
        while offset < position {
            if text[offset] == wanted { return true }
            offset &+= 1
        }
        return false
    }

    /// A path with a query runs to the next white space or quote, across `=`.
    @inline(__always)
    private mutating func takeQueryValue(from start: Int) {
        guard text[start] == UInt8(ascii: "/"), byte(position) == UInt8(ascii: "="),
            holds(UInt8(ascii: "?"), start)
        else { return }
        while position < count, text[position] > 32, text[position] != UInt8(ascii: "\""),
            text[position] != UInt8(ascii: "'")
        {
            position &+= 1
        }
    }

    @inline(__always)
    private func isUnit(_ start: Int) -> Bool {
        let length = position &- start
        guard length <= 7 else { return false }
        return lists.units.contains(
            WordHash.pack(text + start, length, available: count &- start))
    }

    /// Adds the word without the punctuation at its edges.
    @inline(__always)
    private mutating func emitTrimmed(_ start: Int, any: UInt8) {
        var first = start
        var end = position
        if any & ByteTable.inner != 0 {
            while end > first, !isAlphanumeric(end &- 1) { end &-= 1 }
            while first < end, !isAlphanumeric(first) { first &+= 1 }
        }
        emitWord(first, end)
    }
}
