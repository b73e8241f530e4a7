/// Text from the configuration in which `${NAME}` stands for a variable of this program's environment.
///
/// So that a secret need not be written down: it is filled in when a probe runs, and never shown.
struct VariableText: Hashable, Sendable {
    private enum Part: Hashable {
        case literal(String)
        case variable(String)
    }

    private var parts: [Part] = []

    /// Takes a text; `${…}` that holds no variable's name stays as it is.
    init(_ text: String) {
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            let name = rest[start.upperBound...].prefix { $0 != "}" }
            guard name.endIndex < rest.endIndex else { break }
            let end = rest.index(after: name.endIndex)
            if Self.isName(name) {
                add(rest[..<start.lowerBound])
                parts.append(.variable(String(name)))
            } else {
                add(rest[..<end])
            }
            rest = rest[end...]
        }
        add(rest)
    }

    /// Whether a text can be the name of a variable (POSIX 8.1).
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.first, !first.isWholeNumber else { return false }
        return text.allSatisfy { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isWholeNumber) }
    }

    /// The text without variables; nil when it has some.
    var literal: String? {
        var text = ""
        for part in parts {
            guard case .literal(let piece) = part else { return nil }
            text += piece
        }
        return text
    }

    /// The text with its variables filled in.
    ///
    /// - Throws: `ProbeFailure` that names the first variable that is not set.
    func filled(from variables: [String: String]) throws(ProbeFailure) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let piece): text += piece
            case .variable(let name):
                guard let value = variables[name] else {
                    throw .local("no value", "the variable \(name) is not set for the probe")
                }
                text += value
            }
        }
        return text
    }

    /// A word for a shell that fills the variables in by itself.
    var shellWord: String {
        if parts.isEmpty { return "''" }
        return parts.map { part in
            switch part {
            case .literal(let piece): ShellQuoting.quote(piece)
            case .variable(let name): "\"${\(name)}\""
            }
        }.joined()
    }

    private mutating func add(_ piece: Substring) {
        guard !piece.isEmpty else { return }
        if case .literal(let before)? = parts.last {
            parts.removeLast(); parts.append(.literal(before + piece))
        } else {
            parts.append(.literal(String(piece)))
        }
    }
}
