/// Text from a file made fit for an error message on a terminal.
enum PrintableText {
    /// Longer texts are cut: the message should stay one readable line.
    static let longestQuote = 60

    /// Escapes, and cuts after `longestQuote` characters.
    static func shortened(_ text: String) -> String {
        let head = text.prefix(longestQuote)
        return escaped(String(head)) + (head.endIndex < text.endIndex ? "…" : "")
    }

    /// Shows every scalar that a terminal might act on, or that nobody can see, as `<U+XXXX>`.
    static func escaped(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if isPrintable(scalar) {
                escaped.unicodeScalars.append(scalar)
            } else {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                escaped += "<U+" + String(repeating: "0", count: max(0, 4 - digits.count))
                escaped += digits + ">"
            }
        }
        return escaped
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
            .paragraphSeparator:
            false
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
