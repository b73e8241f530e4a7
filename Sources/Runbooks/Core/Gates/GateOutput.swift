import Processes
import SafeText

/// What a gate needs of the output of its command: whether a text was in it, and the last line of each
/// stream; memory does not grow with the output.
struct GateOutput {
    /// Bytes kept of the end of each stream.
    static let tailLimit = 16_384

    private let wanted: [UInt8]
    private(set) var hasWanted: Bool
    private var tails: [ProcessStream: [UInt8]] = [:]

    /// Looks for a text; nil when any output will do.
    init(expecting text: String?) {
        wanted = Array((text ?? "").utf8)
        hasWanted = wanted.isEmpty
    }

    /// Takes what the command wrote, cut anywhere.
    mutating func take(_ stream: ProcessStream, _ bytes: [UInt8]) {
        var tail = tails[stream] ?? []
        if !hasWanted {
            // The text may have begun in what came before.
            let joined = tail.suffix(wanted.count - 1) + bytes
            hasWanted = Self.contains(wanted, in: joined[...])
        }
        tail += bytes
        // Cut rarely, because the rest must move then.
        if tail.count > 2 * Self.tailLimit { tail.removeFirst(tail.count - Self.tailLimit) }
        tails[stream] = tail
    }

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

    private static func contains(_ wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        var start = bytes.startIndex
        while let found = bytes[start...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) { return true }
            start = found + 1
        }
        return false
    }
}
