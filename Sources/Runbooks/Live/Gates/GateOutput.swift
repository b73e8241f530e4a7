import Processes
import SafeText

/// What a gate needs of the output of its command: whether a text was in it, and the last line of each
/// stream; memory does not grow with the output.
struct GateOutput {
    /// Bytes kept of the end of each stream.
    private static let tailLimit = 16_384

    private var expected: ExpectedText?
    private var tails: [ProcessStream: [UInt8]] = [:]

    /// Looks for a text; nil when any output will do.
    init(expecting text: String?) {
        expected = text.map { ExpectedText($0) }
    }

    /// Takes what the command wrote, cut anywhere.
    mutating func take(_ stream: ProcessStream, _ bytes: [UInt8]) {
        expected?.take(stream, bytes)
        var tail = tails[stream] ?? []
        tail += bytes
        // Cut rarely, because the rest must move then.
        if tail.count > 2 * Self.tailLimit { tail.removeFirst(tail.count - Self.tailLimit) }
        tails[stream] = tail
    }

    /// True when the text was there; once the output has ended.
    mutating func hasExpected() -> Bool { expected?.isMet() ?? true }

    /// The last line with something in it, of the stream that is asked for first; empty without any.
    func lastLine(preferring stream: ProcessStream, _ redactor: Redactor) -> DisplayText {
        let others = ProcessStream.allCases.filter { $0 != stream }
        for stream in [stream] + others {
            if let line = lastLine(of: stream, redactor) { return line }
        }
        return .empty
    }

    private func lastLine(of stream: ProcessStream, _ redactor: Redactor) -> DisplayText? {
        var decoder = OutputDecoder(lineLimit: 200)
        var redaction = RedactionStream(redactor)
        var last: DisplayText?
        for line in decoder.feed(tails[stream] ?? []) + decoder.finish() {
            let text = redaction.redact(line)
            if !text.string.allSatisfy(\.isWhitespace) { last = text }
        }
        return last
    }
}
