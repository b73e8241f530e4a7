extension PlaceholderFilling {
    /// Fills `'…'` or the quoted part of `$'…'`.
    mutating func fillSingle(_ quoting: Quoting) throws(Refusal) {
        words.begin()
        copy()
        while let byte = peek() {
            if let mark {
                try fill(mark, quoting)
            } else if byte == Ascii.single {
                return copy()
            } else if byte == Ascii.backslash, quoting == .dollarSingle {
                copyEscape()
            } else {
                copyLiteral()
            }
        }
    }

    /// Fills `"…"`.
    mutating func fillDouble() throws(Refusal) {
        words.begin()
        copy()
        while let byte = peek() {
            if let mark {
                try fill(mark, .double)
                continue
            }
            switch byte {
            case Ascii.double: return copy()
            case Ascii.backslash:
                copyEscape([
                    Ascii.double, Ascii.backslash, Ascii.dollar, Ascii.backquote, Ascii.newline,
                ])
            case Ascii.backquote: try fillBackquotes(.double)
            case Ascii.dollar: try fillDollar(.double)
            default: copyLiteral()
            }
        }
    }

    /// Fills what follows a dollar sign.
    mutating func fillDollar(_ quoting: Quoting) throws(Refusal) {
        switch peek(1) {
        case Ascii.open:
            if peek(2) == Ascii.open, let end = arithmeticEnd(from: index + 3) {
                try copyPlain(to: end, place: "in arithmetic")
                return words.takeExpansion()
            }
            copy(2)
            try fillNested(Ascii.close)
        case Ascii.openBrace: try fillBraces(quoting)
        case UInt8(ascii: "["):
            let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: "]")) ?? limit
            try copyPlain(to: end, place: "in arithmetic")
            words.takeExpansion()
        case Ascii.single where quoting == .none:
            copy()
            try fillSingle(.dollarSingle)
        default: copyLiteral()
        }
    }

    /// The end of `((…))` whose inside begins at `start`; nil when it is two brackets of another kind.
    func arithmeticEnd(from start: Int) -> Int? {
        var depth = 2
        var place = start
        while place < limit {
            if let mark = marks[place] {
                place = mark.end
                continue
            }
            switch bytes[place] {
            case Ascii.backslash: place += 1
            case Ascii.open: depth += 1
            case Ascii.close:
                depth -= 1
                if depth == 0 { return bytes[place - 1] == Ascii.close ? place + 1 : nil }
            default: break
            }
            place += 1
        }
        return nil
    }

    /// Fills `${NAME…}`.
    private mutating func fillBraces(_ quoting: Quoting) throws(Refusal) {
        copy(2)
        while peek() == UInt8(ascii: "!") || peek() == Ascii.hash { copy() }
        var end = index
        while end < limit, Self.isName(bytes[end]) || marks[end] != nil { end += 1 }
        try copyPlain(to: end, place: "in the name of a variable")
        if peek() == UInt8(ascii: "[") {
            let end = bytes[index..<limit].firstIndex(of: UInt8(ascii: "]")) ?? limit
            try copyPlain(to: end, place: "in the index of an array")
            copy()
        }
        let sign = peek() == UInt8(ascii: ":") ? peek(1) : peek()
        switch sign {
        case UInt8(ascii: "-"), Ascii.equals, UInt8(ascii: "?"), UInt8(ascii: "+"):
            try fillBraceWord(quoting, inner: quoting == .none ? .none : quoting)
        case Ascii.hash, UInt8(ascii: "%"), UInt8(ascii: "/"), UInt8(ascii: "^"),
            UInt8(ascii: ","):
            // A pattern: only quoted is the value a text.
            try fillBraceWord(quoting, inner: quoting == .document ? nil : Quoting.none)
        default: try fillBraceWord(quoting, inner: nil)
        }
        words.takeExpansion()
    }

    /// Fills the rest of `${NAME…}`; `inner` is how its word is quoted, nil where nothing may be filled.
    private mutating func fillBraceWord(_ quoting: Quoting, inner: Quoting?) throws(Refusal) {
        let outer = words
        while let byte = peek() {
            if let mark {
                guard let inner, !outer.isShellText else {
                    throw Self.refusal(mark, "where ${…} takes more than a text")
                }
                try fill(mark, inner)
                continue
            }
            switch byte {
            case Ascii.closeBrace:
                let holdsMark = words.holdsMark
                words = outer
                words.holdsMark = holdsMark
                return copy()
            case Ascii.backslash: copyEscape()
            case Ascii.single where inner == Quoting.none: try fillSingle(.single)
            case Ascii.double where quoting != .document: try fillDouble()
            case Ascii.backquote: try fillBackquotes(quoting)
            case Ascii.dollar: try fillDollar(inner ?? quoting)
            default: copyLiteral()
            }
        }
    }

    /// Fills what stands in backticks, which bash reads once more after it took their backslashes away.
    mutating func fillBackquotes(_ quoting: Quoting) throws(Refusal) {
        var inside: [UInt8] = []
        var end = index + 1
        while end < limit, bytes[end] != Ascii.backquote {
            if bytes[end] == Ascii.backslash, end + 1 < limit {
                end += 1
                let next = bytes[end]
                let isTaken =
                    next == Ascii.backquote || next == Ascii.backslash || next == Ascii.dollar
                    || next == Ascii.double && quoting == .double
                if !isTaken { inside.append(Ascii.backslash) }
            }
            inside.append(bytes[end])
            end += 1
        }
        guard (index..<end).contains(where: { marks[$0] != nil }) else {
            copy(end + 1 - index)
            return words.takeExpansion()
        }
        guard depth + words.depth < Self.depthLimit else {
            throw Refusal(sentence: "substitutions are nested too deeply to fill a value in")
        }
        let filled = try Self.filled(inside, names: names, depth: depth + 1)
        output.append(Ascii.backquote)
        for byte in filled {
            if byte == Ascii.backquote || byte == Ascii.backslash {
                output.append(Ascii.backslash)
            }
            output.append(byte)
        }
        index = end
        if index < limit { copy() }
        words.takeExpansion()
    }

    private static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
