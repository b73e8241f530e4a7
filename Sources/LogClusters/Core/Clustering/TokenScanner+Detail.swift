extension TokenScanner {
    /// Adds a variable as a token of its own, without the punctuation at its edges.
    ///
    /// Variables with nothing but a colon between them, as in `host:port` and `12:30:01`, stay one.
    @inline(never)
    mutating func emitDetail(_ start: Int, _ end: Int, follows: Bool) {
        let (first, last) = trimmed(start, end)
        if follows, isOneWithLast(first) {
            tokens[found &- 1].end = Int32(truncatingIfNeeded: last)
            return
        }
        let position = found &- joinedCount
        if position == Self.limit || position == Self.limit &- 1 && !follows {
            emitTail(WordHash.mask, first, last)
        } else if found < Self.detailLimit {
            if follows { joinedCount &+= 1 }
            append(WordHash.mask, first, last, follows ? [.mask, .joined] : .mask)
        }
    }

    private func isOneWithLast(_ start: Int) -> Bool {
        let first = Int(tokens[found &- 1].start)
        let end = Int(tokens[found &- 1].end)
        if start <= end { return true }
        if start == end &+ 1, text[end] == UInt8(ascii: ":") { return true }
        return start - end <= 2 && text[end] == UInt8(ascii: " ") && isDate(first, end, next: start)
    }

    /// True when a variable is the date before another one: `Mon Jul 25 …` or `2026-07-25 23:…`.
    private func isDate(_ start: Int, _ end: Int, next: Int) -> Bool {
        let isNamed =
            bits(start) & ByteTable.upper != 0 && end - start >= 3
            && WordLists.isDateName(WordHash.pack(text + start, 3, available: count &- start))
            && (end - start == 3 || text[start + 3] == UInt8(ascii: " "))
        if isNamed { return true }
        return end - start == 10 && byte(next + 2) == UInt8(ascii: ":")
            && (text[start + 4] == UInt8(ascii: "-") || text[start + 4] == UInt8(ascii: "/"))
    }

    /// A variable's range without a full stop behind it or a sign such as `#` before it.
    private func trimmed(_ start: Int, _ end: Int) -> (Int, Int) {
        var first = start
        var last = end
        let isPath = holds(UInt8(ascii: "/"), first, last)
        while last &- 1 > first, isEdge(text[last &- 1]) || !isPath && isSign(text[last &- 1]) {
            last &-= 1
        }
        while first &+ 1 < last, isEdge(text[first]) || isSign(text[first]) { first &+= 1 }
        return (first, last)
    }

    private func isEdge(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?")
    }

    private func isSign(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "#"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "%"),
            UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: "^"):
            true
        default: false
        }
    }
}
