extension TokenScanner {
    /// Takes `=` and, after a key, the value behind it as one token.
    mutating func takeEquals() {
        let equals = position
        guard found > 0, equals > 0, endsKey(equals &- 1),
            byte(equals &+ 1) != UInt8(ascii: "=")
        else {
            position &+= 1
            return
        }
        var start = equals &+ 1
        if byte(start) == UInt8(ascii: ">") { start &+= 1 }
        while byte(start) == UInt8(ascii: " ") { start &+= 1 }
        let end = valueEnd(from: start, equals: equals)
        let key = end > start ? keyClass(before: equals) : .other
        if key == .text, end > start {
            position = isQuote(byte(start)) ? start &+ 1 : start
        } else if end == start {
            if isEmptyValue(start) { emitWord(equals &+ 1, equals &+ 1, kind: .value) }
            position = equals &+ 1
        } else {
            emitValue(start, end, key: key)
            position = end
        }
    }

    /// Nothing stands behind the sign, in contrast to `limit=<a, b>`.
    private func isEmptyValue(_ start: Int) -> Bool {
        switch byte(start) {
        case UInt8(ascii: "<"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): false
        default: true
        }
    }

    private enum KeyClass { case text, level, identity, account, other }

    private func endsKey(_ offset: Int) -> Bool {
        let byte = text[offset]
        return isAlphanumeric(offset) || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "\"")
    }

    private func isQuote(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
    }

    /// Where the value ends; at its start when there is none.
    private func valueEnd(from start: Int, equals: Int) -> Int {
        let first = byte(start)
        guard start < count else { return start }
        if isQuote(first) {
            var offset = start &+ 1
            while offset < count, text[offset] != first {
                offset &+= text[offset] == UInt8(ascii: "\\") ? 2 : 1
            }
            return min(offset &+ 1, count)
        }
        guard bits(start) & ByteTable.separator == 0 || first == UInt8(ascii: ":") else {
            return start
        }
        var end = start
        var isQuery = false
        while end < count,
            bits(end) & ByteTable.separator == 0 || isInsideValue(text[end])
                || isQuery && text[end] == UInt8(ascii: "=") || continuesName(end)
        {
            if text[end] == UInt8(ascii: "?"), first == UInt8(ascii: "/") { isQuery = true }
            if text[end] == UInt8(ascii: ","), !isQuery { end &+= 3 }
            end &+= 1
        }
        // In `a = b=c` the word before the second sign is the next key, not the value of the first.
        return byte(end) == UInt8(ascii: "=") && start > equals &+ 1 ? start : end
    }

    /// True at the comma in a directory's names, as in `ou=people,dc=example,dc=org`.
    private func continuesName(_ offset: Int) -> Bool {
        guard text[offset] == UInt8(ascii: ","), offset &+ 4 < count,
            text[offset &+ 3] == UInt8(ascii: "=")
        else { return false }
        let next = WordHash.pack(text + offset + 1, 2, available: count &- offset &- 1)
        return next == WordLists.pack("dc") || next == WordLists.pack("ou")
            || next == WordLists.pack("cn")
    }

    private func isInsideValue(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ":") || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "`")
    }

    private func keyClass(before equals: Int) -> KeyClass {
        let key = tokens[found &- 1]
        guard !key.kind.contains(.mask), Int(key.end) == equals else { return .other }
        let start = Int(key.start)
        let length = equals &- start
        guard length <= 9 else { return .other }
        let packed = WordHash.pack(text + start, length, available: count &- start)
        if lists.textKeys.contains(packed) { return .text }
        if lists.identityKeys.contains(packed) { return .identity }
        if WordLists.isPerson(packed) { return .account }
        return lists.levelKeys.contains(packed) ? .level : .other
    }

    /// A value is a variable when its key says so or when it bears a digit, is quoted, a path or a constant; else a word.
    private mutating func emitValue(_ start: Int, _ end: Int, key: KeyClass) {
        var any: UInt8 = 0
        var slashes = 0
        var punctuated = false
        for offset in start..<end {
            let bits = table[Int(text[offset])]
            any |= bits
            if bits & ByteTable.slash != 0 { slashes &+= 1 }
            if bits & ByteTable.inner != 0, text[offset] != UInt8(ascii: "-") { punctuated = true }
            if text[offset] == UInt8(ascii: ",") { punctuated = true }
        }
        let packed = WordHash.pack(text + start, end &- start, available: count &- start)
        let letters = any & (ByteTable.lower | ByteTable.upper | ByteTable.high)
        if key == .identity || any & ByteTable.digit != 0 || letters == 0 || slashes >= 2
            || text[start] == UInt8(ascii: "/") || isQuote(text[start])
            || WordLists.isConstant(packed, end &- start) || WordLists.isSwitch(packed)
        {
            emitMask(start, end)
        } else if key == .level {
            emitWord(start, end, kind: .event)
        } else if key == .account {
            emitWord(start, end, kind: [.value, .event])
        } else {
            emitWord(start, end, kind: punctuated ? [.value, .punctuated] : .value)
        }
    }
}
