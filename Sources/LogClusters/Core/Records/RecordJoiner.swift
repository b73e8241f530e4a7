import IncidentModel

/// Joins lines to records: an entry and the lines that continue it.
///
/// The first line of a record is borrowed as long as its bytes are there, so that a record of one line,
/// as nearly all are, is never copied.
struct RecordJoiner {
    private static let bodyLimit = 81_920
    private static let lineLimit = 2_000

    /// Owned by the assembler; counting references would cost as much as reading a short header.
    private let reader: Unmanaged<HeaderReader>
    var detection: FormatDetection
    private var guess = ServiceGuess()
    var trace = TraceTracker()
    var header = LineHeader()
    /// The record's first line while it is borrowed.
    private var borrowed = UnsafeRawBufferPointer(start: nil, count: 0)
    private var isBorrowed = false
    /// The record's lines once they are copied, joined by `\n`.
    private var body: [UInt8] = []
    /// The message when it is not a part of the first line.
    var message: [UInt8] = []
    var exception: [UInt8] = []
    private var firstLine = 0
    var text: [UInt8] = []
    private var service: Range<Int>?
    private(set) var lines = 0
    /// Blank lines that belong to no record.
    private(set) var looseLines = 0
    /// What a wrapper said of the open record.
    private var outerTime: Int64?
    private var outerService: [UInt8] = []

    init(reader: HeaderReader, readsHeaders: Bool, format: RecordFormat?) {
        self.reader = Unmanaged.passUnretained(reader)
        detection = readsHeaders ? FormatDetection(reader, forced: format) : FormatDetection()
    }

    /// True when a record waits for its next line.
    var isOpen: Bool { lines > 0 }

    /// The loose lines since the last call.
    mutating func takeLooseLines() -> Int {
        defer { looseLines = 0 }
        return looseLines
    }

    /// Counts a line that has nothing to say.
    mutating func takeBlank(lines count: Int) {
        if isOpen { lines += count } else { looseLines += count }
    }

    /// Takes the next line; a record that it ends is passed on.
    ///
    /// The line's bytes must stay until the next call of `take`, `keep` or `finish`.
    mutating func take(
        _ line: UnsafeRawBufferPointer, lines count: Int, _ sink: (RecordView) -> Void
    ) {
        guard let first = line.first, first > 32 || !Self.isBlank(line) else {
            takeBlank(lines: count)
            return
        }
        if lines > 0, lines < Self.lineLimit {
            if first == 32 || first == 9 {
                append(line, count)
                trace.noteIndented(line, at: body.count - line.count)
                return
            }
            if trace.isTrace, trace.accepts(line, at: length + 1) {
                append(line, count)
                return
            }
        }
        let next = readHeader(line)
        if lines > 0, lines < Self.lineLimit, continues(line, next, count) { return }
        finish(sink)
        open(line, next)
        lines = count
    }

    /// Tells what a wrapper says of the lines to come; ends the record when another service speaks.
    mutating func setOuter(
        time: Int64?, service: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void
    ) {
        if !outerService.elementsEqual(service) {
            finish(sink)
            outerService.removeAll(keepingCapacity: true)
            outerService.append(contentsOf: service)
        }
        nextOuterTime = time
    }

    private var nextOuterTime: Int64?

    /// Copies what is borrowed: its bytes go away.
    mutating func keep() {
        guard isBorrowed else { return }
        isBorrowed = false
        guard isOpen else { return }
        body.removeAll(keepingCapacity: true)
        body.append(contentsOf: borrowed)
    }

    /// Passes on the open record.
    mutating func finish(_ sink: (RecordView) -> Void) {
        guard isOpen else { return }
        if isBorrowed {
            pass(borrowed, sink)
        } else {
            let body = body
            body.withUnsafeBytes { pass($0, sink) }
        }
        lines = 0
        isBorrowed = false
    }

    private mutating func pass(_ body: UnsafeRawBufferPointer, _ sink: (RecordView) -> Void) {
        let none = UnsafeRawBufferPointer(start: nil, count: 0)
        let end = min(header.messageEnd, firstLine)
        let inLine = UnsafeRawBufferPointer(rebasing: body[min(header.message, end)..<end])
        var record = RecordView(
            text: inLine, body: body, lines: lines, time: header.time ?? outerTime,
            severity: header.severity,
            service: service.map { UnsafeRawBufferPointer(rebasing: body[$0]) } ?? none)
        record.blankLinesBefore = looseLines
        looseLines = 0
        if record.severity == .unknown, trace.isTrace { record.severity = .error }
        if let range = header.trace {
            record.trace = UnsafeRawBufferPointer(rebasing: body[range])
        } else if let range = TraceName.find(inLine) {
            record.trace = UnsafeRawBufferPointer(rebasing: inLine[range])
        }
        let isPlain =
            !header.usesScratch && !header.hasException && !trace.isTrace && end > header.message
        if isPlain, record.severity < .error {
            pass(record, sink)
            return
        }
        if !header.hasException { findException(inLine, body) }
        if !isPlain { buildText(inLine, body) }
        let (exception, text) = (exception, text)
        exception.withUnsafeBytes { exception in
            record.exception = exception
            guard !isPlain else { return pass(record, sink) }
            text.withUnsafeBytes { text in
                record.text = text
                pass(record, sink)
            }
        }
    }

    @inline(__always)
    private mutating func pass(_ record: RecordView, _ sink: (RecordView) -> Void) {
        guard record.service.isEmpty, !outerService.isEmpty else { return sink(record) }
        var record = record
        let outerService = outerService
        outerService.withUnsafeBytes {
            record.service = $0
            sink(record)
        }
    }
}

extension RecordJoiner {
    /// Reads the header of a line by the format, or by its looks when it has none.
    private mutating func readHeader(_ line: UnsafeRawBufferPointer) -> LineHeader {
        if detection.reader != nil {
            let found = reader._withUnsafeGuaranteedRef { $0.read(line, as: detection.reader) }
            if let found {
                detection.noteHit()
                return found
            }
        }
        let header = reader._withUnsafeGuaranteedRef { $0.read(line) }
        detection.noteMiss(line, isHeader: header.isHeader)
        return header
    }

    /// Learns from a line that will be taken later.
    mutating func preview(_ line: UnsafeRawBufferPointer) {
        let header = reader._withUnsafeGuaranteedRef { $0.read(line) }
        if detection.isLooking { detection.consider(line, isHeader: header.isHeader) }
        if header.isHeader, !header.usesScratch, header.service == nil { learn(header, line) }
    }

    private mutating func open(_ line: UnsafeRawBufferPointer, _ next: LineHeader) {
        header = next
        borrowed = line
        isBorrowed = true
        firstLine = line.count
        service = next.service
        outerTime = nextOuterTime
        if next.hasException {
            reader._withUnsafeGuaranteedRef { swap(&exception, &$0.exception) }
        }
        if !header.usesScratch {
            // Go's word for an exception, not a level.
            if line[0] == UInt8(ascii: "p"), ByteCursor(line).starts(with: "panic: ") {
                header.message = 0
            }
            judgeCandidate(line)
            trace.begin(
                UnsafeRawBufferPointer(rebasing: line[min(header.message, line.count)...]))
        } else {
            message.removeAll(keepingCapacity: true)
            openScratch()
        }
    }

    /// A message that was taken out of its line; when it has several, they are lines of the record.
    private mutating func openScratch() {
        let scratch = reader._withUnsafeGuaranteedRef { $0.scratch }
        var rest = scratch[...]
        let end = rest.firstIndex(of: 10) ?? rest.endIndex
        message.append(contentsOf: rest[..<end])
        message.withUnsafeBytes { trace.begin($0) }
        rest = rest[end...].dropFirst()
        if !rest.isEmpty { keep(firstCopy: true) }
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 10) ?? rest.endIndex
            Array(rest[..<end]).withUnsafeBytes { line in
                if line.first == 32 || line.first == 9 {
                    trace.noteIndented(line, at: body.count + 1)
                } else if !line.isEmpty {
                    _ = trace.accepts(line, at: body.count + 1)
                }
                keep(line)
            }
            rest = rest[end...].dropFirst()
        }
    }

    /// Decides whether the word behind the level is a service or the message's first word.
    private mutating func judgeCandidate(_ line: UnsafeRawBufferPointer) {
        guard header.isHeader, header.service == nil else { return }
        if !guess.isSettled { learn(header, line) }
        guard let candidate = header.candidate else { return }
        let word = UnsafeRawBufferPointer(rebasing: line[candidate])
        guard guess.isService || isKnown(word) else { return }
        service = candidate
        header.message = min(candidate.upperBound + 1, line.count)
    }

    private func isKnown(_ word: UnsafeRawBufferPointer) -> Bool {
        reader._withUnsafeGuaranteedRef { $0.knownServices.contains(word) }
    }

    private mutating func learn(_ header: LineHeader, _ line: UnsafeRawBufferPointer) {
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
    private mutating func continues(
        _ line: UnsafeRawBufferPointer, _ next: LineHeader, _ count: Int
    ) -> Bool {
        if next.isContinuation {
            append(line, count)
            return true
        }
        if !next.isHeader {
            let closes = line.count <= 3 && line.allSatisfy { "}])>;,".utf8.contains($0) }
            guard closes || header.isHeader && trace.accepts(line, at: length + 1) else {
                return false
            }
            append(line, count)
            return true
        }
        // Some loggers put a header before every line of a trace.
        guard trace.isTrace, !next.usesScratch, next.severity == header.severity else {
            return false
        }
        var start = next.message
        keep()
        if let candidate = next.candidate, let service,
            body[service].elementsEqual(line[candidate])
        {
            start = candidate.upperBound + 1
        }
        guard start < line.count else { return false }
        let rest = UnsafeRawBufferPointer(rebasing: line[start...])
        let isFrame = rest.count > 2 && rest[0] <= 32 && rest[1] <= 32
        guard isFrame || trace.accepts(rest, at: length + 1 + start) else { return false }
        if isFrame { trace.noteIndented(rest, at: length + 1 + start) }
        append(line, count)
        return true
    }

    /// The bytes of the record so far.
    private var length: Int { isBorrowed ? borrowed.count : body.count }

    private mutating func append(_ line: UnsafeRawBufferPointer, _ count: Int) {
        keep(firstCopy: true)
        lines += count
        keep(line)
    }

    private mutating func keep(firstCopy: Bool) {
        guard isBorrowed else { return }
        isBorrowed = false
        body.removeAll(keepingCapacity: true)
        body.append(contentsOf: borrowed)
    }

    private mutating func keep(_ line: UnsafeRawBufferPointer) {
        guard body.count + line.count < Self.bodyLimit else { return }
        body.append(10)
        body.append(contentsOf: line)
    }

    private static func isBlank(_ line: UnsafeRawBufferPointer) -> Bool {
        line.allSatisfy { $0 <= 32 }
    }
}
