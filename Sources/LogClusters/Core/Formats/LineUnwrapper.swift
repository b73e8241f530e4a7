/// Takes lines out of the lines of a wrapper and joins those that it cut into pieces.
struct LineUnwrapper {
    /// What became of a line.
    enum Step {
        /// It is not wrapped.
        case other
        /// The line inside goes on in the next one.
        case more
        /// There is a whole line.
        case complete
    }

    /// A line that was inside.
    struct Unwrapped {
        var bytes: [UInt8] = []
        /// Physical lines that it was cut into.
        var lines = 0
        var time: Int64?
        var service: [UInt8] = []
    }

    private static let missLimit = 8
    private let reader: FormatReader
    private var current = Unwrapped()
    private var misses = 0

    init(_ reader: FormatReader) { self.reader = reader }

    /// The wrapper's name.
    var name: String { reader.format.name }
    /// True when a piece waits for the next.
    var isPartial: Bool { current.lines > 0 }
    /// True when line after line is not wrapped.
    var isLost: Bool { misses >= Self.missLimit }

    /// Takes a line.
    mutating func take(_ line: UnsafeRawBufferPointer) -> Step {
        var piece: [UInt8] = []
        guard let wrapped = reader.unwrap(line, inner: &piece) else {
            misses += 1
            return .other
        }
        misses = 0
        if current.lines == 0 {
            current.time = wrapped.time
            current.service = wrapped.service.map { Self.withoutInstance(line, $0) } ?? []
        }
        current.lines += 1
        let room = LineSplitter.lineLimit - current.bytes.count
        if wrapped.isEscaped {
            current.bytes.append(contentsOf: piece.prefix(room))
        } else {
            current.bytes.append(contentsOf: line[wrapped.range].prefix(room))
        }
        return wrapped.isPartial ? .more : .complete
    }

    /// The line that is complete, or as much as there is of it.
    mutating func end() -> Unwrapped {
        defer { current = Unwrapped() }
        if current.bytes.last == 13 { current.bytes.removeLast() }
        return current
    }

    /// Looks into a line without taking it.
    func peek(_ line: UnsafeRawBufferPointer, into inner: inout [UInt8]) {
        guard let wrapped = reader.unwrap(line, inner: &inner), !wrapped.isEscaped else { return }
        inner.append(contentsOf: line[wrapped.range])
    }

    /// The name without `-1` behind it, which counts the containers of one service.
    private static func withoutInstance(_ line: UnsafeRawBufferPointer, _ name: Range<Int>)
        -> [UInt8]
    {
        var end = name.upperBound
        while end > name.lowerBound + 1, ByteCursor.isDigit(line[end - 1]) { end -= 1 }
        let isNumbered =
            end < name.upperBound && end > name.lowerBound + 1
            && (line[end - 1] == UInt8(ascii: "-") || line[end - 1] == UInt8(ascii: "_"))
        return Array(line[name.lowerBound..<(isNumbered ? end - 1 : name.upperBound)])
    }
}
