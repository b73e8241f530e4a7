/// The value that follows a separator or a flag, and whether it can be a secret.
struct SecretValue {
    /// How much of a value is looked at to decide, in bytes: a hostile line of many rejected values
    /// must not cost its square.
    static let longestJudged = 1_024
    /// Closing brackets left out at the end of a value.
    static let mostClosing = 8

    let text: ByteText
    let range: Range<Int>
    let isQuoted: Bool

    /// Finds the value that begins at an index; nil when there is none on this line.
    init?(in text: ByteText, at start: Int) {
        self.text = text
        var begin = start
        // JSON inside a JSON string quotes with \".
        while text[begin] == 0x5C { begin += 1 }
        let quote = text[begin]
        let isNested = begin > start
        isQuoted = quote.isQuote
        if isQuoted {
            range =
                begin
                + 1..<Self.quotedEnd(
                    in: text, from: begin + 1, quote: quote, isNested: isNested)
        } else {
            range = begin..<Self.plainEnd(in: text, from: begin)
        }
        if range.isEmpty { return nil }
    }

    /// Where the closing quote, or the backslash that belongs to it, stands.
    private static func quotedEnd(
        in text: ByteText, from start: Int, quote: UInt8, isNested: Bool
    ) -> Int {
        var index = start
        while index < text.count, text[index] != 0x0A, text[index] != quote {
            let isEscape = text[index] == 0x5C
            if isEscape, isNested, text[index + 1] == quote { return index }
            index += isEscape ? 2 : 1
        }
        return min(index, text.count)
    }

    private static func plainEnd(in text: ByteText, from start: Int) -> Int {
        var index = start
        let limit = min(text.count, start + longestJudged)
        while index < limit, !text[index].isSpace, !text[index].isQuote {
            if endsValue(in: text, at: index) { break }
            index += 1
        }
        for _ in 0..<mostClosing where index > start && isClosing(text[index - 1]) { index -= 1 }
        return index
    }

    /// `,` `;` and `&` end a value only where the line or another `name=` follows.
    private static func endsValue(in text: ByteText, at index: Int) -> Bool {
        let byte = text[index]
        guard byte == 0x2C || byte == 0x3B || byte == 0x26 else { return false }
        let next = text.end(from: index + 1) { $0.isBase64URL || $0 == 0x2E }
        return text[index + 1].isSpace || text[index + 1].isQuote || next == text.count
            || text[next] == 0x3D || text[next] == 0x3A
    }

    private static func isClosing(_ byte: UInt8) -> Bool {
        byte == 0x29 || byte == 0x5D || byte == 0x7D || byte == 0x3E || byte == 0x2C
    }

    /// The end of the whole value, also of one longer than what was judged.
    var fullEnd: Int {
        range.count < Self.longestJudged - Self.mostClosing || isQuoted
            ? range.upperBound
            : text.end(from: range.upperBound) { !$0.isSpace && !$0.isQuote }
    }

    var hasDigit: Bool { range.contains { text[$0].isDigit } }

    var hasLetter: Bool { range.contains { text[$0].isLetter } }

    /// True for hexadecimal digits only: more often a hash than a key.
    var isHex: Bool { range.allSatisfy { text[$0].isHex } }

    /// True for a value of ASCII letters only.
    var isWord: Bool { range.allSatisfy { text[$0].isLetter } }

    /// True when other words follow on the line: then this is more likely a sentence.
    var isFollowedByWord: Bool {
        let next = text.afterBlanks(range.upperBound)
        return next > range.upperBound && text[next].isLetter
    }

    /// True for a long mixture that nobody typed: base64 with both cases and a digit, or long hex.
    var looksRandom: Bool {
        guard range.count >= 20, hasDigit else { return false }
        if isHex { return range.count >= 32 }
        return range.allSatisfy { text[$0].isBase64 || text[$0].isBase64URL }
            && range.contains { text[$0].isUppercase } && range.contains { text[$0].isLowercase }
    }

    /// True for what stands in place of a value: a variable, `***`, `null`, `<password>`, a call.
    var isPlaceholder: Bool {
        let (first, last) = (text[range.lowerBound], text[range.upperBound - 1])
        switch first {
        case 0x24: return isVariable
        case 0x25, 0x7B:
            return range.count < 3 || text[range.lowerBound + 1] == 0x7B || first == 0x7B
        case 0x3C: return last == 0x3E || text[range.upperBound] == 0x3E
        case 0x5B: return range.dropFirst().allSatisfy { !text[$0].isDigit }
        // The first byte of `‹` in our own marks, and of `…`.
        case 0xE2: return text[range.lowerBound + 1] == 0x80
        default: return isFiller || isCall || isStandIn
        }
    }

    /// `$NAME`, `${name}`, `$(command)`.
    private var isVariable: Bool {
        let second = text[range.lowerBound + 1]
        if second == 0x7B || second == 0x28 { return true }
        return range.dropFirst().allSatisfy {
            text[$0].isUppercase || text[$0].isDigit || text[$0] == 0x5F
        }
    }

    /// One repeated character, as in `****` or `xxxx`.
    private var isFiller: Bool {
        let first = text[range.lowerBound]
        return range.allSatisfy { text[$0] == first } && !first.isDigit
            && (!first.isLetter || first.lowercased == 0x78)
    }

    /// Code, as in `os.environ["X"]` or `getPassword()`.
    private var isCall: Bool {
        let name = text.end(from: range.lowerBound) { $0.isWord || $0 == 0x2E }
        return name > range.lowerBound && !range.prefix(name - range.lowerBound).isEmpty
            && (text[name] == 0x28 || text[name] == 0x5B) && !isQuoted
            && !text[range.lowerBound].isDigit
    }

    private var isStandIn: Bool {
        guard range.count <= 9, isWord else { return false }
        return Self.standIns.contains {
            $0.count == range.count && text.hasLowercase($0, at: range)
        }
    }

    private static let standIns: [[UInt8]] = [
        "null", "nil", "none", "true", "false", "undefined", "unset", "empty", "redacted", "hidden",
        "masked", "filtered", "required", "optional", "missing", "invalid", "expired", "yes", "no",
        "on", "off", "string", "str", "bool", "number", "object",
    ].map { Array($0.utf8) }
}

extension ByteText {
    fileprivate func hasLowercase(_ word: [UInt8], at range: Range<Int>) -> Bool {
        word.indices.allSatisfy { self[range.lowerBound + $0].lowercased == word[$0] }
    }
}
