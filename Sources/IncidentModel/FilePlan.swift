public import SafeText

/// A file that a step offers to write: `**File:** path`, then a block with its text.
public struct FilePlan: Hashable, Sendable {
    /// The file.
    public var id: FileID
    /// The line of the block's fence, from 1.
    public var line: Int
    /// Where it goes; a relative path starts from the folder in which commands run.
    public var path: DisplayText
    /// The block's language, such as `yaml`; empty when none was given.
    public var language: DisplayText
    /// The exact text, escaped, line by line.
    public var text: [DisplayText]
    /// Values that must be filled in before it can be written, as written.
    public var placeholders: [DisplayText]

    /// Makes a file.
    public init(
        id: FileID, line: Int, path: DisplayText, language: DisplayText, text: [DisplayText],
        placeholders: [DisplayText] = []
    ) {
        self.id = id
        self.line = line
        self.path = path
        self.language = language
        self.text = text
        self.placeholders = placeholders
    }
}

/// What writing a file would do, for the person who agrees to it.
public struct FilePreview: Hashable, Sendable {
    /// The file.
    public var file: FileID
    /// The absolute path, escaped.
    public var path: DisplayText
    /// Lines of the present file and the new one as `diff -u` shows them; all lines of a new file.
    public var changes: [DisplayText]
    /// True when a file is there already; a copy of it is kept in the incident's folder.
    public var replaces: Bool
    /// SHA-256 of the bytes to write, in hexadecimal: what was agreed to.
    public var hash: String

    /// Makes a preview.
    public init(
        file: FileID, path: DisplayText, changes: [DisplayText], replaces: Bool, hash: String
    ) {
        self.file = file
        self.path = path
        self.changes = changes
        self.replaces = replaces
        self.hash = hash
    }
}
