import IncidentModel

extension HeaderReader {
    /// `time=… level=… service=… msg="…" key=value`; the message is what follows the header keys.
    func readLogfmt(_ line: UnsafeRawBufferPointer) -> LineHeader? {
        var cursor = ByteCursor(line)
        var header = LineHeader(isHeader: true)
        var recognised = 0
        while let pair = Self.pair(&cursor, line) {
            switch LogfmtKey(line[pair.key]) {
            case .time:
                header.time =
                    times.read(UnsafeRawBufferPointer(rebasing: line[pair.value]))?.nanoseconds
            case .level:
                let word = UnsafeRawBufferPointer(rebasing: line[pair.value])
                guard let severity = SeverityWord.severity(of: word) else { return nil }
                header.severity = severity
            case .service: header.service = pair.value
            case .other:
                return recognised > 0 ? header : nil
            }
            recognised += 1
            cursor.skipSpaces()
            header.message = cursor.position
        }
        return recognised > 1 ? header : nil
    }

    private enum LogfmtKey {
        case time, level, service, other

        init(_ key: UnsafeRawBufferPointer.SubSequence) {
            switch String(decoding: key, as: UTF8.self) {
            case "time", "ts", "t", "timestamp", "@timestamp", "at": self = .time
            case "level", "lvl", "severity", "loglevel", "log.level": self = .level
            case "service", "app", "component", "service.name", "logger": self = .service
            default: self = .other
            }
        }
    }

    /// Takes `key=value`; the value's range is without quotes.
    private static func pair(_ cursor: inout ByteCursor, _ line: UnsafeRawBufferPointer)
        -> (key: Range<Int>, value: Range<Int>)?
    {
        let start = cursor.position
        var end = start
        while end < line.count, end - start < 24, line[end] > 32, line[end] != UInt8(ascii: "=") {
            end += 1
        }
        guard end > start, end < line.count, line[end] == UInt8(ascii: "=") else { return nil }
        var value = end + 1
        if value < line.count, line[value] == UInt8(ascii: "\"") {
            value += 1
            var close = value
            while close < line.count, line[close] != UInt8(ascii: "\"") {
                close += line[close] == UInt8(ascii: "\\") ? 2 : 1
            }
            guard close < line.count else { return nil }
            cursor.position = close + 1
            return (start..<end, value..<close)
        }
        cursor.position = value
        cursor.position = cursor.tokenEnd()
        return (start..<end, value..<cursor.position)
    }
}
