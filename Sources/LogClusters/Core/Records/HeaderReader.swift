import IncidentModel

/// Finds time, severity, service and message of a line, whatever its format.
///
/// There is no list of programs: a header is recognised by its time stamp, its level word and the way
/// they stand before prose. JSON, logfmt, syslog, klog and access logs have readers of their own.
final class HeaderReader {
    let times: TimeReader
    /// Names that are services for certain: those of the configuration.
    let knownServices: ServiceNames
    /// The message of the newest line whose header says `usesScratch`.
    var scratch: [UInt8] = []
    /// The exception of the newest line whose header says `hasException`.
    var exception: [UInt8] = []
    /// A reader for each format; their data files are read when the first line with a header is expected.
    private(set) lazy var formats = RecordFormat.all.map { FormatReader($0, times: times) }
    private lazy var json = formats.first { $0.format.name == "json" }

    init(times: TimeReader, knownServices: ServiceNames = ServiceNames()) {
        self.times = times
        self.knownServices = knownServices
    }

    /// Reads one line.
    func read(_ line: UnsafeRawBufferPointer) -> LineHeader { read(line, allowsPrefix: true) }

    /// Reads one line of a certain format; nil when it is not of that format.
    func read(_ line: UnsafeRawBufferPointer, as format: FormatReader?) -> LineHeader? {
        format?.read(line, scratch: &scratch, exception: &exception)
    }

    private func read(_ line: UnsafeRawBufferPointer, allowsPrefix: Bool) -> LineHeader {
        guard let first = line.first else { return LineHeader() }
        if first == UInt8(ascii: "{"), let header = read(line, as: json) { return header }
        if let found = times.read(line) { return afterTime(found, line) }
        if first <= 32 { return LineHeader() }
        if first == UInt8(ascii: "<"), let header = readPriority(line) { return header }
        if let header = readKlog(line) ?? readLogfmt(line) ?? readAccess(line) { return header }
        if allowsPrefix, let header = readPrefixed(line) { return header }
        if let header = readLateTime(line) { return header }
        return readLevelFirst(line)
    }

    /// Goes on behind a time stamp at the start.
    func afterTime(_ found: TimeReader.Found, _ line: UnsafeRawBufferPointer) -> LineHeader {
        var walk = FieldWalk(
            line, at: found.end, isSyslog: found.isSyslogStyle, known: knownServices)
        walk.header.time = found.nanoseconds
        walk.header.isHeader = true
        walk.run()
        if walk.header.severity == .unknown {
            walk.header.severity = Self.leadingSeverity(line, walk.header.message)
        }
        return walk.header
    }

    /// `<34>` before a syslog line (RFC 3164, RFC 5424).
    private func readPriority(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var cursor = ByteCursor(line, at: 1)
        let length = cursor.digitRun()
        guard (1...3).contains(length), let priority = cursor.digits(length), priority < 192,
            cursor.take(UInt8(ascii: ">"))
        else { return nil }
        var header: LineHeader
        if cursor.starts(with: "1 "), let found = times.read(line, at: cursor.position + 2) {
            header = structuredSyslog(found, line)
        } else if let found = times.read(line, at: cursor.position) {
            header = afterTime(found, line)
        } else {
            header = LineHeader(message: cursor.position, isHeader: true)
        }
        header.severity = SeverityWord.severity(ofSyslog: priority % 8) ?? .unknown
        return header
    }

    /// Host, application, process, message id and structured data of RFC 5424.
    private func structuredSyslog(_ found: TimeReader.Found, _ line: UnsafeRawBufferPointer)
        -> LineHeader
    {
        var header = LineHeader(time: found.nanoseconds, isHeader: true)
        var cursor = ByteCursor(line, at: found.end)
        for field in 0..<4 {
            cursor.skipSpaces()
            let end = cursor.tokenEnd()
            if field == 1, cursor.peek() != UInt8(ascii: "-") {
                header.service = cursor.position..<end
            }
            cursor.position = end
        }
        cursor.skipSpaces()
        if cursor.peek() == UInt8(ascii: "[") {
            while cursor.take(UInt8(ascii: "[")) {
                while !cursor.isAtEnd, cursor.peek() != UInt8(ascii: "]") { cursor.position += 1 }
                _ = cursor.take(UInt8(ascii: "]"))
            }
        } else {
            _ = cursor.take(UInt8(ascii: "-"))
        }
        cursor.skipSpaces()
        header.message = cursor.position
        return header
    }

    /// `E1121 02:32:40.123456    1234 file.go:12] message`.
    private func readKlog(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        guard line.count > 20, let severity = SeverityWord.severity(ofLetter: line[0]) else {
            return nil
        }
        var cursor = ByteCursor(line, at: 1)
        guard let month = cursor.digits(2), let day = cursor.digits(2), cursor.take(32),
            let found = times.clock(&cursor, on: times.reference.nearest(month: month, day: day))
        else { return nil }
        var end = found.end
        while end < line.count, line[end] != UInt8(ascii: "]") { end += 1 }
        guard end < line.count else { return nil }
        return LineHeader(
            time: found.nanoseconds, severity: severity, message: min(end + 2, line.count),
            isHeader: true)
    }

    /// `backend-1  | message`, as compose writes it.
    private func readPrefixed(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var cursor = ByteCursor(line)
        let end = cursor.tokenEnd()
        cursor.position = end
        cursor.skipSpaces()
        guard end < 48, cursor.take(UInt8(ascii: "|")), cursor.peek() == 32 || cursor.isAtEnd else {
            return nil
        }
        _ = cursor.take(32)
        let start = cursor.position
        var header = read(cursor.slice(start, line.count), allowsPrefix: false)
        if !header.usesScratch { header.message += start }
        header.candidate = nil
        header.service = 0..<Self.withoutInstance(line, end)
        header.isHeader = header.isHeader || start < line.count && line[start] > 32
        return header
    }

    /// The name without `-1` behind it.
    private static func withoutInstance(_ line: UnsafeRawBufferPointer, _ end: Int) -> Int {
        var start = end
        while start > 1, ByteCursor.isDigit(line[start - 1]) { start -= 1 }
        let separated =
            start < end && start > 1
            && (line[start - 1] == UInt8(ascii: "-") || line[start - 1] == UInt8(ascii: "_"))
        return separated ? start - 1 : end
    }

    /// A time stamp behind one to four words that are no prose, such as a file's or a node's name.
    private func readLateTime(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var cursor = ByteCursor(line)
        for _ in 0..<4 {
            let end = cursor.tokenEnd()
            guard
                end - cursor.position == 1
                    || FieldWalk.isHeaderLike(cursor.slice(cursor.position, end))
            else { return nil }
            cursor.position = end
            cursor.skipSpaces()
            guard !cursor.isAtEnd else { return nil }
            if let found = times.read(line, at: cursor.position), found.nanoseconds != nil {
                return afterTime(found, line)
            }
        }
        return nil
    }

    /// The severity that the first word of a message names, as in `error: …` and `[warn] …`.
    static func leadingSeverity(_ line: UnsafeRawBufferPointer, _ start: Int) -> Severity {
        var cursor = ByteCursor(line, at: start)
        let bracketed = cursor.take(UInt8(ascii: "["))
        guard SeverityWord.mayBegin(with: cursor.peek()) else { return .unknown }
        let first = cursor.position
        if first &+ 8 <= line.count {
            cursor.position &+= EightBytes(line, at: first).leadingLetters
        }
        while ByteCursor.isLetter(cursor.peek()) { cursor.position &+= 1 }
        let word = cursor.slice(first, cursor.position)
        guard let severity = SeverityWord.severity(of: word) else { return .unknown }
        let follows = cursor.peek()
        if bracketed { return follows == UInt8(ascii: "]") ? severity : .unknown }
        if follows == UInt8(ascii: ":") { return severity }
        return SeverityWord.style(of: word) == .capitals && follows == 32 ? severity : .unknown
    }
}
