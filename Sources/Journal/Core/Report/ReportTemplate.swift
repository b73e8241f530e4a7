/// A template: text with names in braces that are replaced by values of the report.
///
/// The language is the core of Mustache: `{{name}}` is a value, escaped for the file's kind; `{{{name}}}` or
/// `{{&name}}` the value as it is; `{{#name}}…{{/name}}` repeats its text for each item of a list, enters an
/// object, or shows its text once when the value is true or not empty; `{{^name}}…{{/name}}` shows it when
/// there is nothing; `{{.}}` is the item itself; `{{! …}}` is a remark. Names reach inwards by dots
/// (`metrics.resolve`), and inside a section outwards too. A section's tag that is alone on its line takes
/// the line with it.
struct ReportTemplate {
    /// A piece of a template.
    indirect enum Node {
        case text(String)
        case value(path: [String], isRaw: Bool, line: Int)
        case section(path: [String], isInverted: Bool, line: Int, body: [Node])
    }

    let file: String
    let nodes: [Node]
    private let escaping: TemplateEscaping

    /// Reads a template.
    init(_ text: String, file: String) throws(TemplateError) {
        self.file = file
        escaping = TemplateEscaping(file: file)
        var parser = TemplateParser(text, file: file)
        nodes = try parser.parse()
    }

    /// Fills it; every name is checked first, also those in sections that show nothing.
    func filled(with value: ReportValue, shape: ReportShape) throws(TemplateError) -> String {
        try check(nodes, in: [shape])
        var out = ""
        write(nodes, [value], into: &out)
        return out
    }

    private func check(_ nodes: [Node], in scopes: [ReportShape]) throws(TemplateError) {
        for node in nodes {
            switch node {
            case .text: continue
            case .value(let path, _, let line):
                guard case .scalar = try shape(at: path, in: scopes, line: line) else {
                    let name = path.joined(separator: ".")
                    throw TemplateError(
                        file: file, line: line,
                        reason: "\(name) is no single value: write {{#\(name)}}…{{/\(name)}}")
                }
            case .section(let path, let isInverted, let line, let body):
                let found = try shape(at: path, in: scopes, line: line)
                switch (isInverted, found) {
                case (false, .list(let item)): try check(body, in: scopes + [item])
                case (false, .object): try check(body, in: scopes + [found])
                case (false, .scalar): try check(body, in: scopes + [found])
                case (true, _): try check(body, in: scopes)
                }
            }
        }
    }

    private func shape(
        at path: [String], in scopes: [ReportShape], line: Int
    ) throws(TemplateError) -> ReportShape {
        guard let first = path.first else { return scopes.last ?? .scalar }
        for scope in scopes.reversed() {
            guard case .object(let members) = scope, var found = members[first] else { continue }
            for name in path.dropFirst() {
                guard case .object(let inner) = found, let next = inner[name] else {
                    throw unknown(path, line)
                }
                found = next
            }
            return found
        }
        throw unknown(path, line)
    }

    private func unknown(_ path: [String], _ line: Int) -> TemplateError {
        TemplateError(
            file: file, line: line,
            reason: "there is no name \(path.joined(separator: ".")) here; "
                + "`quell incidents report --keys` lists all")
    }

    private func write(_ nodes: [Node], _ scopes: [ReportValue], into out: inout String) {
        for node in nodes {
            switch node {
            case .text(let text): out += text
            case .value(let path, let isRaw, _):
                let words = value(at: path, in: scopes).words
                out += isRaw ? words : escaping.escaped(words)
            case .section(let path, let isInverted, _, let body):
                let found = value(at: path, in: scopes)
                if isInverted {
                    if !found.isSomething { write(body, scopes, into: &out) }
                } else if case .list(let items) = found {
                    for item in items { write(body, scopes + [item], into: &out) }
                } else if found.isSomething {
                    write(body, scopes + [found], into: &out)
                }
            }
        }
    }

    private func value(at path: [String], in scopes: [ReportValue]) -> ReportValue {
        guard let first = path.first else { return scopes.last ?? .null }
        for scope in scopes.reversed() {
            guard case .object(let members) = scope, var found = members[first] else { continue }
            for name in path.dropFirst() {
                guard case .object(let inner) = found else { return .null }
                found = inner[name] ?? .null
            }
            return found
        }
        return .null
    }
}

extension ReportValue {
    /// False for null, false, the empty text and the empty list.
    var isSomething: Bool {
        switch self {
        case .null: false
        case .flag(let flag): flag
        case .number, .seconds, .object: true
        case .text(let text): !text.isEmpty
        case .list(let items): !items.isEmpty
        }
    }
}
