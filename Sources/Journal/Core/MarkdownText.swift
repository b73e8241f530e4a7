import SafeText

/// Foreign text inside Markdown: shown as it is, never read as markup (CommonMark 0.31, GFM tables).
enum MarkdownText {
    private static let markup: Set<Character> = [
        "\\", "`", "*", "_", "[", "]", "<", ">", "|", "~", "&", "#", "!",
    ]

    /// Running text: what could be markup is preceded by a backslash.
    static func escaped(_ text: DisplayText) -> String {
        var result = ""
        for character in text.string {
            if markup.contains(character) { result.append("\\") }
            result.append(character)
        }
        return result
    }

    /// A code span; its fence is longer than any run of backticks inside.
    ///
    /// - Parameters:
    ///   - text: The code.
    ///   - inTable: In a table cell `|` must be escaped, even within code.
    /// - Returns: The code span; nothing for no code.
    static func code(_ text: DisplayText, inTable: Bool = false) -> String {
        guard !text.isEmpty else { return "" }
        let longest = longestBacktickRun(text.string)
        let fence = String(repeating: "`", count: longest + 1)
        let content =
            inTable
            ? text.string.split(
                separator: "|", omittingEmptySubsequences: false
            ).joined(separator: "\\|") : text.string
        // Blanks beside the fence are stripped by the reader and keep a backtick off it.
        return longest > 0 || content.hasPrefix(" ") || content.hasSuffix(" ")
            ? "\(fence) \(content) \(fence)" : fence + content + fence
    }

    private static func longestBacktickRun(_ text: String) -> Int {
        var (longest, current) = (0, 0)
        for character in text {
            current = character == "`" ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
