/// Cuts a JSON array, as it arrives, into its objects, each as one line.
///
/// Line ends inside of a JSON text are layout (RFC 8259, section 2): they are left out, and so is
/// whatever stands outside of objects.
struct JSONArraySplitter {
    /// An object that is longer is left out as a whole.
    static let limit = 1_048_576

    /// Objects that were too long.
    private(set) var skipped = 0
    private var object: [UInt8] = []
    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Passes on every object that is complete now.
    mutating func split(
        _ chunk: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        for byte in chunk {
            if depth == 0, byte != UInt8(ascii: "{") { continue }
            note(byte)
            if byte != 10, byte != 13, object.count <= Self.limit { object.append(byte) }
            if depth == 0 { passOn(body) }
        }
    }

    /// Forgets an object of which no more will come.
    mutating func reset() { self = JSONArraySplitter() }

    private mutating func note(_ byte: UInt8) {
        if isInString {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "\"") {
                isInString = false
            }
            return
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
        default: break
        }
    }

    private mutating func passOn(_ body: (UnsafeRawBufferPointer) -> Void) {
        if object.count > Self.limit { skipped += 1 } else { object.withUnsafeBytes { body($0) } }
        object.removeAll(keepingCapacity: true)
    }
}
