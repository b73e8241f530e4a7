/// Finds code fences in a block of HTML, which is no code to Markdown: `<details>` without a blank line
/// before the fence is how commands get lost.
///
/// They are told and not run: Markdown ends HTML at the first blank line, so that only a part of the
/// script would be left.
struct HTMLFences {
    /// The lines of the fences of commands that a reader sees as plain text.
    private(set) var lines: [Int] = []
    /// What ends the text that a reader never sees, such as `-->`; nil outside one.
    private var hiddenUntil: String?
    /// The marks that close the fence which is open.
    private var fence: (mark: Character, length: Int)?

    /// Reads the lines of a block that begins on `line`.
    init(_ texts: [String], line: Int) {
        for (offset, text) in texts.enumerated() { take(text, line + offset) }
    }

    private mutating func take(_ text: String, _ line: Int) {
        let bare = text.trimmed
        if let open = fence {
            let isEnd = bare.count >= open.length && bare.allSatisfy { $0 == open.mark }
            if isEnd { fence = nil }
        } else if hiddenUntil == nil, let opening = Self.opening(bare) {
            fence = opening
            let language = FenceReader(line: bare, column: 1).language
            if language.isEmpty || FenceReader.shells.contains(language) { lines.append(line) }
        } else {
            findHidden(in: text.lowercased())
        }
    }

    private static let hidden = [
        ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"), ("<pre", "</pre"),
        ("<textarea", "</textarea"),
    ]

    /// Follows the beginnings and ends of what is not shown as text, in one pass over a line.
    private mutating func findHidden(in text: String) {
        var rest = text.utf8[...]
        while !rest.isEmpty {
            var taken = 1
            if let end = hiddenUntil {
                if rest.starts(with: end.utf8) { hiddenUntil = nil }
            } else if rest.first == 0x3C,
                let (open, end) = Self.hidden.first(where: { rest.starts(with: $0.0.utf8) })
            {
                hiddenUntil = end
                taken = open.utf8.count
            }
            rest = rest.dropFirst(taken)
        }
    }

    private static func opening(_ text: String) -> (Character, Int)? {
        guard let mark = text.first, mark == "`" || mark == "~" else { return nil }
        let length = text.prefix { $0 == mark }.count
        guard length >= 3, mark == "~" || !text.dropFirst(length).contains("`") else { return nil }
        return (mark, length)
    }
}
