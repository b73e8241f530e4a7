/// What `/` was given: text to look for, turned around by a leading `!`.
struct ListQuery: Hashable, Sendable {
    /// The text as typed.
    var typed: String

    /// Nothing is left out.
    static let none = ListQuery(typed: "")

    /// True when rows that match are the ones left out.
    var isInverted: Bool { typed.hasPrefix("!") }

    /// The text looked for, in lower case.
    var needle: String {
        (isInverted ? String(typed.dropFirst()) : typed).lowercased()
    }

    /// True when nothing is left out.
    var isEmpty: Bool { needle.isEmpty }

    /// Whether a row with this text stays; upper and lower case count as the same.
    func keeps(_ text: String) -> Bool {
        let needle = needle
        if needle.isEmpty { return true }
        return text.lowercased().contains(needle) != isInverted
    }
}
