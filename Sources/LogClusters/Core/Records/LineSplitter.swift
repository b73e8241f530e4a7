#if canImport(Glibc)
    import Glibc
#endif

/// Cuts a stream of chunks into lines, however they are cut, within a bound on memory.
struct LineSplitter {
    /// Bytes of one line that are kept; the rest of a longer line is skipped.
    static let lineLimit = 65_536

    private var partial: [UInt8] = []
    /// True when bytes without a line end are waiting.
    private(set) var hasPartial = false

    /// Passes on every complete line, without its `\n` or `\r\n`.
    mutating func split(
        _ chunk: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        guard let base = chunk.baseAddress else { return }
        var start = 0
        while start < chunk.count {
            let rest = chunk.count - start
            guard let end = memchr(base + start, 10, rest) else {
                keep(UnsafeRawBufferPointer(rebasing: chunk[start...]))
                return
            }
            let length = UnsafeRawPointer(end) - (base + start)
            let line = UnsafeRawBufferPointer(rebasing: chunk[start..<start + length])
            if hasPartial {
                keep(line)
                takePartial(body)
            } else {
                body(Self.trimmed(line))
            }
            start += length + 1
        }
    }

    /// Passes on the last line when it had no line end.
    mutating func finish(_ body: (UnsafeRawBufferPointer) -> Void) {
        if hasPartial { takePartial(body) }
    }

    /// Forgets the unfinished line; true when there was one.
    mutating func discardPartial() -> Bool {
        defer {
            partial.removeAll(keepingCapacity: true)
            hasPartial = false
        }
        return hasPartial
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer) {
        hasPartial = true
        partial.append(contentsOf: bytes.prefix(Self.lineLimit - partial.count))
    }

    private mutating func takePartial(_ body: (UnsafeRawBufferPointer) -> Void) {
        partial.withUnsafeBytes { body(Self.trimmed($0)) }
        partial.removeAll(keepingCapacity: true)
        hasPartial = false
    }

    @inline(__always)
    private static func trimmed(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        var end = min(line.count, lineLimit)
        if end > 0, line[end - 1] == 13 { end -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[0..<end])
    }
}
