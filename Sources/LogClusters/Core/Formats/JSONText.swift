/// The values of JSON strings.
enum JSONText {
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

    /// Appends the bytes of `72,101,108`; what is no byte is left out.
    static func appendBytes(
        _ bytes: UnsafeRawBufferPointer, _ range: Range<Int>, into text: inout [UInt8]
    ) {
        var cursor = ByteCursor(bytes, at: range.lowerBound)
        while cursor.position < range.upperBound {
            let length = cursor.digitRun()
            guard length > 0 else {
                cursor.position += 1
                continue
            }
            if let value = cursor.digits(length), value < 256 { text.append(UInt8(value)) }
        }
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
