/// Finds the password, or the lone token, before the host of a URL (RFC 3986 §3.2.1).
struct URLPasswordScanner {
    /// How long name and password may be together, in bytes.
    private static let longestUser = 512

    let text: ByteText

    /// The match whose `://` stands at an index.
    func match(atScheme index: Int) -> SecretMatch? {
        let start = index + 3
        guard text[index - 1].isAlphanumeric, let at = userEnd(from: start) else { return nil }
        let colon = end(from: start) { $0 != 0x3A }
        if colon < at {
            guard let value = SecretValue(text, colon + 1..<at), !value.isPlaceholder else {
                return nil
            }
            return SecretMatch(start: colon + 1, end: at, kind: .urlPassword)
        }
        guard let user = SecretValue(text, start..<at), user.range.count >= 16, user.hasDigit,
            !user.isPlaceholder
        else { return nil }
        return SecretMatch(start: start, end: at, kind: .urlPassword)
    }

    /// The index of the `@` before the host.
    private func userEnd(from start: Int) -> Int? {
        let authority = end(from: start) { !Self.endsAuthority($0) }
        if let at = lastAt(in: start..<authority) { return at }
        // A password with an unescaped `/`, `?` or `#`: only where a port cannot be meant.
        let colon = end(from: start) { $0 != 0x3A && !Self.endsAuthority($0) }
        guard text[colon] == 0x3A, !text[colon + 1].isDigit else { return nil }
        return lastAt(in: colon..<end(from: start) { !$0.isSpace && !$0.isQuote })
    }

    /// As `text.end`, within `longestUser`: a hostile line must not cost its square.
    private func end(from start: Int, while condition: (UInt8) -> Bool) -> Int {
        let limit = min(text.count, start + Self.longestUser)
        return (start..<limit).first { !condition(text[$0]) } ?? max(start, limit)
    }

    private func lastAt(in range: Range<Int>) -> Int? {
        range.last { text[$0] == 0x40 }
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte == 0x2F || byte == 0x3F || byte == 0x23 || byte.isSpace || byte.isQuote
    }
}

extension SecretValue {
    /// A value whose extent is known; nil when it is empty.
    init?(_ text: ByteText, _ range: Range<Int>) {
        if range.isEmpty { return nil }
        self.text = text
        self.range = range
        isQuoted = false
    }
}
