public import SafeText

/// Why a text is not a condition: what was found, where, and what was expected there.
public struct ConditionError: Error, Hashable, Sendable {
    /// The whole text.
    public let text: DisplayText
    /// The first word that does not fit; empty at the end of the text.
    public let found: DisplayText
    /// Where that word begins, in characters from 1.
    public let column: Int
    /// What may stand there.
    public let expected: DisplayText

    init(text: String, found: String, column: Int, expected: String) {
        self.text = DisplayText(text)
        self.found = DisplayText(found)
        self.column = column
        self.expected = DisplayText(expected)
    }
}

extension ConditionError: CustomStringConvertible {
    /// One sentence for a person.
    public var description: String {
        let what = found.isEmpty ? "the end" : "“\(found)”"
        return "found \(what) at column \(column) of “\(text)”, expected \(expected)"
    }
}
