/// Walks over the members of a JSON object and of the objects directly in it, without making values.
struct JSONFieldScanner {
    /// One member with a simple value; ranges are without quotes.
    struct Field {
        var key: Range<Int>
        var value: Range<Int>
        var isString: Bool
        /// 1 for the object itself, 2 for objects in it.
        var depth: Int
    }

    private let bytes: UnsafeRawBufferPointer
    private var position = 0
    private var depth = 0
    private var arrays = 0
    /// True once the outer object was closed in order.
    private(set) var isComplete = false

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// The next member at depth 1 or 2; nil at the end or at the first thing that is not JSON.
    mutating func next() -> Field? {
        while position < bytes.count, !isComplete {
            switch bytes[position] {
            case UInt8(ascii: "{"): open()
            case UInt8(ascii: "}"): close()
            case UInt8(ascii: "["):
                arrays += 1
                position += 1
            case UInt8(ascii: "]"):
                arrays -= 1
                position += 1
            case UInt8(ascii: "\""):
                guard let key = takeString() else { return nil }
                if let field = takeValue(of: key), depth <= 2, arrays == 0 { return field }
            default: position += 1
            }
        }
        return nil
    }

    private mutating func open() {
        depth += 1
        position += 1
    }

    private mutating func close() {
        depth -= 1
        position += 1
        if depth == 0 { isComplete = true }
    }

    /// Takes a string and leaves the position behind its closing quote.
    private mutating func takeString() -> Range<Int>? {
        let start = position + 1
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "\"") {
            end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard end < bytes.count else {
            position = bytes.count
            return nil
        }
        position = end + 1
        return start..<end
    }

    private mutating func skipBlank() {
        while position < bytes.count, bytes[position] <= 32 { position += 1 }
    }

    /// Takes the value behind a key; nil when the string was no key or its value is not simple.
    private mutating func takeValue(of key: Range<Int>) -> Field? {
        skipBlank()
        guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { return nil }
        position += 1
        skipBlank()
        guard position < bytes.count else { return nil }
        let here = depth
        if bytes[position] == UInt8(ascii: "\"") {
            guard let value = takeString() else { return nil }
            return Field(key: key, value: value, isString: true, depth: here)
        }
        guard bytes[position] != UInt8(ascii: "{"), bytes[position] != UInt8(ascii: "[") else {
            return nil
        }
        let start = position
        while position < bytes.count, !",}] \t".utf8.contains(bytes[position]) { position += 1 }
        return Field(key: key, value: start..<position, isString: false, depth: here)
    }

    /// Appends a string's value without its escapes; a wrong escape is kept as it stands.
    static func unescape(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, into text: inout [UInt8]
    ) {
        var position = range.lowerBound
        while position < range.upperBound {
            let byte = bytes[position]
            position += 1
            guard byte == UInt8(ascii: "\\"), position < range.upperBound else {
                text.append(byte)
                continue
            }
            let escape = bytes[position]
            position += 1
            switch escape {
            case UInt8(ascii: "n"): text.append(10)
            case UInt8(ascii: "t"): text.append(9)
            case UInt8(ascii: "r"): text.append(13)
            case UInt8(ascii: "b"), UInt8(ascii: "f"): text.append(32)
            case UInt8(ascii: "u"): appendUnicode(bytes, &position, range.upperBound, &text)
            default: text.append(escape)
            }
        }
    }

    private static func appendUnicode(
        _ bytes: UnsafeRawBufferPointer, _ position: inout Int, _ end: Int, _ text: inout [UInt8]
    ) {
        guard position + 4 <= end, let first = hexadecimal(bytes, position) else { return }
        position += 4
        var value = first
        if (0xD800..<0xDC00).contains(first), position + 6 <= end,
            bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u"),
            let second = hexadecimal(bytes, position + 2), (0xDC00..<0xE000).contains(second)
        {
            value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
            position += 6
        }
        text.append(contentsOf: Character(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
    }

    private static func hexadecimal(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> UInt32? {
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            guard let digit = Character(Unicode.Scalar(bytes[offset])).hexDigitValue else {
                return nil
            }
            value = value << 4 | UInt32(digit)
        }
        return value
    }
}
