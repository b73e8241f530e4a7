/// Redacts line after line and remembers an open private key between them.
///
/// What follows `-----BEGIN … PRIVATE KEY-----` is hidden while it looks like the body of a key, so a
/// line that only claims to begin one cannot hide the lines after it.
public struct RedactionStream: Sendable {
    /// More lines than this are no key.
    static let mostKeyLines = 600

    private let redactor: Redactor
    /// How many lines of a key were hidden; nil outside one.
    private var keyLines: Int?

    /// Starts outside any block.
    public init(_ redactor: Redactor = .standard) {
        self.redactor = redactor
    }

    /// Hides the secrets of the next line; one line in, one line out.
    public mutating func redact(_ line: DisplayText) -> DisplayText {
        redacted(line.string).map { DisplayText($0) } ?? line
    }

    /// Hides the secrets of the next line, given without its line end; one line in, one line out.
    public mutating func redact(_ line: String) -> String {
        redacted(line) ?? line
    }

    /// Whether a private key began and has not ended.
    var isOpen: Bool { keyLines != nil }

    /// Says that a private key began.
    mutating func open() { keyLines = keyLines ?? 0 }

    /// Whether a line that has no end yet may be part of a key.
    func mayHide(_ line: [UInt8]) -> Bool {
        isOpen && line.allSatisfy { $0.isBase64 || $0.isSpace }
    }

    /// Hides the secrets of the next line; nil when its bytes stay as they are.
    mutating func redact(bytes line: ArraySlice<UInt8>) -> [UInt8]? {
        if let count = keyLines {
            let hidden = hideKeyLine(String(decoding: line, as: UTF8.self), count: count)
            if let hidden { return Array(hidden.utf8) }
            if keyLines != nil { return nil }
        }
        return line.withUnsafeBufferPointer { bytes in
            let matches = redactor.matches(in: Array(bytes))
            if matches.isEmpty { return nil }
            let replaced = Redactor.replace(matches, in: bytes)
            if replaced.leavesBlockOpen { keyLines = 0 }
            return replaced.bytes
        }
    }

    private mutating func redacted(_ line: String) -> String? {
        if let count = keyLines {
            if let hidden = hideKeyLine(line, count: count) { return hidden }
            if keyLines != nil { return nil }
        }
        guard let redaction = redactor.scan(line) else { return nil }
        if redaction.leavesBlockOpen { keyLines = 0 }
        return redaction.text
    }

    /// The line with its part of the key hidden, or nil when none of it is part of a key.
    ///
    /// When `keyLines` is nil afterwards, the key had ended before this line or ended with it.
    private mutating func hideKeyLine(_ line: String, count: Int) -> String? {
        if let end = line.firstRange(of: "-----END ") {
            keyLines = nil
            let rest = line[end.upperBound...].trimmingPrefix { $0.isUppercase || $0 == " " }
                .trimmingPrefix { $0 == "-" }
            let prefix = line[..<end.lowerBound].prefix(
                upTo: Self.lastWord(of: line[..<end.lowerBound]))
            return prefix + SecretKind.privateKey.mark
                + (redactor.scan(String(rest))?.text ?? String(rest))
        }
        let trimmed = line.drop { $0 == " " }
        if trimmed.isEmpty || Self.isArmourHeader(trimmed) { return nil }
        let word = Self.lastWord(of: line[...])
        let key = line[word...]
        let isKey =
            key.utf8.allSatisfy(\.isBase64)
            && (key.utf8.count >= 16 || key.utf8.count == trimmed.utf8.count)
        keyLines = isKey && count < Self.mostKeyLines ? count + 1 : nil
        return keyLines == nil ? nil : line[..<word] + SecretKind.privateKey.mark
    }

    /// Where the last word begins: a log may put a date before each line of a key.
    private static func lastWord(of line: Substring) -> Substring.Index {
        line.lastIndex(of: " ").map { line.index(after: $0) } ?? line.startIndex
    }

    /// RFC 1421 §4.6 and RFC 4880 §6.2.
    private static func isArmourHeader(_ line: Substring) -> Bool {
        ["Proc-Type:", "DEK-Info:", "Version:", "Comment:"].contains { line.hasPrefix($0) }
    }
}
