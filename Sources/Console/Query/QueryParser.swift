import IncidentModel

/// Reads a filter: `words`, `/expression/`, `~expression`, `sev:error`, `>=warning`, `svc:name`.
struct QueryParser {
    private var rest: Substring
    private let hasFields: Bool

    init(_ typed: String, hasFields: Bool) {
        rest = typed[...]
        self.hasFields = hasFields
    }

    /// The terms; words without a meaning of their own are one text.
    mutating func parse() throws(PatternError) -> [QueryTerm] {
        var terms: [QueryTerm] = []
        var words: [Substring] = []
        var areWordsInverted = false
        while !rest.isEmpty {
            let start = rest
            let isInverted = take("!")
            if let term = try special() {
                terms.append(QueryTerm(test: term, isInverted: isInverted))
                rest = rest.drop { $0 == " " }
                continue
            }
            rest = start
            if words.isEmpty { areWordsInverted = take("!") }
            let end = rest.firstIndex(of: " ") ?? rest.endIndex
            words.append(rest[..<end])
            rest = end < rest.endIndex ? rest[rest.index(after: end)...] : ""
        }
        let text = words.joined(separator: " ").lowercased()
        guard !text.isEmpty else { return terms }
        return [QueryTerm(test: .text(text), isInverted: areWordsInverted)] + terms
    }

    private mutating func take(_ prefix: String) -> Bool {
        guard rest.hasPrefix(prefix) else { return false }
        rest = rest.dropFirst(prefix.count)
        return true
    }

    private mutating func special() throws(PatternError) -> QueryTerm.Test? {
        if rest.hasPrefix("~") {
            let expression = String(rest.dropFirst())
            rest = ""
            return expression.isEmpty ? nil : .pattern(try Pattern(expression))
        }
        if let expression = betweenSlashes() { return .pattern(try Pattern(expression)) }
        guard hasFields else { return nil }
        if take("sev:") { return .severity(try severities(word())) }
        if take("svc:") { return .service(word().lowercased()) }
        if rest.hasPrefix(">") || rest.hasPrefix("<"), rest.count > 1,
            rest.dropFirst().first != " "
        {
            return try comparison()
        }
        return nil
    }

    /// A template may well begin with `<*>`: what is no comparison with a severity is text.
    private mutating func comparison() throws(PatternError) -> QueryTerm.Test? {
        let start = rest
        let word = word()
        let name = word.drop { "<>=".contains($0) }
        guard let first = name.first, first.isLetter else {
            rest = start
            return nil
        }
        return .severity(try severities(word))
    }

    /// `/…/` up to a slash that ends the text or a word; a path is no expression.
    private mutating func betweenSlashes() -> String? {
        guard rest.first == "/" else { return nil }
        var position = rest.index(after: rest.startIndex)
        let start = position
        while position < rest.endIndex {
            let after = rest.index(after: position)
            if rest[position] == "/", position > start,
                after == rest.endIndex || rest[after] == " "
            {
                let expression = String(rest[start..<position])
                rest = rest[after...]
                return expression
            }
            position = after
        }
        return nil
    }

    private mutating func word() -> Substring {
        let end = rest.firstIndex(of: " ") ?? rest.endIndex
        defer { rest = rest[end...] }
        return rest[..<end]
    }

    private func severities(_ word: Substring) throws(PatternError) -> Set<Severity> {
        let sign = word.prefix { "<>=".contains($0) }
        let name = word.dropFirst(sign.count).lowercased()
        let spellings = Self.spellings
        guard let severity = spellings.first(where: { $0.name == name })?.severity else {
            let known = Severity.allCases.reversed().map(ClusterWords.name).joined(separator: ", ")
            let what = name.isEmpty ? "A severity is missing" : "\(name) is no severity"
            throw PatternError(sentence: "\(what); known are \(known).")
        }
        switch sign {
        case "", "=", "==": return [severity]
        case ">=": return Set(Severity.allCases.filter { $0 >= severity })
        case ">": return Set(Severity.allCases.filter { $0 > severity })
        case "<=": return Set(Severity.allCases.filter { $0 <= severity })
        case "<": return Set(Severity.allCases.filter { $0 < severity })
        default: throw PatternError(sentence: "\(sign) compares nothing: use >=, >, <=, < or =.")
        }
    }

    private static var spellings: [(name: String, severity: Severity)] {
        Severity.allCases.map { (ClusterWords.name($0), $0) } + [
            ("warn", .warning), ("err", .error), ("crit", .critical), ("fatal", .critical),
            ("information", .info), ("none", .unknown),
        ]
    }
}
