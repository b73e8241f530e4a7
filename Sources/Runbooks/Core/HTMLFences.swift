/// Finds code fences in a block of HTML, which Markdown passes over: `<details>` without a blank line
/// before the fence is how commands get lost.
struct HTMLFences {
    private(set) var blocks: [MarkdownBlock] = []
    private var words: [String] = []
    private var wordsLine = 0
    /// What ends the text that a reader never sees, such as `-->`; nil outside one.
    private var hiddenUntil: String?
    private var fence: (mark: Character, length: Int, line: Int, lines: [String])?

    /// Reads the lines of a block that begins on `line`.
    init(_ lines: [String], line: Int) {
        for (offset, text) in lines.enumerated() { take(text, line + offset) }
        endFence()
        endWords()
    }

    private mutating func take(_ text: String, _ line: Int) {
        if let open = fence {
            let bare = text.trimmed
            let isEnd = bare.count >= open.length && bare.allSatisfy { $0 == open.mark }
            if isEnd { endFence() } else { fence?.lines.append(text) }
            return
        }
        if hiddenUntil == nil, let (mark, length) = Self.opening(text) {
            endWords()
            fence = (mark, length, line, [])
            return
        }
        if words.isEmpty { wordsLine = line }
        words.append(text)
        findHidden(in: text.lowercased())
    }

    private static let hidden = [
        ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<pre", "</pre"),
        ("<textarea", "</textarea"),
    ]

    /// Follows the beginnings and ends of what is not shown as text.
    private mutating func findHidden(in text: String) {
        var rest = text[...]
        while true {
            if let end = hiddenUntil {
                guard let found = rest.firstRange(of: end) else { return }
                rest = rest[found.upperBound...]
                hiddenUntil = nil
            }
            let begun = Self.hidden.compactMap { open, close in
                rest.firstRange(of: open).map { ($0, close) }
            }
            guard let (range, end) = begun.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else {
                return
            }
            rest = rest[range.upperBound...]
            hiddenUntil = end
        }
    }

    private static func opening(_ text: String) -> (Character, Int)? {
        let bare = text.drop { $0 == " " || $0 == "\t" }
        guard let mark = bare.first, mark == "`" || mark == "~" else { return nil }
        let length = bare.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !bare.dropFirst(length).contains("`") else { return nil }
        return (mark, length)
    }

    private mutating func endFence() {
        guard let open = fence else { return }
        blocks.append(
            .code(CodeBlock(line: open.line, column: 1, isFenced: true, lines: open.lines)))
        fence = nil
    }

    private mutating func endWords() {
        guard !words.isEmpty else { return }
        blocks.append(.other(words, line: wordsLine))
        words = []
    }
}
