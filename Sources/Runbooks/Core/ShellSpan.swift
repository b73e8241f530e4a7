/// Walks over one word of shell text with its quotes, expansions and substitutions.
struct ShellSpan {
    let bytes: [UInt8]
    private(set) var index: Int
    /// Line ends that were passed.
    private(set) var lines = 0
    /// False when the text ended inside a quote or a substitution.
    private(set) var isComplete = true
    /// The word without line continuations.
    var text: String { String(decoding: word, as: UTF8.self) }
    /// Shell text inside command and process substitutions.
    private(set) var nested: [String] = []
    private(set) var isArray = false
    private var word: [UInt8] = []
    private var depth = 0

    /// How deep expansions are followed into each other; hostile text may not exhaust the stack.
    private static let depthLimit = 64

    init(bytes: [UInt8], index: Int) {
        self.bytes = bytes
        self.index = index
    }

    private func peek(_ offset: Int = 0) -> UInt8? {
        index + offset < bytes.count ? bytes[index + offset] : nil
    }

    private mutating func take() {
        if bytes[index] == Ascii.newline { lines += 1 }
        word.append(bytes[index])
        index += 1
    }

    /// Walks to the end of the word that begins here.
    ///
    /// At least one byte is taken.
    mutating func skipWord() {
        while let byte = peek() {
            switch byte {
            case Ascii.backslash: skipEscape()
            case Ascii.single: skipSingleQuotes()
            case Ascii.double: skipDoubleQuotes()
            case Ascii.backquote: skipBackquotes()
            case Ascii.dollar: skipDollar()
            case Ascii.less, Ascii.greater:
                guard word.isEmpty, peek(1) == Ascii.open else { return }
                take()
                skipSubstitution()
            case Ascii.open where word.last == Ascii.equals:
                isArray = true
                skipSubstitution()
            default:
                if Ascii.endsWord(byte) { return }
                take()
            }
        }
    }

    private mutating func skipEscape() {
        if peek(1) == Ascii.newline {
            index += 2
            lines += 1
        } else {
            take()
            if peek() != nil { take() }
        }
    }

    private mutating func skipSingleQuotes() {
        take()
        while let byte = peek() {
            take()
            if byte == Ascii.single { return }
        }
        isComplete = false
    }

    private mutating func skipDoubleQuotes() {
        take()
        while let byte = peek() {
            switch byte {
            case Ascii.double: return take()
            case Ascii.backslash: skipEscape()
            case Ascii.dollar: skipDollar()
            case Ascii.backquote: skipBackquotes()
            default: take()
            }
        }
        isComplete = false
    }

    private mutating func skipBackquotes() {
        take()
        let start = word.count
        while let byte = peek() {
            if byte == Ascii.backquote {
                nested.append(String(decoding: word[start...], as: UTF8.self))
                return take()
            }
            if byte == Ascii.backslash { skipEscape() } else { take() }
        }
        isComplete = false
    }

    private mutating func skipDollar() {
        take()
        guard depth < Self.depthLimit else { return }
        depth += 1
        defer { depth -= 1 }
        switch peek() {
        case Ascii.open: skipSubstitution()
        case Ascii.openBrace: skipBraces()
        case Ascii.single: skipDollarQuotes()
        default: break
        }
    }

    /// `$'…'`, in which a backslash escapes the quote.
    private mutating func skipDollarQuotes() {
        take()
        while let byte = peek() {
            if byte == Ascii.backslash {
                skipEscape()
            } else {
                take()
                if byte == Ascii.single { return }
            }
        }
        isComplete = false
    }

    private mutating func skipBraces() {
        take()
        while let byte = peek() {
            switch byte {
            case Ascii.closeBrace: return take()
            case Ascii.backslash: skipEscape()
            case Ascii.single: skipSingleQuotes()
            case Ascii.double: skipDoubleQuotes()
            case Ascii.dollar: skipDollar()
            case Ascii.backquote: skipBackquotes()
            default: take()
            }
        }
        isComplete = false
    }

    /// A parenthesis up to the one that closes it; what is inside is shell text of its own.
    private mutating func skipSubstitution() {
        var inner = ShellSpan(bytes: bytes, index: index + 1)
        let closed = inner.skipToClose(Ascii.open, Ascii.close, depth: 1)
        if !closed { isComplete = false }
        let end = closed ? inner.index - 1 : inner.index
        nested.append(String(decoding: bytes[index + 1..<end], as: UTF8.self))
        word.append(contentsOf: bytes[index..<inner.index])
        lines += inner.lines
        index = inner.index
    }

    /// Walks over what is inside a bracket, quotes and comments respected, and over its end.
    ///
    /// - Returns: False when the text ends first.
    mutating func skipToClose(_ open: UInt8, _ close: UInt8, depth: Int) -> Bool {
        var depth = depth
        while let byte = peek() {
            switch byte {
            case Ascii.single: skipSingleQuotes()
            case Ascii.double: skipDoubleQuotesFlat()
            case Ascii.backslash: skipEscape()
            case open:
                depth += 1
                take()
            case close:
                depth -= 1
                take()
                if depth == 0 { return isComplete }
            default: take()
            }
        }
        return false
    }

    /// Double quotes inside a substitution, without recursion; what is inside is read again on its own.
    private mutating func skipDoubleQuotesFlat() {
        take()
        var depth = 0
        while let byte = peek() {
            if byte == Ascii.backslash {
                skipEscape()
                continue
            }
            if byte == Ascii.open, word.last == Ascii.dollar { depth += 1 }
            if byte == Ascii.close, depth > 0 { depth -= 1 }
            take()
            if byte == Ascii.double, depth == 0 { return }
        }
        isComplete = false
    }
}
