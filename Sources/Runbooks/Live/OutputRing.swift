import IncidentModel
import Processes
import SafeText

/// The newest lines of a run: foreign bytes become whole, redacted lines.
struct OutputRing {
    /// Lines kept at most.
    static let limit = 2000
    /// Text kept at most, in bytes of UTF-8; the newest line stays in any case.
    static let byteLimit = 4 << 20

    private var endedLines = 0
    /// Those before `first` are gone; they are removed rarely, because the others must move then.
    private var lines: [OutputLine] = []
    private var first = 0
    /// Bytes of text from `first` on.
    private(set) var byteCount = 0
    private var decoders: [ProcessStream: OutputDecoder] = [:]
    private var redactions: [ProcessStream: RedactionStream] = [:]
    private let redactor: Redactor

    init(redactor: Redactor) {
        self.redactor = redactor
    }

    /// All lines there were, begun ones included.
    var totalLines: Int { endedLines + begun.count }

    /// The newest lines, at most `limit`; lines that have begun and not ended come last, such as
    /// a prompt or the progress that a command writes over and over.
    var page: [OutputLine] { Array((lines[first...] + begun).suffix(Self.limit)) }

    private var begun: [OutputLine] {
        ProcessStream.allCases.compactMap { stream in
            guard let partial = decoders[stream]?.partial, !partial.isEmpty else { return nil }
            var redaction = redactions[stream] ?? RedactionStream(redactor)
            return OutputLine(stream: stream.outputStream, text: redaction.redact(partial))
        }
    }

    /// Takes what a command wrote.
    mutating func take(_ stream: ProcessStream, _ bytes: [UInt8]) {
        add(decoders[stream, default: OutputDecoder()].feed(bytes), to: stream)
    }

    /// Takes what is left of lines without an end.
    mutating func finishLines() {
        for stream in ProcessStream.allCases {
            guard var decoder = decoders.removeValue(forKey: stream) else { continue }
            add(decoder.finish(), to: stream)
        }
        redactions = [:]
    }

    /// Adds a sentence of ours.
    mutating func note(_ text: String) {
        append(OutputLine(stream: .notice, text: redactor.redact(DisplayText(text))))
    }

    /// Adds the text of a command as it would be typed.
    mutating func note(command: String) {
        for (index, line) in command.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            note((index == 0 ? "$ " : "> ") + line)
        }
    }

    private mutating func add(_ found: [DisplayText], to stream: ProcessStream) {
        for line in found {
            let text = redactions[stream, default: RedactionStream(redactor)].redact(line)
            append(OutputLine(stream: stream.outputStream, text: text))
        }
    }

    private mutating func append(_ line: OutputLine) {
        endedLines += 1
        lines.append(line)
        byteCount += line.text.string.utf8.count
        while first < lines.count - 1,
            byteCount > Self.byteLimit || lines.count - first > Self.limit
        {
            byteCount -= lines[first].text.string.utf8.count
            // Its text goes at once, its place later.
            lines[first].text = ""
            first += 1
        }
        if first >= Self.limit {
            lines.removeFirst(first)
            first = 0
        }
    }
}

extension ProcessStream {
    fileprivate var outputStream: OutputStream {
        switch self {
        case .standardOutput: .standardOutput
        case .standardError: .standardError
        }
    }
}
