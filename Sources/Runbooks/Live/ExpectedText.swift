import Processes
import SafeText

/// Looks for a text in what a command writes, wherever reads cut it.
///
/// It counts as it was written and as a terminal would have shown it, without colours.
struct ExpectedText {
    private let text: String
    private let bytes: [UInt8]
    private var tails: [ProcessStream: [UInt8]] = [:]
    private var decoders: [ProcessStream: OutputDecoder] = [:]
    private var wasFound = false

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    /// Takes the next bytes of one stream.
    mutating func take(_ stream: ProcessStream, _ more: [UInt8]) {
        guard !wasFound else { return }
        let searched = (tails[stream] ?? []) + more
        tails[stream] = Array(searched.suffix(max(0, bytes.count - 1)))
        let lines = decoders[stream, default: OutputDecoder()].feed(more)
        wasFound =
            Self.contains(searched, bytes) || lines.contains { $0.string.contains(text) }
    }

    /// True when it was there, a last line without an end included.
    mutating func isMet() -> Bool {
        for stream in ProcessStream.allCases where !wasFound {
            let rest = decoders[stream]?.finish() ?? []
            wasFound = rest.contains { $0.string.contains(text) }
        }
        return wasFound
    }

    private static func contains(_ bytes: [UInt8], _ searched: [UInt8]) -> Bool {
        guard let first = searched.first else { return true }
        var rest = bytes[...]
        while let start = rest.firstIndex(of: first) {
            if rest[start...].starts(with: searched) { return true }
            rest = rest[(start + 1)...]
        }
        return false
    }
}
