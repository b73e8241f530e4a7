import SafeText

/// A report as a document of simple parts, before it is written as Markdown or HTML.
struct ReportDocument {
    var title: [ReportText]
    var sections: [ReportSection]
}

/// A part of a report under a heading.
struct ReportSection {
    /// What is cut first when a report must be short.
    enum Kind: Hashable {
        case body, timeline
    }

    var title: String
    var blocks: [ReportBlock]
    var kind = Kind.body
}

/// One block of a section.
enum ReportBlock {
    /// A smaller heading.
    case heading([ReportText])
    /// Running text.
    case paragraph([ReportText])
    /// Names with what is to be said of them.
    case facts([(name: String, text: [ReportText])])
    /// A list, with numbers or without.
    case list([ReportItem], isNumbered: Bool)
    /// A table; a cell is running text.
    case table(head: [String], rows: [[[ReportText]]])
    /// Lines that are shown as they are.
    case verbatim([DisplayText])
    /// A drawing, and what it shows in words; Markdown leaves both out, the tables say the same.
    case drawing(svg: String)
}

/// An item of a list.
struct ReportItem {
    var text: [ReportText]
    /// Set for a task: whether it is done.
    var isDone: Bool?
    var children: [ReportItem] = []
}

/// A piece of running text.
enum ReportText: Hashable {
    /// Plain words, ours or foreign; escaped for the format.
    case plain(String)
    /// Emphasized words.
    case strong(String)
    /// A command, a template, a path.
    case code(DisplayText)
}

extension [ReportText] {
    /// Plain words.
    init(_ text: DisplayText) { self = text.isEmpty ? [] : [.plain(text.string)] }

    /// Plain words.
    init(_ text: String) { self = text.isEmpty ? [] : [.plain(text)] }
}
