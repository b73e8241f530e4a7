import SafeText

/// How a template's values are escaped, by the ending of its name.
enum TemplateEscaping: Hashable {
    /// `.md`, `.markdown`.
    case markdown
    /// `.html`, `.htm`, `.xml`, `.xhtml`, `.svg`.
    case html
    /// `.json`: the inside of a string.
    case json
    /// Everything else.
    case none

    init(file: String) {
        switch file.split(separator: ".").last?.lowercased() {
        case "md", "markdown": self = .markdown
        case "html", "htm", "xml", "xhtml", "svg": self = .html
        case "json": self = .json
        default: self = .none
        }
    }

    func escaped(_ text: String) -> String {
        switch self {
        case .markdown: MarkdownText.escaped(text)
        case .html: XMLText.escaped(text)
        case .json: ReportValue.escaped(text)
        case .none: text
        }
    }
}
