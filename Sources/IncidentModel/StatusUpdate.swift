public import SafeText

/// A way on which an update leaves.
public enum UpdateChannel: Hashable, Sendable, Codable {
    /// It was put on the clipboard.
    case clipboard
    /// It was written to a file.
    case file(DisplayText)
    /// A configured command got it on standard input.
    case command(DisplayText)
    /// A person sent it by other means.
    case byHand
}

/// A status update that is being written: what is, what is done, what is needed.
public struct UpdateDraft: Hashable, Sendable {
    /// For whom.
    public var audience: DisplayText
    /// The newest event that it takes into account.
    public var upTo: Int
    /// The text with its line ends; Markdown with the three headings.
    public var text: String

    /// Makes a draft.
    public init(audience: DisplayText, upTo: Int, text: String) {
        self.audience = audience
        self.upTo = upTo
        self.text = text
    }
}

/// The lines of an update in one text, as `EventBody.updateSent` keeps them.
///
/// A `DisplayText` is one line: where one of the update ends stands the sign that shows a line feed, `␊`.
public enum UpdateText {
    private static let lineEnd: Character = "␊"

    /// The lines in one text.
    public static func joined(_ lines: [DisplayText]) -> DisplayText {
        DisplayText(lines.map(\.string).joined(separator: String(lineEnd)))
    }

    /// The lines of a text that was recorded.
    public static func lines(of text: DisplayText) -> [DisplayText] {
        text.string.split(separator: lineEnd, omittingEmptySubsequences: false)
            .map { DisplayText(String($0)) }
    }
}
