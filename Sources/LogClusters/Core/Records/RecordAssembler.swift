import IncidentModel

/// Joins the lines of one source to records: an entry and the lines that continue it.
///
/// A record is passed on when the next one starts or when the source falls quiet (`finish`).
final class RecordAssembler {
    private static let bodyLimit = 81_920
    private static let lineLimit = 2_000

    private let reader: HeaderReader
    private let readsHeaders: Bool
    private var detection: FormatDetection
    private var guess = ServiceGuess()
    private var trace = TraceTracker()
    private var header = LineHeader()
    private var body: [UInt8] = []
    /// The message when it is not a part of the first line.
    private var message: [UInt8] = []
    private var firstLine = 0
    private var text: [UInt8] = []
    private var service: Range<Int> = 0..<0
    private var lines = 0
    /// Blank lines that belong to no record.
    private(set) var looseLines = 0

    /// - Parameters:
    ///   - reader: Finds the header of a line.
    ///   - readsHeaders: False when every line is a bare message of its own.
    ///   - format: The format of the lines; nil to find it out.
    init(reader: HeaderReader, readsHeaders: Bool = true, format: RecordFormat? = nil) {
        self.reader = reader
        self.readsHeaders = readsHeaders
        detection = FormatDetection(reader, forced: format, isOuter: false)
    }

    /// The name of the format that the lines are read by.
    var formatName: String {
        readsHeaders ? detection.reader?.format.name ?? "detected" : "message"
    }

    /// True when a record waits for its next line.
    var isOpen: Bool { lines > 0 }

    /// Learns from the first bytes of a source, before they are taken, where services are named.
    func preview(_ chunk: UnsafeRawBufferPointer) {
        guard readsHeaders else { return }
        var rest = chunk[...]
        var count = 0
        while count < ServiceGuess.enough, let end = rest.firstIndex(of: 10) {
            let line = UnsafeRawBufferPointer(rebasing: rest[..<end])
            rest = rest[(end + 1)...]
            count += 1
            let header = reader.read(line)
            if detection.isLooking { detection.consider(line, isHeader: header.isHeader) }
            guard header.isHeader, !header.usesScratch, header.service == nil else { continue }
            learn(header, line)
        }
        detection.decide()
    }

    private func readHeader(_ line: UnsafeRawBufferPointer) -> LineHeader {
        if let format = detection.reader, let header = reader.read(line, as: format) {
            detection.noteHit()
            return header
        }
        let header = reader.read(line)
        detection.noteMiss(line, isHeader: header.isHeader)
        return header
    }

    /// The loose lines since the last call.
    func takeLooseLines() -> Int {
        defer { looseLines = 0 }
        return looseLines
    }

    /// Takes the next line; a record that it ends is passed on.
    func take(_ line: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void) {
        guard readsHeaders else {
            sink(Self.bare(line))
            return
        }
        guard let first = line.first, first > 32 || !Self.isBlank(line) else {
            if isOpen { lines += 1 } else { looseLines += 1 }
            return
        }
        if isOpen, lines < Self.lineLimit {
            if first == 32 || first == 9 {
                append(line)
                trace.noteIndented(line)
                return
            }
            if trace.isTrace, trace.accepts(line, at: body.count + 1) {
                append(line)
                return
            }
        }
        let next = readHeader(line)
        if isOpen, lines < Self.lineLimit, continues(line, next) { return }
        finish(sink)
        open(line, next)
    }

    /// Passes on the open record.
    func finish(_ sink: (RecordView) -> Void) {
        guard isOpen else { return }
        let severity = header.severity == .unknown ? impliedSeverity : header.severity
        let isPlain = !header.usesScratch && trace.outermost == nil && header.message < firstLine
        if !isPlain { buildText() }
        body.withUnsafeBytes { body in
            text.withUnsafeBytes { text in
                let inLine = body[min(header.message, firstLine)..<firstLine]
                sink(
                    RecordView(
                        text: isPlain ? UnsafeRawBufferPointer(rebasing: inLine) : text,
                        body: body, lines: lines, time: header.time, severity: severity,
                        service: UnsafeRawBufferPointer(rebasing: body[service])))
            }
        }
        lines = 0
    }

    private static func bare(_ line: UnsafeRawBufferPointer) -> RecordView {
        RecordView(
            text: line, body: line, lines: 1, time: nil,
            severity: HeaderReader.leadingSeverity(line, 0),
            service: UnsafeRawBufferPointer(rebasing: line[0..<0]))
    }

    private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
        line.allSatisfy { $0 <= 32 }
    }

    private func open(_ line: UnsafeRawBufferPointer, _ next: LineHeader) {
        header = next
        lines = 1
        body.removeAll(keepingCapacity: true)
        body.append(contentsOf: line)
        firstLine = line.count
        service = next.service ?? 0..<0
        judgeCandidate(line)
        if header.usesScratch {
            message.removeAll(keepingCapacity: true)
            openScratch()
        } else {
            trace.begin(
                UnsafeRawBufferPointer(rebasing: line[min(header.message, line.count)...]))
        }
    }

    /// A message that was taken out of its line; when it has several, they are lines of the record.
    private func openScratch() {
        var rest = reader.scratch[...]
        let end = rest.firstIndex(of: 10) ?? rest.endIndex
        message.append(contentsOf: rest[..<end])
        message.withUnsafeBytes { trace.begin($0) }
        rest = rest[end...].dropFirst()
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10) ?? rest.endIndex
            Array(rest[..<end]).withUnsafeBytes { line in
                if line.first == 32 || line.first == 9 {
                    trace.noteIndented(line)
                } else if !line.isEmpty {
                    _ = trace.accepts(line, at: body.count + 1)
                }
                keep(line)
            }
            rest = rest[end...].dropFirst()
        }
    }

    /// Decides whether the word behind the level is a service or the message's first word.
    private func judgeCandidate(_ line: UnsafeRawBufferPointer) {
        guard header.isHeader, !header.usesScratch, header.service == nil else { return }
        learn(header, line)
        guard let candidate = header.candidate else { return }
        let word = UnsafeRawBufferPointer(rebasing: line[candidate])
        guard guess.isService || reader.knownServices.contains(word) else { return }
        service = candidate
        header.message = min(candidate.upperBound + 1, line.count)
    }

    private func learn(_ header: LineHeader, _ line: UnsafeRawBufferPointer) {
        guard !guess.isSettled else { return }
        guard let candidate = header.candidate else {
            guess.learn(candidate: nil, next: nil)
            return
        }
        var cursor = ByteCursor(line, at: candidate.upperBound)
        cursor.skipSpaces()
        guess.learn(
            candidate: UnsafeRawBufferPointer(rebasing: line[candidate]),
            next: cursor.slice(cursor.position, cursor.tokenEnd()))
    }

    /// True when the line continues the open record; it has been taken then.
    private func continues(_ line: UnsafeRawBufferPointer, _ next: LineHeader) -> Bool {
        if !next.isHeader {
            let closes = line.count <= 3 && line.allSatisfy { "}])>;,".utf8.contains($0) }
            guard closes || header.isHeader && trace.accepts(line, at: body.count + 1) else {
                return false
            }
            append(line)
            return true
        }
        // Some loggers put a header before every line of a trace.
        guard trace.isTrace, !next.usesScratch, next.severity == header.severity else {
            return false
        }
        var start = next.message
        if let candidate = next.candidate, service.count == candidate.count,
            body[service].elementsEqual(line[candidate])
        {
            start = candidate.upperBound + 1
        }
        guard start < line.count else { return false }
        let rest = UnsafeRawBufferPointer(rebasing: line[start...])
        let isFrame = rest.count > 2 && rest[0] <= 32 && rest[1] <= 32
        guard isFrame || trace.accepts(rest, at: body.count + 1 + start) else { return false }
        append(line)
        return true
    }

    private func append(_ line: UnsafeRawBufferPointer) {
        lines += 1
        keep(line)
    }

    private func keep(_ line: UnsafeRawBufferPointer) {
        guard body.count + line.count < Self.bodyLimit else { return }
        body.append(10)
        body.append(contentsOf: line)
    }

    /// The message, the exception that reached the top and the one that started it.
    private func buildText() {
        text.removeAll(keepingCapacity: true)
        let inLine = body[min(header.message, firstLine)..<firstLine]
        let message = (header.usesScratch ? message[...] : inLine).drop { $0 <= 32 }
        let isOnlyTrace = message.withUnsafeBytes {
            ByteCursor($0).starts(with: TraceTracker.pythonStart)
        }
        if !isOnlyTrace || trace.outermost == nil { text.append(contentsOf: message) }
        if let outermost = kept(trace.outermost) {
            if !text.isEmpty { text.append(contentsOf: ": ".utf8) }
            text.append(contentsOf: outermost)
        }
        if let root = kept(trace.root) {
            text.append(contentsOf: " caused by ".utf8)
            text.append(contentsOf: root)
        }
        if text.isEmpty { text.append(contentsOf: body.drop { $0 <= 32 }) }
    }

    /// The part of the body at a range, unless it was too long to be kept.
    private func kept(_ range: Range<Int>?) -> ArraySlice<UInt8>? {
        guard let range, range.upperBound <= body.count else { return nil }
        return body[range]
    }

    private var impliedSeverity: Severity { trace.isTrace ? .error : .unknown }
}
