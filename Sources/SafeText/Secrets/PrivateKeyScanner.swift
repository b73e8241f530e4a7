/// Finds private keys in PEM (RFC 7468) and in the armour of OpenPGP.
struct PrivateKeyScanner {
    static let begin = Array("-----BEGIN ".utf8)
    static let end = Array("-----END ".utf8)
    /// An end further away is not looked for: RSA with 16,384 bits takes 12.5 KB.
    static let longestBlock = 16_384

    let text: ByteText

    /// The match of a block whose `-----BEGIN` stands at an index.
    func match(at index: Int) -> SecretMatch? {
        guard text.has(Self.begin, at: index) else { return nil }
        let label = index + Self.begin.count
        let labelEnd = text.end(from: label) { $0.isUppercase || $0.isDigit || $0 == 0x20 }
        guard text.find(Array("PRIVATE KEY".utf8), in: label..<labelEnd) != nil,
            text[labelEnd] == 0x2D
        else { return nil }
        let body = text.end(from: labelEnd) { $0 == 0x2D }
        guard !SecretValue.isMark(in: text, at: body) else { return nil }
        let limit = min(text.count, body + Self.longestBlock)
        if let end = text.find(Self.end, in: body..<limit) {
            return SecretMatch(
                start: body, end: Self.closingEnd(in: text, at: end), kind: .privateKey)
        }
        let end = text.end(from: body) { $0.isBase64 || $0.isSpace || $0 == 0x5C }
        return SecretMatch(start: body, end: end, kind: .privateKey, leavesBlockOpen: true)
    }

    /// The index after the whole `-----END … -----` that begins at an index.
    static func closingEnd(in text: ByteText, at index: Int) -> Int {
        let label = text.end(from: index + end.count) {
            $0.isUppercase || $0.isDigit || $0 == 0x20
        }
        return text.end(from: label) { $0 == 0x2D }
    }
}
