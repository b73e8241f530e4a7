/// Reads the text of a template into nodes.
struct TemplateParser {
    /// One tag between braces.
    private enum Tag {
        case value([String], isRaw: Bool)
        case open([String], isInverted: Bool)
        case close([String])
        case remark

        var isValue: Bool {
            if case .value = self { return true }
            return false
        }
    }

    private let file: String
    private var rest: Substring
    private var line = 1
    /// True until something but blanks was met on the line.
    private var isAtLineStart = true
    /// Sections that are open.
    private var depth = 0

    /// How deep sections may be nested; the account itself is three deep.
    private static let deepest = 50

    init(_ text: String, file: String) {
        self.file = file
        rest = text[...]
    }

    /// All nodes up to the end.
    mutating func parse() throws(TemplateError) -> [ReportTemplate.Node] {
        try nodes(until: nil)
    }

    private mutating func nodes(
        until section: (path: [String], line: Int)?
    ) throws(TemplateError) -> [ReportTemplate.Node] {
        var found: [ReportTemplate.Node] = []
        while let start = rest.firstRange(of: "{{") {
            var text = rest[..<start.lowerBound]
            advance(over: text)
            let tagLine = line
            rest = rest[start.upperBound...]
            let tag = try tag()
            if tag.isValue { isAtLineStart = false } else { text = takeWholeLine(after: text) }
            if !text.isEmpty { found.append(.text(String(text))) }
            switch tag {
            case .remark: break
            case .value(let path, let isRaw):
                found.append(.value(path: path, isRaw: isRaw, line: tagLine))
            case .open(let path, let isInverted):
                guard depth < Self.deepest else {
                    throw error(
                        "sections are nested deeper than \(Self.deepest)", at: tagLine)
                }
                depth += 1
                defer { depth -= 1 }
                let body = try nodes(until: (path, tagLine))
                found.append(
                    .section(path: path, isInverted: isInverted, line: tagLine, body: body))
            case .close(let path):
                guard let section, section.path == path else {
                    throw error("{{/\(Self.name(path))}} closes nothing that is open", at: tagLine)
                }
                return found
            }
        }
        if let section {
            throw error("{{#\(Self.name(section.path))}} is never closed", at: section.line)
        }
        if !rest.isEmpty { found.append(.text(String(rest))) }
        return found
    }

    private mutating func tag() throws(TemplateError) -> Tag {
        let isTriple = rest.first == "{"
        let end = isTriple ? "}}}" : "}}"
        guard let close = rest.firstRange(of: end) else {
            throw error("{{ is never closed by \(end)", at: line)
        }
        let inside = rest[..<close.lowerBound]
        line += inside.count { $0.isNewline }
        rest = rest[close.upperBound...]
        let sign = inside.first { $0 != " " }
        let name = inside.drop { " {#^/&!".contains($0) }.trimmed
        switch sign {
        case "!": return .remark
        case "#": return .open(try path(name), isInverted: false)
        case "^": return .open(try path(name), isInverted: true)
        case "/": return .close(try path(name))
        case "{", "&": return .value(try path(name), isRaw: true)
        default: return .value(try path(name), isRaw: false)
        }
    }

    private func path(_ name: Substring) throws(TemplateError) -> [String] {
        if name == "." { return [] }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber } })
        else { throw error("expected a name between braces, found \"\(name)\"", at: line) }
        return parts
    }

    /// A section's tag that is alone on its line takes the blanks before it and the line end with it.
    private mutating func takeWholeLine(after text: Substring) -> Substring {
        let blanks = text.reversed().prefix { $0 == " " || $0 == "\t" }.count
        let before = text.dropLast(blanks)
        let isFirst = before.last?.isNewline ?? isAtLineStart
        // Whatever follows on this line is not alone on it.
        isAtLineStart = false
        guard isFirst else { return text }
        let after = rest.drop { $0 == " " || $0 == "\t" }
        guard let next = after.first else {
            rest = after
            return before
        }
        guard next.isNewline else { return text }
        rest = after.dropFirst()
        line += 1
        isAtLineStart = true
        return before
    }

    private mutating func advance(over text: Substring) {
        line += text.count { $0.isNewline }
        if let newest = text.lastIndex(where: \.isNewline) {
            isAtLineStart = text[newest...].dropFirst().allSatisfy { $0 == " " || $0 == "\t" }
        } else if !text.allSatisfy({ $0 == " " || $0 == "\t" }) {
            isAtLineStart = false
        }
    }

    private func error(_ reason: String, at line: Int) -> TemplateError {
        TemplateError(file: file, line: line, reason: reason)
    }

    private static func name(_ path: [String]) -> String {
        path.isEmpty ? "." : path.joined(separator: ".")
    }
}

extension Substring {
    /// Without the blanks at both ends.
    fileprivate var trimmed: Substring {
        var text = drop { $0.isWhitespace }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
