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
                if bits & ByteTable.separator != 0, !isNamePrefix(start) { break }
                if position > start, endsInside(any, start) { break }
                if bits & ByteTable.slash != 0 { slashes &+= 1 }
            }
            any |= bits
            all &= bits
            position &+= 1
        }
        if takeHexadecimalGroups(from: start, allHexadecimal: all & ByteTable.hexadecimal != 0) {
            return
        }
        guard any & ByteTable.alphanumeric != 0 else {
            if slashes == 1, isRoot(start) { emitMask(start, position) }
            return
        }
        if byte(position) == UInt8(ascii: ":") {
            if takeAddress(from: start) { return }
            if any & ByteTable.digit == 0, takeKey() {
                emitMask(start, position)
                return
            }
        }
        if isVariable(start, any: any, all: all, slashes: slashes) {
            takeQueryValue(from: start)
            if slashes == 1 { takeAgent(from: start) }
            emitMask(start, position)
        } else if followsNumber(start), isUnit(start) {
            takeUnit()
        } else if isCurrency(start, all: all), followsNumber(start) {
            emitMask(start, position)
        } else if any & ByteTable.high != 0 {
            let first = takeName(from: start)
            emitWord(first, position, kind: [.value, .punctuated])
        } else {
            emitTrimmed(start, any: any)
        }
    }

    /// True for the apostrophe in a name such as `O'Neil`.
    @inline(__always)
    private func isNamePrefix(_ start: Int) -> Bool {
        text[position] == UInt8(ascii: "'") && position &- start == 1
            && bits(start) & ByteTable.upper != 0 && bits(position &+ 1) & ByteTable.upper != 0
    }

    /// True where a word ends at punctuation: before `..`, before the number in `CPU#0`, and before the
    /// number of an object in `Session@4f2a81c0`.
    @inline(__always)
    private func endsInside(_ any: UInt8, _ start: Int) -> Bool {
        switch text[position] {
        case UInt8(ascii: "."): byte(position &+ 1) == UInt8(ascii: ".")
        case UInt8(ascii: "#"):
            any & ByteTable.digit == 0 && bits(position &+ 1) & ByteTable.digit != 0
        case UInt8(ascii: "@"): isObjectNumber(position &+ 1)
        default: false
        }
    }

    /// True for four or more hexadecimal digits up to the word's end.
    private func isObjectNumber(_ start: Int) -> Bool {
        var offset = start
        var any: UInt8 = 0
        while bits(offset) & ByteTable.hexadecimal != 0 {
            any |= bits(offset)
            offset &+= 1
        }
        return offset &- start >= 4 && any & ByteTable.digit != 0
            && bits(offset) & ByteTable.separator != 0
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
        if any & ByteTable.digit != 0 {
            return bits(start) & (ByteTable.lower | ByteTable.upper) == 0
                || !isNumberedName(start, any: any)
        }
        if slashes > 0 {
            if text[start] == UInt8(ascii: "/"), length > 1 { return true }
            if slashes >= 2 || holds(UInt8(ascii: "\\"), start) { return true }
        }
        if length >= 8 {
            if all & ByteTable.hexadecimal != 0 { return true }
        } else if length <= 3, followsColon(start),
            WordLists.isSwitch(
                WordHash.pack(text + start, length, available: count &- start))
        {
            return true
        } else if length >= 3, length <= 5 {
            let packed = WordHash.pack(text + start, length, available: count &- start)
            if WordLists.isConstant(packed, length) { return true }
            if WordLists.isAccount(packed), followsPerson() { return true }
            if length == 3, bits(start) & ByteTable.upper != 0, WordLists.isDateName(packed) {
                return true
            }
        }
        if any & ByteTable.upper == 0, isHostBeforePort(start) { return true }
        return any & ByteTable.inner != 0 && isMailAddress(start)
    }

    /// Names that hold a number and are no variables: well-known ones such as `ipv6`, capitals with one
    /// digit at the end such as `MIXER2`, identifiers with one digit inside such as `Base2Reader`, and
    /// keys such as `r0=`.
    private func isNumberedName(_ start: Int, any: UInt8) -> Bool {
        let length = position &- start
        if length <= 8 {
            let packed = WordHash.pack(text + start, length, available: count &- start)
            if lists.numberedNames.contains(packed) { return true }
        }
        if any & ByteTable.slash != 0 { return isProtocol(start) }
        var digits = 0
        var lastDigit = start
        var offset = start
        while offset < position {
            if bits(offset) & ByteTable.digit != 0 {
                digits &+= 1
                lastDigit = offset
            }
            offset &+= 1
        }
        if any & (ByteTable.lower | ByteTable.inner) == 0, length >= 5, digits == 1,
            lastDigit == position &- 1
        {
            return true
        }
        if byte(position) == UInt8(ascii: "="), digits <= 2, length <= 16 { return true }
        guard digits == 1, position &- lastDigit > 4,
            any & ByteTable.upper != 0 || holds(UInt8(ascii: "_"), start)
        else { return false }
        offset = position &- 4
        while offset < position, bits(offset) & (ByteTable.lower | ByteTable.upper) != 0 {
            offset &+= 1
        }
        return offset == position
    }

    /// True for `HTTP/1.1` and its like, which tell what kind of line it is.
    private func isProtocol(_ start: Int) -> Bool {
        position &- start <= 8
            && WordHash.pack(text + start, 5, available: count &- start)
                == WordLists.pack("HTTP/")
    }

    /// True behind a word that says that somebody's name comes next.
    private func followsPerson() -> Bool {
        guard found > 0, tokens[found &- 1].kind.isEmpty else { return false }
        let start = Int(tokens[found &- 1].start)
        return WordLists.isPerson(
            WordHash.pack(
                text + start, Int(tokens[found &- 1].end) &- start, available: count &- start))
    }

    /// True behind a word that says that a place comes next, as in `to shop:8080`.
    private func followsPlace() -> Bool {
        guard found > 0, tokens[found &- 1].kind.isEmpty else { return false }
        let start = Int(tokens[found &- 1].start)
        let length = Int(tokens[found &- 1].end) &- start
        return length <= 4
            && WordLists.isPlace(WordHash.pack(text + start, length, available: count &- start))
    }

    /// True for `name@place`.
    private func isMailAddress(_ start: Int) -> Bool {
        var offset = start
        while offset < position, text[offset] != UInt8(ascii: "@") { offset &+= 1 }
        return offset > start && offset &+ 1 < position && isAlphanumeric(offset &+ 1)
    }

    private func isHostBeforePort(_ start: Int) -> Bool {
        byte(position) == UInt8(ascii: ":") && bits(position &+ 1) & ByteTable.digit != 0
            && (holds(UInt8(ascii: "."), start) || followsPlace())
    }

    private func holds(_ wanted: UInt8, _ start: Int) -> Bool { holds(wanted, start, position) }

    func holds(_ wanted: UInt8, _ start: Int, _ end: Int) -> Bool {
        var offset = start
        while offset < end {
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
        if byte(end) == UInt8(ascii: ","), any & ~(ByteTable.lower | ByteTable.hexadecimal) == 0,
            takeWordList()
        {
            emitWord(first, position, kind: [.value, .punctuated])
        } else {
            emitWord(first, end, kind: isEnclosed(first, end) ? .value : [])
        }
    }
}
