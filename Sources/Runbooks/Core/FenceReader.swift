/// Reads what stands behind the back quotes of a fence, from the line as it is in the file: cmark has
/// its own idea of backslashes and entities there.
struct FenceReader {
    /// The language in small letters; empty when none was given.
    private(set) var language = ""
    /// What stands between the braces; nil without braces.
    private(set) var attributes: Substring?
    /// True when the braces are not closed.
    private(set) var isUnclosed = false

    /// Languages whose blocks run.
    static let runnable: Set<String> = ["bash", "sh", "shell", "zsh", "console"]

    /// Other names of the same things, which are told instead of run.
    private static let cousins: Set<String> = [
        "shell-session", "sh-session", "bash-session", "shellsession", "shellscript", "ksh", "dash",
    ]

    /// All languages that a shell, or the screen of one, goes by.
    static let shells = runnable.union(cousins)

    /// Takes the source line, in which the fence begins at or after a byte column (from 1).
    init(line: String, column: Int) {
        let from = line.utf8.index(
            line.startIndex, offsetBy: min(max(column - 1, 0), line.utf8.count))
        guard let info = Self.info(line[from...]) ?? Self.info(line[...]) else { return }
        language = Self.language(info)
        guard let (open, close) = AttributeText.braces(in: info) else { return }
        isUnclosed = close == nil
        var text = info[info.index(after: open)..<(close ?? info.endIndex)]
        if language.isEmpty { takeLanguage(from: &text) }
        // `{1,3-5}` marks lines for the eye.
        attributes = text.allSatisfy { $0.isNumber || " ,-".contains($0) } ? nil : text
    }

    private static func language(_ info: Substring) -> String {
        let word = info.prefix { !$0.isWhitespace && $0 != "{" && $0 != "," }.lowercased()
        return word.hasPrefix(".") ? String(word.dropFirst()) : word
    }

    /// pandoc's `{.bash name=x}`, R Markdown's `{python}` and MyST's `{note}` have the language, or what
    /// stands for it, inside.
    private mutating func takeLanguage(from text: inout Substring) {
        var words = text.split(omittingEmptySubsequences: true) { $0.isWhitespace || $0 == "," }
        if let first = words.first, first.first?.isLetter == true,
            !first.contains(where: { "=:".contains($0) }),
            !AttributeReader.keys.contains(String(first))
        {
            language = first.lowercased()
            text = text[first.endIndex...]
            return
        }
        words.removeAll { !$0.hasPrefix(".") }
        language = words.first.map { $0.dropFirst().lowercased() } ?? ""
    }

    private static func info(_ text: Substring) -> Substring? {
        guard let fence = text.firstIndex(where: { $0 == "`" || $0 == "~" }) else { return nil }
        let mark = text[fence]
        let rest = text[fence...].drop { $0 == mark }
        guard text.distance(from: fence, to: rest.startIndex) >= 3 else { return nil }
        return rest.drop { $0 == " " || $0 == "\t" }
    }

    /// The attributes, and everything that is wrong with them.
    func read(
        defaults: CommandAttributes = CommandAttributes()
    ) -> (attributes: CommandAttributes, problems: [AttributeReader.Problem]) {
        var reader = AttributeReader(defaults: defaults)
        guard !isUnclosed else {
            var attributes = reader.attributes
            let problem = AttributeReader.Problem(
                text: "the attributes are not closed by “}”", advice: "add it to the fence's line")
            attributes.problem = problem.text
            return (attributes, [problem])
        }
        if let attributes { reader.read(attributes) }
        return (reader.attributes, reader.problems)
    }
}
