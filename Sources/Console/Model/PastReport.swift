import IncidentModel
import SafeText

/// The report of a past incident, in lines of Markdown.
struct PastReport: Equatable, Sendable {
    /// The incident.
    var id: DisplayText
    /// The lines.
    var lines: [DisplayText]

    /// What stands in the upper border.
    var title: StyledText {
        StyledText([Span("Report of ", .title), Span(id.string, .titleActive)])
    }

    /// The rows for a width; code is cut, all else is broken.
    func rows(columns: Int) -> [StyledText] {
        if lines.isEmpty { return [StyledText("Its report is empty.", .faint)] }
        var isCode = false
        return lines.flatMap { line -> [StyledText] in
            let text = line.string
            if text.hasPrefix("```") {
                isCode.toggle()
                return [StyledText(text, .faint)]
            }
            if isCode { return [StyledText(text, .command)] }
            if text.hasPrefix("#") {
                let words = text.drop { $0 == "#" }.drop { $0 == " " }
                return StyledText(String(words), .heading).wrapped(to: columns)
            }
            let indent = text.hasPrefix("- ") || text.hasPrefix("* ") ? 2 : 0
            return StyledText(text).wrapped(to: columns, indent: indent)
        }
    }
}
