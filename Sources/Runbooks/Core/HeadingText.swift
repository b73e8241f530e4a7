/// What a heading, or a line that leads a list in, says about what follows it.
enum HeadingText {
    private static let outcomeWords: [String] = [
        "expected", "outcome", "success criteria", "success metric", "success indicator", "verify",
        "verification", "verifying", "validation", "validate", "acceptance", "exit criteria",
        "definition of done", "confirm", "sanity check", "health check", "post-check", "checks",
        "resolved when", "done when",
    ]
    private static let rollbackWords = ["rollback", "roll back", "roll-back", "rolling back"]

    /// True when bullets below are checks.
    static func isOutcome(_ text: String) -> Bool { mentions(text, outcomeWords) }

    /// True when what is below undoes something.
    static func isRollback(_ text: String) -> Bool { mentions(text, rollbackWords) }

    private static func mentions(_ text: String, _ words: [String]) -> Bool {
        let lowered = text.lowercased()
        return words.contains { word in
            // Words are not looked for inside others: “unexpected”, “invalidate”.
            lowered.ranges(of: word).contains { range in
                lowered[..<range.lowerBound].last.map { !$0.isLetter } ?? true
            }
        }
    }

    /// True for a heading that names itself a part of a procedure.
    static func isProcedure(_ text: String) -> Bool {
        let word = text.lowercased().prefix { $0.isLetter }
        return ["phase", "step", "stage", "part"].contains(String(word))
    }

    /// True for a paragraph that leads in what follows: bold as a whole, or ending in a colon.
    static func leadsIn(_ text: InlineText) -> Bool {
        let line = text.text.trimmed
        guard line.count < 120, !line.contains("\n") else { return false }
        return line.hasSuffix(":") || text.beginsBold && line.split(separator: " ").count <= 6
    }

    /// The first sentence of an item's text, as a title; cut at a word when that is long as well.
    static func short(_ text: String) -> String {
        guard text.count > 60 else { return text }
        if let end = text.firstRange(of: ". "), text[..<end.lowerBound].count <= 100 {
            return String(text[..<end.lowerBound])
        }
        let words = text.prefix(80)
        guard words.count < text.count, let space = words.lastIndex(of: " ") else { return text }
        return words[..<space] + "…"
    }

    /// A heading without the number in front that says what its position says already.
    static func withoutNumber(_ title: String, _ label: String) -> String {
        guard title.hasPrefix(label) else { return title }
        let rest = title.dropFirst(label.count)
        guard let next = rest.first, next.isWhitespace || ".:)".contains(next) else { return title }
        let words = rest.drop { $0.isWhitespace || ".:)-–—".contains($0) }
        return words.isEmpty ? title : String(words)
    }

    /// Marks that authors put in front of an outcome, also in the form in which wrong decoding left them.
    private static let marks = [
        "✅", "☑️", "☑", "✔️", "✔", "✓", "☐", "□", "⬜", "❌", "\u{E2}\u{153}\u{85}",
        "\u{E2}\u{153}\u{2026}",
        "\u{E2}\u{153}\u{201C}", "\u{E2}\u{2DC}\u{90}",
    ]

    /// The text of a check without such a mark.
    static func withoutMark(_ text: String) -> String {
        let start = text.trimmed
        for mark in marks where start.hasPrefix(mark) {
            let rest = start.dropFirst(mark.count).trimmed
            return rest.isEmpty ? start : rest
        }
        return start
    }
}
