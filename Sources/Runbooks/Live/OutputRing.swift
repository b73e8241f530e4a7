import IncidentModel
import Processes
import SafeText

/// The newest lines of a run: foreign bytes become whole, redacted lines.
struct OutputRing {
    /// Lines kept.
    static let limit = 2000

    private(set) var totalLines = 0
    private var lines: [OutputLine] = []
    private var decoders: [ProcessStream: OutputDecoder] = [:]
    private var redactions: [ProcessStream: RedactionStream] = [:]
    private let redactor: Redactor

    init(redactor: Redactor) {
        self.redactor = redactor
    }

    /// The newest lines, at most `limit`.
    var page: [OutputLine] { Array(lines.suffix(Self.limit)) }

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
        totalLines += 1
        lines.append(line)
        // Cut rarely: moving two thousand lines for each new one would cost more than the line.
        if lines.count >= 2 * Self.limit { lines.removeFirst(lines.count - Self.limit) }
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
