/// Brings the line that reports an exception into the form `Type: message`.
enum ExceptionText {
    private static let introductions: [StaticString] = [
        "Unhandled exception. ", "Unhandled Exception: ", "Uncaught ", "Uncaught exception: ",
        "Caused by: ",
    ]
    private static let lineLimit = 4_096

    /// Writes the exception of a line; nothing when it reports none.
    ///
    /// - Parameters:
    ///   - line: The exception line, or the message of a record.
    ///   - isTrace: True when frames follow, which make it an exception for certain.
    ///   - text: What is written to.
    static func write(_ line: UnsafeRawBufferPointer, isTrace: Bool, into text: inout [UInt8]) {
        var cursor = ByteCursor(
            UnsafeRawBufferPointer(rebasing: line[..<min(line.count, lineLimit)]))
        cursor.skipSpaces()
        for introduction in introductions where cursor.starts(with: introduction) {
            cursor.position += introduction.utf8CodeUnitCount
        }
        if cursor.starts(with: "Exception in thread \"") {
            cursor.position += 21
            while !cursor.isAtEnd, cursor.peek() != UInt8(ascii: "\"") { cursor.position += 1 }
            cursor.position = min(cursor.position + 2, cursor.bytes.count)
        }
        let rest = cursor.slice(cursor.position, cursor.bytes.count)
        if isTrace, writeRuby(rest, into: &text) { return }
        if cursor.starts(with: "panic: ") || cursor.starts(with: "fatal error: ") {
            text.append(contentsOf: rest)
            return
        }
        if let start = typeStart(rest, searches: isTrace) {
            text.append(contentsOf: rest[start...])
        } else if isTrace, !cursor.starts(with: TraceTracker.pythonStart) {
            text.append(contentsOf: rest)
        }
    }

    /// Where `SomeError: …` starts: at the start, or behind a colon when frames follow.
    private static func typeStart(_ line: UnsafeRawBufferPointer, searches: Bool) -> Int? {
        var start = 0
        while start < line.count {
            var end = start
            while end < line.count, isNamePart(line[end]) { end += 1 }
            let isEnd =
                end == line.count || line[end] == UInt8(ascii: ":")
                || line[end] == 32 && end + 1 < line.count && line[end + 1] == UInt8(ascii: "(")
            let name = UnsafeRawBufferPointer(rebasing: line[start..<end])
            if isEnd, ExceptionName.matches(name), end < line.count || searches { return start }
            guard searches, let colon = line[start...].firstIndex(of: UInt8(ascii: ":")) else {
                return nil
            }
            start = colon + 1
            while start < line.count, line[start] == 32 { start += 1 }
        }
        return nil
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        ByteCursor.isLetter(byte) || ByteCursor.isDigit(byte) || byte == UInt8(ascii: ".")
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
    }

    /// `app.rb:3:in 'run': divided by 0 (ZeroDivisionError)` names its type at the end.
    private static func writeRuby(_ line: UnsafeRawBufferPointer, into text: inout [UInt8]) -> Bool
    {
        guard line.last == UInt8(ascii: ")"), TraceTracker.isRubyPlace(line),
            let open = line.lastIndex(of: UInt8(ascii: "("))
        else { return false }
        let type = UnsafeRawBufferPointer(rebasing: line[(open + 1)..<(line.count - 1)])
        guard !type.isEmpty, type.allSatisfy({ isNamePart($0) || $0 == UInt8(ascii: ":") }) else {
            return false
        }
        var start = 0
        var cursor = ByteCursor(line)
        while cursor.position < open {
            if cursor.starts(with: "': ") { start = cursor.position + 3 }
            if start > 0 { break }
            cursor.position += 1
        }
        text.append(contentsOf: type)
        text.append(contentsOf: ": ".utf8)
        text.append(contentsOf: line[start..<max(start, open - 1)])
        return true
    }
}
