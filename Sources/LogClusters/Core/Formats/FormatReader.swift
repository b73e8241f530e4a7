import IncidentModel

/// Reads the lines of one format.
final class FormatReader {
    let format: RecordFormat
    let times: TimeReader
    /// The fields of the newest line.
    let spans = FieldSpans()

    init(_ format: RecordFormat, times: TimeReader) {
        self.format = format
        self.times = times
    }

    /// How surely a line is of this format: 0 for a line of another one.
    func confidence(_ line: UnsafeRawBufferPointer) -> Int {
        guard !line.isEmpty else { return 0 }
        switch format.layout {
        case .lines(let patterns, let continuations):
            for pattern in patterns + continuations
            where pattern.match(line, times: times, into: spans) {
                return 1 + pattern.specificity
            }
            return 0
        case .json(let keys):
            return keyed(keys, line, isJSON: true).map { 1 + $0 * 10 } ?? 0
        case .logfmt(let keys):
            return keyed(keys, line, isJSON: false).map { 1 + $0 * 10 } ?? 0
        }
    }

    /// Reads a line.
    ///
    /// - Parameters:
    ///   - line: One line, or one JSON object of several.
    ///   - scratch: Becomes the message when that is not a part of the line.
    ///   - exception: Becomes the exception that the line's fields name, `Type: message`.
    /// - Returns: What it says before its message; nil for a line of another format.
    func read(
        _ line: UnsafeRawBufferPointer, scratch: inout [UInt8], exception: inout [UInt8]
    ) -> LineHeader? {
        switch format.layout {
        case .lines(let patterns, let continuations):
            return readText(line, patterns, continuations, &scratch)
        case .json(let keys):
            guard line.first == UInt8(ascii: "{"), keyed(keys, line, isJSON: true) != nil else {
                return nil
            }
            return readKeyed(keys, line, &scratch, &exception)
        case .logfmt(let keys):
            guard keyed(keys, line, isJSON: false) != nil else { return nil }
            return readKeyed(keys, line, &scratch, &exception)
        }
    }

    /// Takes the line of another format out of a line; nil when the line does not wrap one.
    func unwrap(_ line: UnsafeRawBufferPointer, inner: inout [UInt8]) -> WrappedLine? {
        switch format.layout {
        case .lines(let patterns, _):
            guard patterns.contains(where: { $0.match(line, times: times, into: spans) }) else {
                return nil
            }
        case .json(let keys), .logfmt(let keys):
            guard keyed(keys, line, isJSON: line.first == UInt8(ascii: "{")) != nil else {
                return nil
            }
        }
        guard let range = spans[.line] else { return nil }
        var wrapped = WrappedLine(range: range)
        wrapped.time = moment(line)
        wrapped.service = spans[.service]
        if spans.kind(of: .line) == .escaped {
            JSONText.unescape(line, range, into: &inner)
            wrapped.isEscaped = true
        }
        if case .json = format.layout {
            // Docker keeps the line end; a piece of a line that was too long has none.
            if wrapped.isEscaped, inner.last == 10 {
                inner.removeLast()
            } else {
                wrapped.isPartial = true
            }
        } else if let flag = spans[.partial] {
            wrapped.isPartial = line[flag.lowerBound] == UInt8(ascii: "P")
        }
        return wrapped
    }

    private func keyed(_ keys: KeyedFields, _ line: UnsafeRawBufferPointer, isJSON: Bool) -> Int? {
        spans.clear()
        let seen: UInt32
        if isJSON {
            guard line.first == UInt8(ascii: "{") else { return nil }
            var walk = JSONWalk(line, table: keys.table, into: spans)
            guard walk.run() else { return nil }
            seen = walk.seen
        } else {
            var walk = LogfmtWalk(line, table: keys.table, into: spans)
            guard walk.run() else { return nil }
            seen = walk.seen
        }
        guard spans.isAny else { return nil }
        return keys.specificity(seen)
    }

    /// The line's own time, in nanoseconds since the epoch.
    func moment(_ line: UnsafeRawBufferPointer) -> Int64? {
        if let known = spans.moment { return known }
        guard let range = spans[.time] else { return nil }
        return times.read(UnsafeRawBufferPointer(rebasing: line[range]))?.nanoseconds
    }
}

/// A line of another format inside a line.
struct WrappedLine {
    /// Where it is, as far as it needs no unescaping.
    var range: Range<Int>
    /// True when it was unescaped into the given bytes.
    var isEscaped = false
    /// True when the next line goes on with it.
    var isPartial = false
    var time: Int64?
    var service: Range<Int>?
}
