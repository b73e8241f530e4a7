/// One pass over a text that finds every secret in it.
///
/// Each byte costs one look into a table; only bytes that may begin a secret, and only at the start
/// of a word, cost more.
struct SecretScanner: Sendable {
    private static let beginsToken: UInt8 = 1
    private static let separates: UInt8 = 2
    private static let beginsLiteral: UInt8 = 4

    private let literals: [[UInt8]]
    /// For each byte, the bits above.
    private let roles: [UInt8]
    /// A bit for each pair of bytes with which a token pattern or flag begins.
    private let pairs: [UInt64]

    init(literals: [[UInt8]]) {
        // The longest first: a value may be the beginning of another one.
        self.literals = literals.sorted { $0.count > $1.count }
        var roles = [UInt8](repeating: 0, count: 256)
        var pairs = [UInt64](repeating: 0, count: 1_024)
        let starts = TokenPattern.all.map(\.prefix) + Self.otherStarts
        for start in starts {
            roles[Int(start[0])] |= Self.beginsToken
            let pair = Int(start[0]) << 8 | Int(start[1])
            pairs[pair >> 6] |= 1 << UInt64(pair & 63)
        }
        for literal in literals { roles[Int(literal[0])] |= Self.beginsLiteral }
        roles[0x3D] |= Self.separates
        roles[0x3A] |= Self.separates
        self.roles = roles
        self.pairs = pairs
    }

    private static let otherStarts: [[UInt8]] = ["--", "-u", "-U", "Be", "be", "BE"].map {
        Array($0.utf8)
    }

    /// All secrets of a text in order, without overlaps.
    func matches(in bytes: UnsafeBufferPointer<UInt8>) -> [SecretMatch] {
        let text = ByteText(bytes: bytes)
        var found: [SecretMatch] = []
        roles.withUnsafeBufferPointer { roles in
            var index = 0
            while index < bytes.count {
                let role = roles[Int(bytes[index])]
                if role != 0, let match = match(in: text, at: index, role: role) {
                    found.append(match)
                    index = max(match.end, index + 1)
                } else {
                    index &+= 1
                }
            }
        }
        return found
    }

    @inline(__always)
    private func match(in text: ByteText, at index: Int, role: UInt8) -> SecretMatch? {
        if role & Self.beginsLiteral != 0, let match = literal(in: text, at: index) { return match }
        if role & Self.separates != 0 { return separated(in: text, at: index) }
        guard role & Self.beginsToken != 0, !text[index - 1].isWord else { return nil }
        let pair = Int(text[index]) << 8 | Int(text[index + 1])
        guard pairs[pair >> 6] >> UInt64(pair & 63) & 1 != 0 else { return nil }
        return token(in: text, at: index)
    }

    private func literal(in text: ByteText, at index: Int) -> SecretMatch? {
        guard let literal = literals.first(where: { text.has($0, at: index) }) else { return nil }
        return SecretMatch(start: index, end: index + literal.count, kind: .environment)
    }

    private func separated(in text: ByteText, at index: Int) -> SecretMatch? {
        if text[index] == 0x3A, text[index + 1] == 0x2F, text[index + 2] == 0x2F {
            return URLPasswordScanner(text: text).match(atScheme: index)
        }
        guard let match = AssignmentScanner(text: text).match(atSeparator: index) else {
            return nil
        }
        // The mark should name the issuer where the value tells it.
        guard let exact = pattern(in: text, at: match.start), exact.end >= match.end else {
            return match
        }
        return exact
    }

    private func token(in text: ByteText, at index: Int) -> SecretMatch? {
        if text[index] == 0x2D {
            if let block = PrivateKeyScanner(text: text).match(at: index) { return block }
            return text[index - 1] == 0x2D ? nil : FlagScanner(text: text).match(at: index)
        }
        return pattern(in: text, at: index) ?? bearer(in: text, at: index)
    }

    private func pattern(in text: ByteText, at index: Int) -> SecretMatch? {
        for pattern in TokenPattern.all {
            if let match = pattern.match(in: text, at: index) { return match }
        }
        return nil
    }

    /// `Bearer` with a token, outside a header (RFC 6750 §2.1).
    private func bearer(in text: ByteText, at index: Int) -> SecretMatch? {
        guard text.has(word: "bearer ", at: index) else { return nil }
        let start = text.afterBlanks(index + 7)
        let end = text.end(from: start) {
            $0.isBase64 || $0.isBase64URL || $0 == 0x2E || $0 == 0x7E
        }
        guard end - start >= 16, text.count(in: start..<end, where: \.isDigit) > 0 else {
            return nil
        }
        return SecretMatch(start: start, end: end, kind: .authorization)
    }
}
