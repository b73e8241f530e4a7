/// Finds members of a JSON object at its top level without reading what is inside of others.
///
/// The object is cut out of a program's output and taken as well-formed (RFC 8259); of anything else
/// some members may be missing, and no more.
struct JSONMembers {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        skip { $0 != UInt8(ascii: "{") }
        position += 1
    }

    /// The value of a member: a string without its quotes, escapes as they are; anything else as written.
    static func value(_ name: StaticString, in bytes: UnsafeRawBufferPointer)
        -> UnsafeRawBufferPointer?
    {
        let wanted = UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        var members = JSONMembers(bytes)
        while let (key, value) = members.next() {
            if key.elementsEqual(wanted) { return value }
        }
        return nil
    }

    /// The next member; nil behind the last.
    mutating func next() -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
        skip { $0 <= 32 || $0 == UInt8(ascii: ",") }
        guard let key = string() else { return nil }
        skip { $0 <= 32 || $0 == UInt8(ascii: ":") }
        guard position < bytes.count else { return nil }
        return (key, string() ?? other())
    }

    private mutating func skip(while isSkipped: (UInt8) -> Bool) {
        while position < bytes.count, isSkipped(bytes[position]) { position += 1 }
    }

    /// A string without its quotes; nil when something else stands there.
    private mutating func string() -> UnsafeRawBufferPointer? {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
        let start = position + 1
        position = start
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        let end = min(position, bytes.count)
        position = end + 1
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// A number, a word, an array or an object.
    private mutating func other() -> UnsafeRawBufferPointer {
        let start = position
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""): _ = string()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                if depth == 0 { return slice(start) }
                depth -= 1
                position += 1
            case UInt8(ascii: ",") where depth == 0: return slice(start)
            default: position += 1
            }
        }
        return slice(start)
    }

    private func slice(_ start: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            rebasing: bytes[min(start, bytes.count)..<min(position, bytes.count)])
    }
}
