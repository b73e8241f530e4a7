/// Shell text that is an argument, such as that of `bash -c` or `ssh`: how it is quoted up to a place.
///
/// The value of a mark in it is given quoted (`${NAME@Q}`), for the shell that reads the text.
struct InnerText {
    private enum Quote { case none, single, double }

    private var quote = Quote.none
    private var isEscaped = false
    private var previous: UInt8 = 0
    private var text: [UInt8] = []
    /// True where the inner text is not followed.
    private var isLost = false

    /// Takes a byte as the program gets it.
    mutating func take(_ byte: UInt8) {
        text.append(byte)
        defer { previous = byte }
        if isEscaped {
            isEscaped = false
            return
        }
        switch quote {
        case .single:
            if byte == Ascii.single { quote = .none }
        case .double:
            if byte == Ascii.double { quote = .none }
            if byte == Ascii.backslash { isEscaped = true }
            takeOpening(byte)
        case .none:
            if byte == Ascii.single { quote = .single }
            if byte == Ascii.double { quote = .double }
            if byte == Ascii.backslash { isEscaped = true }
            if byte == Ascii.less, previous == Ascii.less { isLost = true }
            takeOpening(byte)
        }
    }

    /// Text of the outer shell's: it may hold quotes of its own.
    mutating func takeExpansion() {
        text += [UInt8(ascii: "$"), UInt8(ascii: "x")]
        previous = 0
    }

    private mutating func takeOpening(_ byte: UInt8) {
        let opens = byte == Ascii.open || byte == Ascii.openBrace || byte == Ascii.single
        if byte == Ascii.backquote || byte == UInt8(ascii: "[") && previous == Ascii.dollar
            || opens && previous == Ascii.dollar || byte == Ascii.open && previous == Ascii.open
        {
            isLost = true
        }
    }

    /// The reference at this place of the text, itself quoted for the shell that runs the whole.
    mutating func reference(
        to mark: PlaceholderFilling.Mark, _ quoting: PlaceholderFilling.Quoting
    ) throws(PlaceholderFilling.Refusal) -> String {
        if isLost || isEscaped || handsOn {
            throw PlaceholderFilling.refusal(mark, "too deep in text that another shell runs")
        }
        let value = quoting.reference(to: "${\(mark.name)@Q}")
        takeExpansion()
        switch quote {
        case .none: return value
        case .single: return quoting.literal("'") + value + quoting.literal("'")
        case .double: return quoting.literal("\"") + value + quoting.literal("\"")
        }
    }

    /// True when the inner text hands a text to one more shell.
    private var handsOn: Bool {
        let words = String(decoding: text, as: UTF8.self).split {
            " \t\n;&|()'\"".contains($0)
        }
        return words.contains { word in
            let program = word.split(separator: "/").last.map(String.init) ?? ""
            return ShellTextReaders.shells.contains(program)
                || ["ssh", "eval", "watch", "trap", "alias", "let", "[[", "unset", "read"]
                    .contains(program)
        }
    }
}
