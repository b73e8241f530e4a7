/// Gathers the lines of a JSON object that is printed over several lines, also in an array of them.
struct JSONGatherer {
    /// What became of a line.
    enum Step {
        /// It is no part of an object.
        case other
        /// It only opens or closes the array.
        case bracket
        /// The object goes on.
        case more
        /// The object is complete.
        case complete
        /// What was gathered is no object; the line is not a part of it.
        case broken
    }

    private static let lineLimit = 5_000
    private(set) var isActive = false
    private var isInArray = false
    /// The lines so far, joined by `\n`.
    private(set) var bytes: [UInt8] = []
    private(set) var lines = 0
    private var depth = 0

    /// True when a line has to be looked at; false for nearly all lines of other logs.
    @inline(__always)
    func mayTake(_ line: UnsafeRawBufferPointer) -> Bool {
        if isActive || isInArray { return true }
        guard let first = line.first else { return false }
        return (first == UInt8(ascii: "{") || first == UInt8(ascii: "[")) && line.count < 8
    }

    /// Takes a line.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Step {
        var start = 0
        var end = line.count
        while start < end, line[start] <= 32 { start += 1 }
        while end > start, line[end - 1] <= 32 { end -= 1 }
        guard start < end else { return isActive ? add(line) : .other }
        if !isActive {
            let opens = Self.opens(line, start, end)
            if opens != .other { return opens == .bracket ? openArray() : open(line) }
            let closes = isInArray && line[start] == UInt8(ascii: "]") && end - start <= 2
            isInArray = false
            return closes ? .bracket : .other
        }
        guard Self.mayBeJSON(line[start]) else {
            isActive = false
            isInArray = false
            return .broken
        }
        return add(line)
    }

    /// Forgets the object; what was gathered stays until the next one.
    mutating func end() { isActive = false }

    /// `[` and `{` alone, or both.
    private static func opens(_ line: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Step {
        let isArray = line[start] == UInt8(ascii: "[")
        if end - start == 1 {
            return isArray ? .bracket : line[start] == UInt8(ascii: "{") ? .more : .other
        }
        return isArray && end - start <= 3 && line[end - 1] == UInt8(ascii: "{") ? .more : .other
    }

    private mutating func openArray() -> Step {
        isInArray = true
        return .bracket
    }

    private mutating func open(_ line: UnsafeRawBufferPointer) -> Step {
        isActive = true
        bytes.removeAll(keepingCapacity: true)
        lines = 0
        depth = 0
        if let bracket = line.firstIndex(of: UInt8(ascii: "[")) {
            isInArray = true
            return add(UnsafeRawBufferPointer(rebasing: line[(bracket + 1)...]))
        }
        return add(line)
    }

    private mutating func add(_ line: UnsafeRawBufferPointer) -> Step {
        lines += 1
        if lines > 1 { bytes.append(10) }
        let line = lines > 1 ? line : Self.withoutIndentation(line)
        guard bytes.count + line.count < LineSplitter.lineLimit, lines < Self.lineLimit else {
            isActive = false
            return .complete
        }
        var isString = false
        var position = 0
        while position < line.count {
            let byte = line[position]
            if byte == UInt8(ascii: "\"") { isString.toggle() }
            if isString {
                position += byte == UInt8(ascii: "\\") ? 2 : 1
                continue
            }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            position += 1
            if byte == UInt8(ascii: "}"), depth <= 0 {
                bytes.append(contentsOf: line[..<position])
                isActive = false
                return .complete
            }
        }
        bytes.append(contentsOf: line)
        return .more
    }

    private static func withoutIndentation(_ line: UnsafeRawBufferPointer)
        -> UnsafeRawBufferPointer
    {
        UnsafeRawBufferPointer(rebasing: line.drop { $0 <= 32 })
    }

    private static func mayBeJSON(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "-"), UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
