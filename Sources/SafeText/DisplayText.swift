/// One line of foreign text that is safe to put on a terminal.
///
/// Logs, command output, server answers and file contents may carry escape sequences, reversed or
/// invisible text, or broken encodings. A `DisplayText` can be made only through one allow-list, also
/// when it is decoded from JSON, so whoever holds one never has to ask again. What is not allowed is
/// not dropped but shown: `␛`, `␊`, `<U+202E>`. A tab becomes spaces up to the next multiple of 8.
///
/// Making a `DisplayText` of the string of another one changes nothing.
public struct DisplayText: Hashable, Sendable {
    /// The safe text: no control, format, private-use or unassigned character and no line end.
    public let string: String

    /// The empty text.
    public static let empty = DisplayText(alreadySafe: "")

    /// The bytes that `init(bytes:limit:)` reads when nobody says otherwise: 64 KiB.
    public static let defaultByteLimit = 65_536

    /// Takes text from anywhere; what may not reach a terminal becomes visible.
    ///
    /// There is no bound here, so that decoding what was encoded gives the same text again.
    public init(_ hostile: String) {
        var contiguous = hostile
        let filtered = contiguous.withUTF8 { bytes in
            ASCIIScan.isPlain(bytes) ? nil : TextFilter.filtered(bytes)
        }
        string = filtered ?? hostile
    }

    /// Trusts the caller, who cut or joined texts that were safe and kept them safe.
    init(alreadySafe: String) {
        string = alreadySafe
    }

    /// True for the text without any character.
    public var isEmpty: Bool { string.isEmpty }
}

extension DisplayText: CustomStringConvertible {
    /// The text itself.
    public var description: String { string }
}

extension DisplayText: Comparable {
    /// Orders by the Unicode order of the text, as `String` does.
    public static func < (left: DisplayText, right: DisplayText) -> Bool {
        left.string < right.string
    }
}

extension DisplayText: ExpressibleByStringInterpolation {
    /// Passes the literal, with all that was put into it, through the same filter.
    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension DisplayText: Codable {
    /// Reads one string and filters it: a file on disk is foreign text as well.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text as one string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(string)
    }
}

extension DisplayText {
    /// Joins two texts.
    public static func + (left: DisplayText, right: DisplayText) -> DisplayText {
        if left.isEmpty { return right }
        // A combining mark at the seam may exceed what one base can carry: only ASCII joins freely.
        guard let first = right.string.utf8.first, first >= 0x80 else {
            return DisplayText(alreadySafe: left.string + right.string)
        }
        return DisplayText(left.string + right.string)
    }

    /// Appends a text.
    public static func += (left: inout DisplayText, right: DisplayText) {
        left = left + right
    }
}
