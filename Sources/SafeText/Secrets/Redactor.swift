/// Replaces secrets in text by marks like `‹redacted:aws-key›`, and leaves what is around them.
///
/// Known are keys and tokens of AWS, GCP, GitHub, GitLab, Slack, Stripe, Vault, npm, PyPI, SendGrid,
/// DigitalOcean, Databricks and Grafana, `sk-…` keys, JSON web tokens, private keys in PEM, passwords
/// in URLs and commands, `key/secret/token/password = value`, and authorization and cookie headers.
/// Redacting twice changes nothing more.
public struct Redactor: Sendable {
    /// Knows all patterns and no literal values.
    public static let standard = Redactor()

    /// Shorter literal values are not looked for, in bytes: they would hit ordinary words.
    public static let minimumLiteralLength = 6

    private let scanner: SecretScanner

    /// Adds literal values to the patterns.
    ///
    /// - Parameter secretValues: Values to hide wherever they appear; those shorter than
    ///   `minimumLiteralLength` bytes are ignored.
    public init(secretValues: [String] = []) {
        let literals = secretValues.map { Array($0.utf8) }
        scanner = SecretScanner(
            literals: literals.filter { $0.count >= Self.minimumLiteralLength })
    }

    /// Hides the secrets of a text, which may have many lines.
    public func redact(_ text: String) -> String {
        scan(text)?.text ?? text
    }

    /// Hides the secrets of one line.
    public func redact(_ text: DisplayText) -> DisplayText {
        // A mark in place of a base may leave marks or joiners without one: filter again.
        scan(text.string).map { DisplayText($0.text) } ?? text
    }

    /// A text whose secrets were replaced.
    struct Redaction {
        var text: String
        /// True when a private key began and did not end.
        var leavesBlockOpen: Bool
    }

    /// The redacted text; nil, without any copy, when nothing was found.
    func scan(_ text: String) -> Redaction? {
        var contiguous = text
        return contiguous.withUTF8 { bytes in
            let matches = scanner.matches(in: bytes)
            if matches.isEmpty { return nil }
            let replaced = Self.replace(matches, in: bytes)
            return Redaction(
                text: String(decoding: replaced.bytes, as: UTF8.self),
                leavesBlockOpen: replaced.leavesBlockOpen)
        }
    }

    /// Where the secrets of some bytes stand, in order and without overlaps.
    func matches(in bytes: [UInt8]) -> [SecretMatch] {
        bytes.withUnsafeBufferPointer { scanner.matches(in: $0) }
    }

    /// Whether a word may become a token once more of it is there.
    func beginsToken(_ word: ArraySlice<UInt8>) -> Bool {
        TokenPattern.all.contains { word.starts(with: $0.prefix) }
    }

    static func replace(
        _ matches: [SecretMatch], in bytes: UnsafeBufferPointer<UInt8>
    ) -> (bytes: [UInt8], leavesBlockOpen: Bool) {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + 32 * matches.count)
        var kept = 0
        for match in matches {
            output.append(contentsOf: bytes[kept..<match.start])
            output.append(contentsOf: match.kind.mark.utf8)
            kept = match.end
        }
        output.append(contentsOf: bytes[kept...])
        return (output, matches.last?.leavesBlockOpen ?? false)
    }
}
