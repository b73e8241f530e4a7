import SafeText

/// A report as GitHub-flavoured Markdown: no HTML, every foreign text escaped.
struct MarkdownReport {
    /// The longest body that GitHub takes for an issue or a comment, in UTF-16 units.
    static let githubLimit = 65_536

    /// Writes a document, of whatever length.
    static func text(_ document: ReportDocument) -> String {
        let head = "# " + text(document.title)
        return ([head] + document.sections.map(text)).joined(separator: "\n\n") + "\n"
    }

    private static func text(_ section: ReportSection) -> String {
        (["## " + MarkdownText.escaped(section.title)] + section.blocks.compactMap(text))
            .joined(separator: "\n\n")
    }

    /// One block; nil for what Markdown leaves out.
    static func text(_ block: ReportBlock) -> String? {
        switch block {
        case .heading(let title): return "### " + text(title)
        case .paragraph(let words): return text(words)
        case .facts(let facts):
            return facts.map { fact in
                "- **\(MarkdownText.escaped(fact.name)):** \(text(fact.text))"
            }.joined(separator: "\n")
        case .list(let items, let isNumbered):
            return items.isEmpty
                ? nil : lines(items, isNumbered, indent: "").joined(separator: "\n")
        case .table(let head, let rows):
            let cells = rows.map { row($0.map { text($0, inTable: true) }) }
            let rule = row(head.map { _ in "---" })
            return ([row(head.map { MarkdownText.escaped($0) }), rule] + cells)
                .joined(separator: "\n")
        case .verbatim(let lines): return verbatim(lines)
        case .drawing: return nil
        }
    }

    private static func lines(
        _ items: [ReportItem], _ isNumbered: Bool, indent: String
    ) -> [String] {
        items.enumerated().flatMap { index, item in
            let mark = isNumbered ? "\(index + 1). " : "- "
            let box = item.isDone.map { $0 ? "[x] " : "[ ] " } ?? ""
            let inner = indent + String(repeating: " ", count: mark.count)
            return [indent + mark + box + text(item.text)]
                + lines(item.children, false, indent: inner)
        }
    }

    /// A fence that no line inside can end.
    private static func verbatim(_ lines: [DisplayText]) -> String {
        let longest = lines.map { MarkdownText.longestBacktickRun($0.string) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + "text"] + lines.map(\.string) + [fence]).joined(separator: "\n")
    }

    private static func row(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |"
    }

    private static func text(_ words: [ReportText], inTable: Bool = false) -> String {
        words.map { word in
            switch word {
            case .plain(let text): MarkdownText.escaped(text)
            case .strong(let text): strong(text)
            case .code(let text): MarkdownText.code(text, inTable: inTable)
            }
        }.joined()
    }

    /// Blanks stay outside: between them and a word the asterisks would be asterisks.
    private static func strong(_ text: String) -> String {
        let tail = text.reversed().prefix { $0 == " " }.count
        let words = text.dropLast(tail).drop { $0 == " " }
        guard !words.isEmpty else { return text }
        return "**\(MarkdownText.escaped(String(words)))**" + String(repeating: " ", count: tail)
    }
}
