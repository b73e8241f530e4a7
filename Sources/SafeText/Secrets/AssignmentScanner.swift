/// Finds values by the name before them: `password=…`, `"api_key": "…"`, `Authorization: Bearer …`.
struct AssignmentScanner {
    let text: ByteText

    /// The match whose separator, `=` or `:`, stands at an index.
    @inline(__always)
    func match(atSeparator index: Int) -> SecretMatch? {
        // In almost every line the byte before is a digit, a space or a letter no name ends with.
        let before = text[index - 1]
        guard before.isLetter || before.isQuote || before.isBlank || before == 0x5D else {
            return nil
        }
        return slowMatch(atSeparator: index)
    }

    private func slowMatch(atSeparator index: Int) -> SecretMatch? {
        var nameEnd = index
        while text[nameEnd - 1].isBlank { nameEnd -= 1 }
        while text[nameEnd - 1].isQuote || text[nameEnd - 1] == 0x5D || text[nameEnd - 1] == 0x5C {
            nameEnd -= 1
        }
        guard let key = AssignmentKey(in: text, endingAt: nameEnd) else { return nil }
        var start = index + 1
        // `=>` of Ruby and `:=` of Go.
        if text[start] == 0x3E || text[start] == 0x3D { start += 1 }
        let hasBlank = text[start].isBlank
        start = text.afterBlanks(start)
        switch key {
        case .authorization: return authorization(from: start)
        case .cookie: return cookie(from: start)
        case .password, .pass, .token, .secret, .qualifiedKey, .plainKey, .queryKey:
            guard let value = SecretValue(in: text, at: start), !value.isPlaceholder else {
                return nil
            }
            // `name: word` reads like a sentence, `name=word` and `name:word` do not.
            let isProse = text[index] == 0x3A && hasBlank && !value.isQuoted
            guard let kind = kind(of: value, after: key, isProse: isProse) else { return nil }
            return SecretMatch(
                start: value.range.lowerBound, end: value.fullEnd, kind: kind)
        }
    }

    private func kind(
        of value: SecretValue, after key: AssignmentKey, isProse: Bool
    ) -> SecretKind? {
        let length = value.range.count
        switch key {
        case .password:
            // PWD=/home/user is a folder.
            if text[value.range.lowerBound] == 0x2F { return nil }
            return isProse && value.isWord && value.isFollowedByWord ? nil : .password
        case .token, .secret:
            let kind: SecretKind = key == .token ? .token : .secret
            guard length >= Redactor.minimumLiteralLength else { return nil }
            return value.hasDigit || (!isProse && length >= 8) ? kind : nil
        case .qualifiedKey:
            return length >= 16 || (length >= 8 && value.hasDigit) ? .key : nil
        case .pass: return isProse || !value.hasLetter ? nil : .password
        case .plainKey: return value.looksRandom && !value.isHex ? .key : nil
        case .queryKey: return length >= 16 && value.hasDigit ? .key : nil
        case .authorization, .cookie: return nil
        }
    }

    /// The scheme stays, the rest of the header goes; without a scheme only what looks like a key.
    private func authorization(from start: Int) -> SecretMatch? {
        let quoted = text[start].isQuote
        let begin = quoted ? start + 1 : start
        let schemeEnd = text.end(from: begin) { $0.isBase64URL }
        if Self.schemes.contains(where: { text.has(word: $0, at: begin) }), text[schemeEnd].isBlank
        {
            let value = text.afterBlanks(schemeEnd)
            // A command that refers to a variable shows nothing.
            if text[value] == 0x24, SecretValue(in: text, at: value)?.isPlaceholder ?? false {
                return nil
            }
            let end = headerEnd(from: value)
            return end > value && !SecretValue.isMark(in: text, at: value)
                ? SecretMatch(start: value, end: end, kind: .authorization) : nil
        }
        guard let value = SecretValue(in: text, at: start), !value.isPlaceholder,
            value.range.count >= 8, value.hasDigit
        else { return nil }
        return SecretMatch(
            start: value.range.lowerBound, end: value.fullEnd, kind: .authorization)
    }

    private static let schemes: [StaticString] = [
        "basic", "bearer", "digest", "negotiate", "token", "apikey", "aws4-hmac-sha256", "ntlm",
        "hawk", "splunk", "key",
    ]

    /// All cookies of the line: which of them is the session is not to be seen.
    private func cookie(from start: Int) -> SecretMatch? {
        let begin = text[start].isQuote ? start + 1 : start
        let name = text.end(from: begin) { $0.isBase64URL || $0 == 0x2E }
        guard name > begin, text[name] == 0x3D, !SecretValue.isMark(in: text, at: name + 1) else {
            return nil
        }
        let end = headerEnd(from: begin)
        if text[name + 1] == 0x24, let value = SecretValue(in: text, at: name + 1),
            value.isPlaceholder, value.fullEnd == end
        {
            return nil
        }
        return SecretMatch(start: begin, end: end, kind: .cookie)
    }

    /// A header ends with its line, or with the quotes it stands in.
    private func headerEnd(from start: Int) -> Int {
        let line = text.lineEnd(from: start)
        var end = start
        while end < line {
            // Digest and Set-Cookie have quotes of their own, which follow a `=`.
            if text[end].isQuote {
                guard text[end - 1] == 0x3D else { break }
                let quote = text[end]
                end = text.end(from: end + 1) { $0 != quote && $0 != 0x0A }
            }
            end = min(end + 1, line)
        }
        while end > start, text[end - 1] == 0x5C || text[end - 1].isBlank { end -= 1 }
        return end
    }
}

extension SecretValue {
    /// True where one of our own marks begins.
    static func isMark(in text: ByteText, at index: Int) -> Bool {
        text.has([0xE2, 0x80, 0xB9], at: index)
    }
}
