import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

extension HeaderReader {
    /// Lines that start with their level: `ERROR: …`, `[warn] …`, `WARNING:root:…`, `INFO:     …`.
    func readLevelFirst(_ line: UnsafeRawBufferPointer) -> LineHeader {
        var header = LineHeader()
        header.severity = Self.leadingSeverity(line, 0)
        guard header.severity != .unknown else {
            header.severity = Self.requestSeverity(line) ?? .unknown
            return header
        }
        var cursor = ByteCursor(line)
        _ = cursor.take(UInt8(ascii: "["))
        while ByteCursor.isLetter(cursor.peek()) { cursor.position += 1 }
        _ = cursor.take(UInt8(ascii: "]"))
        if cursor.take(UInt8(ascii: ":")) { skipLogger(&cursor) }
        cursor.skipSpaces()
        header.isHeader = true
        header.message = cursor.position
        if let found = times.read(line, at: cursor.position), found.nanoseconds != nil {
            var rest = ByteCursor(line, at: found.end)
            rest.skipSpaces()
            if rest.take(UInt8(ascii: "-")) { rest.skipSpaces() }
            header.time = found.nanoseconds
            header.message = rest.position
        }
        if let status = Self.requestSeverity(line) {
            header.severity = max(header.severity, status)
        }
        return header
    }

    /// The logger of Python's default format, `WARNING:root:message`.
    private func skipLogger(_ cursor: inout ByteCursor) {
        var end = cursor
        while ByteCursor.isLetter(end.peek()) || ByteCursor.isDigit(end.peek())
            || end.peek() == UInt8(ascii: "_") || end.peek() == UInt8(ascii: ".")
        {
            end.position += 1
        }
        if end.position > cursor.position, end.take(UInt8(ascii: ":")),
            end.peek() != UInt8(ascii: "/")
        {
            cursor = end
        }
    }

    /// The severity of the status in `"GET /x HTTP/1.1" 503`; nil when the line has no request.
    static func requestSeverity(_ line: UnsafeRawBufferPointer) -> Severity? {
        guard let base = line.baseAddress, let quote = memchr(base, 34, line.count) else {
            return nil
        }
        var cursor = ByteCursor(line, at: UnsafeRawPointer(quote) - base)
        while !cursor.isAtEnd {
            if cursor.peek() == UInt8(ascii: "H"), cursor.starts(with: "HTTP/") {
                cursor.position = cursor.tokenEnd()
                guard cursor.peek(-1) == UInt8(ascii: "\"") else { return nil }
                cursor.skipSpaces()
                guard cursor.digitRun() == 3, let status = cursor.digits(3) else { return nil }
                return SeverityWord.severity(ofStatus: status)
            }
            cursor.position += 1
        }
        return nil
    }

    /// The access log of nginx and Apache: `address - user [time] "request" status bytes …`.
    ///
    /// The message becomes the request and the class of its status, so that answers that failed are
    /// another cluster than those that did not.
    func readAccess(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var cursor = ByteCursor(line)
        for _ in 0..<3 {
            cursor.position = cursor.tokenEnd()
            guard cursor.take(32) else { return nil }
        }
        guard cursor.peek() == UInt8(ascii: "["), let found = times.read(line, at: cursor.position)
        else { return nil }
        cursor.position = found.end
        cursor.skipSpaces()
        guard cursor.take(UInt8(ascii: "\"")) else { return nil }
        let request = cursor.position
        while !cursor.isAtEnd, cursor.peek() != UInt8(ascii: "\"") { cursor.position += 1 }
        let end = cursor.position
        _ = cursor.take(UInt8(ascii: "\""))
        cursor.skipSpaces()
        guard cursor.digitRun() == 3, let status = cursor.digits(3) else { return nil }
        RequestText.write(cursor.slice(request, end), status: status, into: &scratch)
        return LineHeader(
            time: found.nanoseconds, severity: SeverityWord.severity(ofStatus: status),
            message: 0, isHeader: true, usesScratch: true)
    }
}
