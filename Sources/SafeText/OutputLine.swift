/// The line of a command's output that is being written, with a cursor in it.
struct OutputLine {
    private let limit: Int
    /// The line while it has only ASCII, one byte for each column: nearly always.
    private var ascii: [UInt8] = []
    /// The line once it has more, one scalar value each; controls are made visible at the end.
    private var scalars: [UInt32]?
    private var cursor = 0
    private var bytesLeftOut = 0

    init(limit: Int) {
        self.limit = limit
    }

    private var count: Int { scalars?.count ?? ascii.count }

    /// True when nothing was written since the last line end.
    var isUntouched: Bool { count == 0 && bytesLeftOut == 0 }

    /// The line as it would look now.
    var text: DisplayText {
        let bytes = scalars.map(Self.encoded) ?? ascii
        let shown = bytes.withUnsafeBytes { DisplayText(bytes: $0, limit: Int.max) }
        return bytesLeftOut == 0 ? shown : DisplayText(head: shown, bytesLeftOut: bytesLeftOut)
    }

    private static func encoded(_ scalars: [UInt32]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(scalars.count + 8)
        for value in scalars {
            // A stray C1 byte is a scalar of its own here; the filter shows it.
            bytes.append(contentsOf: (Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        }
        return bytes
    }

    /// Writes one scalar at the cursor.
    mutating func put(_ value: UInt32, byteCount: Int) {
        guard cursor < limit else {
            bytesLeftOut += byteCount
            return
        }
        if value >= 0x80, scalars == nil { scalars = ascii.map(UInt32.init) }
        if scalars != nil {
            Self.put(value, at: cursor, into: &scalars)
        } else if cursor < ascii.count {
            ascii[cursor] = UInt8(truncatingIfNeeded: value)
        } else {
            ascii.append(UInt8(truncatingIfNeeded: value))
        }
        cursor += 1
    }

    private static func put(_ value: UInt32, at cursor: Int, into scalars: inout [UInt32]?) {
        if cursor < (scalars?.count ?? 0) {
            scalars?[cursor] = value
        } else {
            scalars?.append(value)
        }
    }

    /// Writes printable ASCII at the cursor.
    mutating func put(ascii text: UnsafeBufferPointer<UInt8>) {
        guard scalars == nil, cursor == ascii.count, cursor + text.count <= limit else {
            for byte in text { put(UInt32(byte), byteCount: 1) }
            return
        }
        ascii.append(contentsOf: text)
        cursor += text.count
    }

    mutating func returnToStart() { cursor = 0 }

    mutating func stepBack() { cursor = max(cursor - 1, 0) }

    /// Erases as CSI K does (ECMA-48 §8.3.41): 0 from the cursor on, 1 up to it, 2 all.
    mutating func erase(_ mode: Int) {
        switch mode {
        case 0: eraseFromCursor()
        case 1:
            let erased = 0..<min(cursor + 1, count)
            if scalars == nil {
                ascii.replaceSubrange(erased, with: repeatElement(0x20, count: erased.count))
            } else {
                scalars?.replaceSubrange(erased, with: repeatElement(0x20, count: erased.count))
            }
        case 2:
            scalars = nil
            ascii = Array(repeating: 0x20, count: cursor)
            bytesLeftOut = 0
        default: break
        }
    }

    private mutating func eraseFromCursor() {
        ascii.removeLast(max(ascii.count - cursor, 0))
        if let wide = scalars { scalars = Array(wide.prefix(cursor)) }
        bytesLeftOut = 0
    }

    /// Takes the line away and starts the next one.
    mutating func finish() -> DisplayText {
        let done = text
        ascii.removeAll(keepingCapacity: true)
        scalars = nil
        cursor = 0
        bytesLeftOut = 0
        return done
    }
}
