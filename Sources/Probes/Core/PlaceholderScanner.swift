/// Finds places that were to be filled in: `<YOUR_KEY>`, `{{name}}`, `${NAME}`, `CHANGEME`.
struct PlaceholderScanner {
    /// Words that stand for a value, whole and in capitals.
    private static let words: Set<String> = [
        "TEMPLATE", "PLACEHOLDER", "CHANGEME", "CHANGE_ME", "CHANGE-ME", "REPLACEME", "REPLACE_ME",
        "REPLACE-ME",
    ]
    /// Of these, the ones that nobody writes in small letters for another reason.
    private static let anyCase: Set<String> = [
        "CHANGEME", "CHANGE_ME", "CHANGE-ME", "REPLACEME", "REPLACE_ME", "REPLACE-ME",
    ]
    /// Words inside `<…>` that ask somebody to fill it in.
    private static let requests: Set<String> = [
        "YOUR", "INSERT", "REPLACE", "CHANGE", "CHANGEME", "ENTER", "FILL", "TO" + "DO",
        "PLACEHOLDER",
        "HERE",
    ]
    /// Words inside `<…>` that are tags in XML files, but nowhere else.
    private static let subjects: Set<String> = [
        "PASSWORD", "SECRET", "TOKEN", "KEY", "APIKEY", "USER", "USERNAME", "HOST", "HOSTNAME",
        "PORT", "DATABASE", "DOMAIN", "EMAIL", "URL", "NAME", "VALUE", "VERSION", "REGION",
    ]
    /// Inside of `<…>`, `{{…}}`, `${…}`, in characters.
    private static let longestInside = 80

    let language: FileLanguage

    /// The placeholders of one line, in order.
    func placeholders(in line: String) -> [Placeholder] {
        var found: [Placeholder] = []
        var rest = line[...]
        var before: Character = " "
        while let first = rest.first {
            if let (placeholder, end) = next(in: rest, line: line, before: before) {
                if let placeholder { found.append(placeholder) }
                before = rest[rest.index(before: end)]
                rest = rest[end...]
            } else {
                before = first
                rest = rest.dropFirst()
            }
        }
        return found
    }

    /// What begins at the start of `rest`: a placeholder, or something to step over as a whole.
    private func next(
        in rest: Substring, line: String, before: Character
    ) -> (Placeholder?, Substring.Index)? {
        switch rest.first {
        case "<": return angle(rest, line: line)
        case "{": return braces(rest)
        case "$": return variable(rest, before: before)
        case let first? where Self.isWordPart(first): return word(rest)
        default: return nil
        }
    }

    private func angle(_ rest: Substring, line: String) -> (Placeholder?, Substring.Index)? {
        let inside = rest.dropFirst().prefix(Self.longestInside + 1).prefix {
            $0 != ">" && $0 != "<"
        }
        guard inside.endIndex < rest.endIndex, rest[inside.endIndex] == ">",
            let first = inside.first,
            first.isLetter, inside.last?.isWhitespace == false,
            inside.allSatisfy({ $0.isLetter || $0.isNumber || "_- ".contains($0) })
        else { return nil }
        let end = rest.index(after: inside.endIndex)
        guard asksToBeFilled(inside), !line.contains("</\(inside)>") else { return nil }
        return (Placeholder(form: .angle, name: Placeholder.name(from: inside)), end)
    }

    private func asksToBeFilled(_ inside: Substring) -> Bool {
        let parts = inside.uppercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let isJoined = inside.contains("_") || inside.contains("-")
        let isUpper = !inside.contains { $0.isLowercase }
        if parts.contains(where: Self.requests.contains), parts.count > 1 || isUpper { return true }
        // `<BR>` is a tag, `<API_KEY>` is none; a tag may hold a dash, as `<my-element>`.
        if language.hasTags { return isUpper && inside.contains("_") }
        if isUpper { return inside.count > 1 }
        let isLower = !inside.contains { $0.isUppercase }
        return parts.contains(where: Self.subjects.contains) || isLower && isJoined
    }

    private func braces(_ rest: Substring) -> (Placeholder?, Substring.Index)? {
        guard rest.hasPrefix("{{") else { return nil }
        let inside = rest.dropFirst(2).prefix { $0 != "}" && $0 != "{" }.prefix(Self.longestInside)
        guard rest[inside.endIndex...].hasPrefix("}}"),
            let first = inside.first(where: { !$0.isWhitespace }),
            first.isLetter || "._$-".contains(first)
        else { return nil }
        let name = inside.drop { !$0.isLetter && $0 != "_" }
        return (
            Placeholder(form: .braces, name: Placeholder.name(from: name)),
            rest.index(inside.endIndex, offsetBy: 2)
        )
    }

    private func variable(
        _ rest: Substring, before: Character
    ) -> (Placeholder?, Substring.Index)? {
        guard rest.hasPrefix("${") else { return nil }
        let inside = rest.dropFirst(2).prefix(Self.longestInside).prefix { $0 != "}" }
        guard inside.endIndex < rest.endIndex, rest[inside.endIndex] == "}",
            let first = inside.first,
            first.isLetter || first == "_"
        else { return nil }
        let end = rest.index(after: inside.endIndex)
        // Escaped, or with a value for the case that nobody fills it in (POSIX 2.6.2, `:-` and `-`).
        let name = inside.prefix { $0.isLetter || $0.isNumber || "_.".contains($0) }
        let hasDefault =
            inside[name.endIndex...].hasPrefix(":-")
            || inside[name.endIndex...].hasPrefix("-") || inside[name.endIndex...].hasPrefix(":=")
        if language.hasVariables || before == "\\" || before == "$" || hasDefault {
            return (nil, end)
        }
        return (Placeholder(form: .variable, name: Placeholder.name(from: name)), end)
    }

    /// A whole word; letters, digits, `_` and `-` belong to it.
    private func word(_ rest: Substring) -> (Placeholder?, Substring.Index) {
        let word = rest.prefix(while: Self.isWordPart)
        let upper = word.utf8.count <= 16 ? word.uppercased() : ""
        let isOne = Self.words.contains(String(word)) || Self.anyCase.contains(upper)
        return (isOne ? Placeholder(form: .word, name: String(word)) : nil, word.endIndex)
    }

    private static func isWordPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_" || character == "-"
    }
}
