import SafeText

/// Foreign text in Markdown: always as code, so that nothing in it means anything there.
enum MarkdownText {
    private static let spanLength = 200

    /// The lines of a code block whose fence no line of it can end.
    static func block(_ code: [DisplayText]) -> [String] {
        let fence = fence(code.map(\.string), atLeast: 3)
        return [fence] + code.map(\.string) + [fence]
    }

    /// A code span; long texts are cut.
    static func span(_ code: DisplayText) -> String {
        var text = code.string
        if text.count > spanLength { text = text.prefix(spanLength) + "…" }
        if text.isEmpty { return "(empty)" }
        let fence = fence([text], atLeast: 1)
        let needsRoom = text.hasPrefix("`") || text.hasSuffix("`")
        return needsRoom ? "\(fence) \(text) \(fence)" : fence + text + fence
    }

    /// A sentence of ours that may quote foreign words: what could be markup is escaped.
    static func plain(_ text: DisplayText) -> String {
        var escaped = ""
        for character in text.string {
            if "\\`*_[]<>#@|~!".contains(character) { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped
    }

    /// One more back quote than stand together anywhere in the text.
    private static func fence(_ texts: [String], atLeast least: Int) -> String {
        var longest = 0
        for text in texts {
            var run = 0
            for byte in text.utf8 {
                run = byte == UInt8(ascii: "`") ? run + 1 : 0
                longest = max(longest, run)
            }
        }
        return String(repeating: "`", count: max(least, longest + 1))
    }
}
