#if canImport(Glibc)
    import Glibc
#endif

/// Finds the request or trace that a text names: `request_id=…`, `trace_id: …`, `[req-…]`.
enum TraceName {
    private static let searched = 512

    /// The range of its value; nil when the text names none.
    @inline(__always)
    static func find(_ text: UnsafeRawBufferPointer) -> Range<Int>? {
        guard let base = text.baseAddress else { return nil }
        let count = min(text.count, searched)
        var start = 0
        while start < count, let hit = memchr(base + start, 61, count - start) {
            let place = UnsafeRawPointer(hit) - base
            start = place + 1
            if place > 4, text[place - 1] | 32 == UInt8(ascii: "d"),
                text[place - 2] | 32 == UInt8(ascii: "i"), isName(text, endingAt: place)
            {
                return value(text, from: place + 1)
            }
        }
        return bracketed(text, base, count)
    }

    /// `[req-7f3a…]`, as OpenStack and others put it before a message.
    @inline(__always)
    private static func bracketed(
        _ text: UnsafeRawBufferPointer, _ base: UnsafeRawPointer, _ count: Int
    ) -> Range<Int>? {
        guard let hit = memchr(base, 91, count) else { return nil }
        let place = UnsafeRawPointer(hit) - base + 1
        guard ByteCursor(text, at: place).starts(with: "req-") else { return nil }
        return value(text, from: place)
    }

    /// True for `request_id`, `requestId`, `trace_id`, `x-request-id`, `correlation_id` and the like.
    private static func isName(_ text: UnsafeRawBufferPointer, endingAt end: Int) -> Bool {
        var start = end
        while start > 0, end - start < 32, isKeyPart(text[start - 1]) { start -= 1 }
        var cursor = ByteCursor(text, at: start)
        while cursor.position < end {
            if cursor.starts(with: "req") || cursor.starts(with: "trace")
                || cursor.starts(with: "Trace") || cursor.starts(with: "Request")
                || cursor.starts(with: "correlation")
            {
                return true
            }
            cursor.position += 1
        }
        return false
    }

    private static func isKeyPart(_ byte: UInt8) -> Bool {
        ByteCursor.isLetter(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".")
    }

    private static func value(_ text: UnsafeRawBufferPointer, from start: Int) -> Range<Int>? {
        var first = start
        if first < text.count, text[first] == UInt8(ascii: "\"") { first += 1 }
        var end = first
        while end < text.count, isKeyPart(text[end]) || ByteCursor.isDigit(text[end]) { end += 1 }
        return end - first >= 4 ? first..<end : nil
    }
}
