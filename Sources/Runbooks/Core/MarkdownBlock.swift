/// One block of a Markdown document, in document order, with the line on which it begins.
enum MarkdownBlock: Hashable {
    /// A heading of level 1 to 6.
    case heading(level: Int, text: InlineText, line: Int)
    /// A paragraph, also that of a list item.
    case paragraph(InlineText, line: Int)
    /// A list item begins.
    case itemBegan(ListItem)
    /// The innermost list item ends.
    case itemEnded
    /// A code block.
    case code(CodeBlock)
    /// Lines of HTML, as they are in the file.
    case html([String], line: Int)
    /// Lines of another kind (rows of tables), as they are in the file.
    case other([String], line: Int)
}

/// The text of a heading or paragraph without its mark-up.
struct InlineText: Hashable {
    /// The text; line ends as in the file.
    var text = ""
    /// The pieces of code in it.
    var codes: [String] = []
    /// True when it begins in bold.
    var beginsBold = false

    /// The text in one line.
    var line: String { text.split(separator: "\n").joined(separator: " ") }
}

/// A list item.
struct ListItem: Hashable {
    /// How many lists it is in, 1 for the outermost.
    var depth: Int
    /// Its number; nil for a bullet.
    var number: Int?
    /// Whether a task item is ticked; nil for an item without a box.
    var isTicked: Bool?
    /// The line, from 1.
    var line: Int
}

/// A fenced or indented code block.
struct CodeBlock: Hashable {
    /// The line of its fence, or its first line when it is indented; from 1.
    var line: Int
    /// The column of its fence in bytes, from 1.
    var column: Int
    /// False for an indented block.
    var isFenced: Bool
    /// Its lines without the indentation of what it is in.
    var lines: [String]

    /// The line of the file on which one of its lines stands.
    func fileLine(_ index: Int) -> Int { line + index + (isFenced ? 1 : 0) }
}
