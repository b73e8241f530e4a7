import Glibc
import IncidentModel
import Processes
import SafeText

/// The newest lines of a run: foreign bytes become whole, redacted lines.
struct OutputRing {
    /// Lines kept at most.
    static let limit = 2000
    /// Text kept at most, in bytes of UTF-8; the newest line stays in any case.
    static let byteLimit = 4 << 20

    /// What is further behind than this is counted only, in bytes of the output file.
    static let backlogLimit: UInt64 = 8 << 20
    /// Once something is left out this much of the newest is read in full again.
    static let backlogRest: UInt64 = 2 << 20

    /// One stream of one of the commands that run side by side.
    private struct Channel: Hashable {
        var command: Int
        var stream: ProcessStream
    }

    private var endedLines = 0
    /// Those before `first` are gone; they are removed rarely, because the others must move then.
    private var lines: [OutputLine] = []
    private var first = 0
    /// Bytes of text from `first` on.
    private(set) var byteCount = 0
    private var decoders: [Channel: OutputDecoder] = [:]
    private var redactions: [Channel: RedactionStream] = [:]
    /// Lines that were only counted since the last one that was read; nil when none is left out.
    private var leftOut: Int?
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
        let channels = decoders.keys.sorted {
            ($0.command, $0.stream.order) < ($1.command, $1.stream.order)
        }
        return channels.compactMap { channel in
            guard let partial = decoders[channel]?.partial, !partial.isEmpty else { return nil }
            var redaction = redactions[channel] ?? RedactionStream(redactor)
            return OutputLine(stream: channel.stream.outputStream, text: redaction.redact(partial))
        }
    }

    /// Takes what a command wrote.
    ///
    /// A command that writes faster than lines can be read would otherwise be shown later and later.
    ///
    /// - Parameters:
    ///   - stream: Where it wrote.
    ///   - bytes: Foreign bytes, cut anywhere.
    ///   - command: Its number among those that run side by side.
    ///   - backlog: How much more is on disk; of what is far behind only the lines are counted.
    mutating func take(
        _ stream: ProcessStream, _ bytes: [UInt8], of command: Int = 0, backlog: UInt64 = 0
    ) {
        if backlog > (leftOut == nil ? Self.backlogLimit : Self.backlogRest) {
            return leaveOut(bytes, of: command)
        }
        tellLeftOut()
        let channel = Channel(command: command, stream: stream)
        add(decoders[channel, default: OutputDecoder()].feed(bytes), to: channel)
    }

    private mutating func leaveOut(_ bytes: [UInt8], of command: Int) {
        for stream in ProcessStream.allCases {
            // A line that had begun cannot be continued.
            decoders[Channel(command: command, stream: stream)] = nil
            redactions[Channel(command: command, stream: stream)] = nil
        }
        let ends = Self.lineEnds(in: bytes)
        leftOut = (leftOut ?? 0) + ends
        endedLines += ends
    }

    private mutating func tellLeftOut() {
        guard let lines = leftOut else { return }
        leftOut = nil
        note("\(lines) lines came too fast to be shown; the output's file has them")
    }

    private static func lineEnds(in bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { bytes in
            var count = 0
            var place = bytes.baseAddress
            let end = place.map { $0 + bytes.count }
            while let start = place, let end, start < end,
                let found = memchr(start, 0x0A, end - start)
            {
                count += 1
                place = UnsafeRawPointer(found) + 1
            }
            return count
        }
    }

    /// Takes what is left of a command's lines without an end.
    mutating func finishLines(of command: Int = 0) {
        tellLeftOut()
        for stream in ProcessStream.allCases {
            let channel = Channel(command: command, stream: stream)
            if var decoder = decoders.removeValue(forKey: channel) {
                add(decoder.finish(), to: channel)
            }
            redactions[channel] = nil
        }
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

    private mutating func add(_ found: [DisplayText], to channel: Channel) {
        for line in found {
            let text = redactions[channel, default: RedactionStream(redactor)].redact(line)
            append(OutputLine(stream: channel.stream.outputStream, text: text))
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
    /// Where its begun lines stand among those of the other stream.
    fileprivate var order: Int {
        switch self {
        case .standardOutput: 0
        case .standardError: 1
        }
    }

    fileprivate var outputStream: OutputStream {
        switch self {
        case .standardOutput: .standardOutput
        case .standardError: .standardError
        }
    }
}
