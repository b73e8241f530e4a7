/// Hides what looks like a secret in a stream of bytes, line by line; other bytes stay as they are.
///
/// A line that has no end yet waits until `flush`, or is cut into pieces when it gets long. What was
/// shown of it stays known, so that a value which follows its name later is hidden all the same.
struct LineMask: Sendable {
    /// A line without an end is shown in pieces from this length on, in bytes.
    static let longestLine = 65_536
    /// What stays behind of such a line, so that a secret on the border is seen as a whole.
    static let overlap = 4096
    /// What is known of a line's part that was shown.
    private static let longestContext = 1024
    /// A word that may become a token is held back up to this length.
    private static let longestWord = 512

    private let redactor: Redactor
    private var keys: RedactionStream
    private var pending: [UInt8] = []
    /// The end of what was shown of the line.
    private var context: [UInt8] = []
    /// Whether that ended in a mark whose secret may go on.
    private var endsInMark = false

    init(_ redactor: Redactor) {
        self.redactor = redactor
        keys = RedactionStream(redactor)
    }

    /// Whether a line has begun and not been shown as a whole.
    var isWaiting: Bool { !pending.isEmpty }

    /// Takes the next bytes and returns the lines that are whole now.
    mutating func feed(_ bytes: [UInt8]) -> [UInt8] {
        if pending.isEmpty { pending = bytes } else { pending += bytes }
        var output: [UInt8] = []
        if let end = pending.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
            output = showLines(upTo: end + 1)
        }
        if pending.count > Self.longestLine { output += showPart(pending.count - Self.overlap) }
        return output
    }

    /// Returns what can be shown of a line without an end.
    mutating func flush() -> [UInt8] {
        if pending.isEmpty || keys.mayHide(pending) { return [] }
        let word = pending.reversed().prefix(Self.longestWord + 1).prefix { !$0.isSpace }.count
        let isToken =
            word <= Self.longestWord
            && redactor.beginsToken(pending[(pending.count - word)...])
        let end = isToken ? pending.count - word : pending.count
        return end > 0 ? showPart(end) : []
    }

    /// Returns the rest: no more bytes follow.
    mutating func finish() -> [UInt8] {
        let output = pending.isEmpty ? [] : showLines(upTo: pending.count)
        self = LineMask(redactor)
        return output
    }

    private mutating func showLines(upTo end: Int) -> [UInt8] {
        let text = context + pending[..<end]
        let shown = context.count
        pending.removeFirst(end)
        context = []
        defer { endsInMark = false }
        let matches = redactor.matches(in: text)
        if !keys.isOpen, !matches.contains(where: { $0.kind == .privateKey }) {
            return replace(matches, in: text, from: shown, upTo: text.count)
        }
        return showKeyLines(text, shown: shown)
    }

    /// A private key hides line after line.
    private mutating func showKeyLines(_ text: [UInt8], shown: Int) -> [UInt8] {
        var output: [UInt8] = []
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? text.count
            let known = max(shown - start, 0)
            if let hidden = keys.redact(bytes: text[start..<end]) {
                if known == 0 {
                    output += hidden
                } else if !endsInMark {
                    output += Array(SecretKind.privateKey.mark.utf8)
                }
            } else {
                output += text[min(start + known, end)..<end]
            }
            output += text[end..<min(end + 1, text.count)]
            start = end + 1
        }
        return output
    }

    /// Shows the beginning of the line; a secret is never cut.
    private mutating func showPart(_ wanted: Int) -> [UInt8] {
        let text = context + pending
        let shown = context.count
        let matches = redactor.matches(in: text)
        let wantedEnd = shown + wanted
        let last = matches.last { $0.start < wantedEnd }
        let end = max(wantedEnd, last?.end ?? 0)
        let kept = matches.filter { $0.start < end || $0.end <= end }
        let output = replace(kept, in: text, from: shown, upTo: end)
        if kept.last?.leavesBlockOpen ?? false { keys.open() }
        pending = Array(text[end...])
        if let last, last.end == end, last.end > shown {
            context = Array(
                text[max(0, last.start - 128)..<min(last.end, last.start + Self.longestContext)])
            endsInMark = true
        } else {
            context = Array(text[max(0, end - Self.longestContext)..<end])
            endsInMark = false
        }
        return output
    }

    /// The text after what was shown, with marks in place of secrets.
    private func replace(
        _ matches: [SecretMatch], in text: [UInt8], from shown: Int, upTo end: Int
    ) -> [UInt8] {
        var output: [UInt8] = []
        var kept = shown
        for match in matches where match.end > shown || match.start >= shown {
            if match.start > kept { output += text[kept..<match.start] }
            // The mark of one that began in the part that was shown stands there already.
            if match.start >= shown || !endsInMark { output += Array(match.kind.mark.utf8) }
            kept = max(kept, match.end)
        }
        if kept == 0, end == text.count, output.isEmpty { return text }
        return kept < end ? output + text[kept..<end] : output
    }
}
