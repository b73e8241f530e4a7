/// Walks over one JSON object and notes the fields that a format knows, without making values.
///
/// Arrays are transparent: their members have the array's path. In an array of
/// `{"key": …, "value": …}`, as OpenTelemetry writes attributes, the key is part of the path.
struct JSONWalk {
    /// Objects in objects that are looked into; what is deeper is skipped.
    private static let depthLimit = 12
    private let line: UnsafeRawBufferPointer
    private let table: KeyTable
    private let spans: FieldSpans
    private var position = 0
    /// The bits of the keys that were there.
    private(set) var seen: UInt32 = 0

    init(_ line: UnsafeRawBufferPointer, table: KeyTable, into spans: FieldSpans) {
        self.line = line
        self.table = table
        self.spans = spans
    }

    /// Walks; false when the line is not one complete object.
    mutating func run() -> Bool {
        skipBlank()
        guard peek == UInt8(ascii: "{"), object(KeyTable.root, depth: 1, isElement: false) else {
            return false
        }
        skipBlank()
        return position == line.count
    }

    private var peek: UInt8 { position < line.count ? line[position] : 0 }

    @inline(__always)
    private mutating func skipBlank() {
        while position < line.count, line[position] <= 32 { position += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        skipBlank()
        guard peek == byte, position < line.count else { return false }
        position += 1
        return true
    }

    private mutating func object(_ path: UInt64, depth: Int, isElement: Bool) -> Bool {
        guard take(UInt8(ascii: "{")) else { return false }
        if take(UInt8(ascii: "}")) { return true }
        var attribute: UInt64?
        repeat {
            skipBlank()
            guard let key = string(), take(UInt8(ascii: ":")) else { return false }
            skipBlank()
            let name = UnsafeRawBufferPointer(rebasing: line[key.range])
            if isElement, peek == UInt8(ascii: "\""), Self.isKey(name) {
                guard let value = string() else { return false }
                attribute = KeyTable.extend(
                    path, by: UnsafeRawBufferPointer(rebasing: line[value.range]))
                continue
            }
            let inner = attribute ?? KeyTable.extend(path, by: name)
            guard value(inner, depth: depth) else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}"))
    }

    private static func isKey(_ name: UnsafeRawBufferPointer) -> Bool {
        name.count == 3 && name[0] == UInt8(ascii: "k") && name[1] == UInt8(ascii: "e")
            && name[2] == UInt8(ascii: "y")
    }

    private mutating func value(_ path: UInt64, depth: Int) -> Bool {
        switch peek {
        case UInt8(ascii: "\""):
            guard let found = string() else { return false }
            note(path, found.range, found.isEscaped ? .escaped : .text)
            return true
        case UInt8(ascii: "{"):
            if depth >= Self.depthLimit { return skipNested() }
            note(path)
            return object(path, depth: depth + 1, isElement: false)
        case UInt8(ascii: "["):
            return depth >= Self.depthLimit ? skipNested() : array(path, depth: depth + 1)
        default:
            let start = position
            while position < line.count, !Self.endsScalar(line[position]) { position += 1 }
            guard position > start else { return false }
            if line[start] != UInt8(ascii: "n") { note(path, start..<position, .text) }
            return true
        }
    }

    private mutating func array(_ path: UInt64, depth: Int) -> Bool {
        guard take(UInt8(ascii: "[")) else { return false }
        if take(UInt8(ascii: "]")) { return true }
        skipBlank()
        if ByteCursor.isDigit(peek), table[path] != nil {
            let start = position
            while position < line.count, line[position] != UInt8(ascii: "]") { position += 1 }
            note(path, start..<position, .byteArray)
            return take(UInt8(ascii: "]"))
        }
        repeat {
            skipBlank()
            let isDone =
                peek == UInt8(ascii: "{")
                ? depth < Self.depthLimit
                    ? object(path, depth: depth + 1, isElement: true) : skipNested()
                : value(path, depth: depth)
            guard isDone else { return false }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]"))
    }

    /// Skips an object or array of any depth.
    private mutating func skipNested() -> Bool {
        var depth = 0
        while position < line.count {
            switch line[position] {
            case UInt8(ascii: "\""):
                guard string() != nil else { return false }
                continue
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            default: break
            }
            position += 1
            if depth == 0 { return true }
        }
        return false
    }

    /// Takes a string; the range is without the quotes.
    private mutating func string() -> (range: Range<Int>, isEscaped: Bool)? {
        guard peek == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        var end = start
        var isEscaped = false
        while end < line.count, line[end] != UInt8(ascii: "\"") {
            if line[end] == UInt8(ascii: "\\") {
                isEscaped = true
                end += 1
            }
            end += 1
        }
        guard end < line.count else { return nil }
        position = end + 1
        return (start..<end, isEscaped)
    }

    private mutating func note(_ path: UInt64, _ range: Range<Int>, _ kind: FieldSpans.Kind) {
        guard let entry = table[path] else { return }
        seen |= entry.bit
        guard entry.role != .ignored else { return }
        spans.set(
            entry.role, range.lowerBound, range.upperBound, rank: entry.rank, kind: kind)
    }

    /// An object counts as there, but has no value of its own.
    private mutating func note(_ path: UInt64) {
        if let entry = table[path] { seen |= entry.bit }
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        byte <= 32 || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}")
            || byte == UInt8(ascii: "]")
    }
}
