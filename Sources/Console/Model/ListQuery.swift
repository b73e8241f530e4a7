/// What `/` was given: text to look for, turned around by a leading `!`.
struct ListQuery: Hashable, Sendable {
    /// The text as typed.
    let typed: String
    /// True when rows that match are the ones left out.
    let isInverted: Bool
    /// The text looked for, in lower case.
    let needle: String

    /// Reads what was typed.
    init(typed: String) {
        self.typed = typed
        isInverted = typed.hasPrefix("!")
        needle = (isInverted ? String(typed.dropFirst()) : typed).lowercased()
    }

    /// Nothing is left out.
    static let none = ListQuery(typed: "")

    /// True when nothing is left out.
    var isEmpty: Bool { needle.isEmpty }

    /// Whether a row with this text stays; upper and lower case count as the same.
    func keeps(_ text: String) -> Bool {
        if needle.isEmpty { return true }
        return contains(text) != isInverted
    }

    /// Compares bytes: a list of a thousand rows is filtered anew with every key.
    private func contains(_ text: String) -> Bool {
        var lowered = text.lowercased()
        var needle = needle
        return lowered.withUTF8 { text in
            needle.withUTF8 { needle in
                guard let first = needle.first, needle.count <= text.count else { return false }
                for start in 0...(text.count - needle.count) where text[start] == first {
                    if text[start..<start + needle.count].elementsEqual(needle) { return true }
                }
                return false
            }
        }
    }
}
