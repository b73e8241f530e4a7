/// Walks over `key=value key="value" …` and notes the fields that a format knows.
struct LogfmtWalk {
    private static let keyLimit = 64
    private let line: UnsafeRawBufferPointer
    private let table: KeyTable
    private let spans: FieldSpans
    /// The bits of the keys that were there.
    private(set) var seen: UInt32 = 0

    init(_ line: UnsafeRawBufferPointer, table: KeyTable, into spans: FieldSpans) {
        self.line = line
        self.table = table
        self.spans = spans
    }

    /// Walks; false when the line has anything but pairs and bare keys, or no pair at all.
    mutating func run() -> Bool {
        var position = 0
        var pairs = 0
        var bare = 0
        while position < line.count {
            if line[position] <= 32 {
                position += 1
                continue
            }
            let key = position
            while position < line.count, Self.isKeyPart(line[position]) { position += 1 }
            guard position > key, position - key <= Self.keyLimit else { return false }
            guard position < line.count, line[position] == UInt8(ascii: "=") else {
                guard position == line.count || line[position] <= 32 else { return false }
                bare += 1
                continue
            }
            pairs += 1
            guard let end = takeValue(key..<position, position + 1) else { return false }
            position = end
        }
        return pairs > 1 && bare <= pairs
    }

    private static func isKeyPart(_ byte: UInt8) -> Bool {
        byte > 32 && byte != UInt8(ascii: "=") && byte != UInt8(ascii: "\"")
    }

    /// Takes the value at an offset; gives the offset behind it, or nil when its quote is not closed.
    private mutating func takeValue(_ key: Range<Int>, _ start: Int) -> Int? {
        var end = start
        var isEscaped = false
        guard start < line.count, line[start] == UInt8(ascii: "\"") else {
            while end < line.count, line[end] > 32 { end += 1 }
            note(key, start..<end, .text)
            return end
        }
        end += 1
        while end < line.count, line[end] != UInt8(ascii: "\"") {
            if line[end] == UInt8(ascii: "\\") {
                isEscaped = true
                end += 1
            }
            end += 1
        }
        guard end < line.count else { return nil }
        note(key, start + 1..<end, isEscaped ? .escaped : .text)
        return end + 1
    }

    private mutating func note(_ key: Range<Int>, _ value: Range<Int>, _ kind: FieldSpans.Kind) {
        let name = UnsafeRawBufferPointer(rebasing: line[key])
        guard let entry = table[KeyTable.extend(KeyTable.root, by: name)] else { return }
        seen |= entry.bit
        guard entry.role != .ignored else { return }
        spans.set(
            entry.role, value.lowerBound, value.upperBound, rank: entry.rank, kind: kind)
    }
}
