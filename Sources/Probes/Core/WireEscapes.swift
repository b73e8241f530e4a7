/// The escapes of a text that is sent as it is: `\r \n \t \0 \xHH \\`.
///
/// YAML takes them out of double quotes itself, but leaves them in plain text.
enum WireEscapes {
    /// The bytes that a text stands for; nil for an escape that is none of these.
    static func bytes(of text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                bytes.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "r"): bytes.append(0x0D)
            case UInt8(ascii: "n"): bytes.append(0x0A)
            case UInt8(ascii: "t"): bytes.append(0x09)
            case UInt8(ascii: "0"): bytes.append(0)
            case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                guard digits.utf8.count == 2, !digits.hasPrefix("+"),
                    let value = UInt8(digits, radix: 16)
                else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: return nil
            }
        }
        return bytes
    }

    /// A word for the shell's `printf` that writes these bytes (POSIX.1-2017, XBD 5).
    static func printfWord(_ bytes: [UInt8]) -> String {
        var word = ""
        for byte in bytes {
            switch byte {
            case 0x0D: word += #"\r"#
            case 0x0A: word += #"\n"#
            case 0x09: word += #"\t"#
            case UInt8(ascii: "\\"): word += #"\\"#
            case UInt8(ascii: "%"): word += "%%"
            case 0x20...0x7E: word.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let octal = String(byte, radix: 8)
                word += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
            }
        }
        return ShellQuoting.quote(word)
    }
}
