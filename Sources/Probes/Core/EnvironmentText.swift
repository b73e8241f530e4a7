/// A text of the configuration that may refer to variables of the environment, as `${NAME}`.
///
/// `$${` stands for `${` itself. The text without its values may be shown; with them never.
struct EnvironmentText: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text(String)
        case variable(String)
    }
    private var pieces: [Piece] = []

    /// Reads a text; nil when a `${` has no name and end.
    init?(_ text: String) {
        var rest = text[...]
        var plain = ""
        while let mark = rest.firstRange(of: "${") {
            let before = rest[..<mark.lowerBound]
            rest = rest[mark.upperBound...]
            if before.hasSuffix("$") {
                plain += before.dropLast() + "${"
                continue
            }
            guard let close = rest.firstIndex(of: "}"), Self.isName(rest[..<close]) else {
                return nil
            }
            plain += before
            if !plain.isEmpty { pieces.append(.text(plain)) }
            plain = ""
            pieces.append(.variable(String(rest[..<close])))
            rest = rest[rest.index(after: close)...]
        }
        plain += rest
        if !plain.isEmpty { pieces.append(.text(plain)) }
    }

    /// Whether a text can be the name of a variable (POSIX.1-2017, XBD 8.1).
    static func isName(_ name: some StringProtocol) -> Bool {
        guard let first = name.utf8.first, !(0x30...0x39 ~= first) else { return false }
        return name.utf8.allSatisfy { byte in
            (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte || byte == 0x5F
        }
    }

    /// The variables it refers to, in order.
    var names: [String] {
        pieces.compactMap { if case .variable(let name) = $0 { name } else { nil } }
    }

    /// The text with the values in place; the name of a variable without a value instead.
    func filled(_ value: (String) -> String?) -> Result<String, MissingVariable> {
        var whole = ""
        for piece in pieces {
            switch piece {
            case .text(let text): whole += text
            case .variable(let name):
                guard let value = value(name), !value.isEmpty else {
                    return .failure(MissingVariable(name: name))
                }
                whole += value
            }
        }
        return .success(whole)
    }

    /// A word for a POSIX shell that gives the same, with `$NAME` for the variables.
    ///
    /// - Parameter prefix: Text that belongs in front, such as `Authorization: `.
    /// - Returns: The word, quoted.
    func shellWord(after prefix: String = "") -> String {
        guard !names.isEmpty else {
            let text = pieces.map { if case .text(let text) = $0 { text } else { "" } }.joined()
            return ShellQuoting.quote(prefix + text)
        }
        var word = "\"" + Self.escaped(prefix)
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text): word += Self.escaped(text)
            case .variable(let name):
                // A name ends where no letter of a name follows.
                var isJoined = false
                if index + 1 < pieces.count, case .text(let next) = pieces[index + 1] {
                    isJoined = Self.isName("_" + next.prefix(1))
                }
                word += isJoined ? "${\(name)}" : "$\(name)"
            }
        }
        return word + "\""
    }

    /// Within double quotes (POSIX.1-2017, XCU 2.2.3).
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            if "\"\\$`".unicodeScalars.contains(character) { escaped.append("\\") }
            escaped.unicodeScalars.append(character)
        }
        return escaped
    }
}

/// A variable that a text refers to and that is not set, or empty.
struct MissingVariable: Error, Hashable, Sendable {
    var name: String
}
