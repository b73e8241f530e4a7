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
