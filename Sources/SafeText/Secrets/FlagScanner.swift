/// Finds secrets given to commands: `curl -u name:word`, `--password word`, `--token word`.
struct FlagScanner {
    /// How far back the command may stand, in bytes; without a bound a hostile line costs its square.
    private static let longestCommand = 256

    let text: ByteText

    /// The match of a flag whose first `-` stands at an index that begins a word.
    func match(at index: Int) -> SecretMatch? {
        if text[index + 1] == 0x75 || text[index + 1] == 0x55 {
            return credentials(from: index + 2, flagAt: index)
        }
        guard text[index + 1] == 0x2D else { return nil }
        let end = text.end(from: index + 2, while: \.isBase64URL)
        if text.has(word: "--user", at: index) && end == index + 6
            || text.has(word: "--proxy-user", at: index) && end == index + 12
        {
            return credentials(from: end, flagAt: index)
        }
        guard text[end].isBlank, let key = AssignmentKey(in: text, endingAt: end) else {
            return nil
        }
        let start = text.afterBlanks(end)
        guard text[start] != 0x2D, let value = SecretValue(in: text, at: start),
            !value.isPlaceholder, let kind = kind(of: value, after: key)
        else { return nil }
        return SecretMatch(start: value.range.lowerBound, end: value.fullEnd, kind: kind)
    }

    private func kind(of value: SecretValue, after key: AssignmentKey) -> SecretKind? {
        switch key {
        case .password, .pass: return .password
        case .token: return value.range.count >= Redactor.minimumLiteralLength ? .token : nil
        case .qualifiedKey: return value.range.count >= 8 && value.hasDigit ? .key : nil
        // `docker … --secret name` and `--key file.pem` name things.
        case .secret: return value.looksRandom ? .secret : nil
        case .plainKey, .queryKey: return value.looksRandom ? .key : nil
        case .authorization, .cookie: return nil
        }
    }

    /// `name:word` after `-u`; other commands than these give user and group there.
    private func credentials(from end: Int, flagAt flag: Int) -> SecretMatch? {
        var start = text.afterBlanks(end)
        if start == end, text[start] == 0x3D { start += 1 }
        guard let value = SecretValue(in: text, at: start), follows(flag) else { return nil }
        let colon = text.end(from: value.range.lowerBound) { $0 != 0x3A && !$0.isSpace }
        guard colon + 1 < value.range.upperBound, text[colon] == 0x3A,
            let word = SecretValue(text, colon + 1..<value.range.upperBound), !word.isPlaceholder
        else { return nil }
        return SecretMatch(start: colon + 1, end: value.fullEnd, kind: .password)
    }

    /// True when the command of the flag, earlier on the line, is an HTTP client.
    private func follows(_ flag: Int) -> Bool {
        var index = flag
        let first = max(0, flag - Self.longestCommand)
        while index > first, text[index - 1] != 0x0A {
            index -= 1
            if text.has(word: "curl", at: index) || text.has(word: "wget", at: index)
                || text.has(word: "http ", at: index)
            {
                return true
            }
        }
        return false
    }
}
