import IncidentModel
import SafeText

/// Collects the values that people fill in: declared by the file, or found in its commands and files.
struct VariableTable {
    private let declared: [FrontMatter.Variable]
    private var found: [(written: String, line: Int)] = []
    private var seen: Set<String> = []

    init(_ declared: [FrontMatter.Variable]) {
        self.declared = declared
    }

    /// Takes the placeholders of a text that begins on a line.
    mutating func add(_ placeholders: [String], in text: String, line: Int) {
        for written in placeholders where seen.insert(written).inserted {
            let name = written.hasPrefix("${") ? "$" : written
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let bare = Self.inner(written)
            let offset = lines.firstIndex {
                $0.contains(name) && (name != "$" || $0.contains(bare))
            }
            found.append((written, line + (offset ?? 0)))
        }
    }

    /// Variables that the file declares and a text mentions, also where a shell expands nothing: another
    /// program may, such as the `bash -c` that gets a quoted text.
    func mentioned(in text: String) -> [String] {
        guard !declared.isEmpty else { return [] }
        let names = Self.names(in: text)
        return declared.map { Self.inner($0.key) }.filter { names.contains($0) }
    }

    /// The names behind the `$` of a text: `$NAME`, `${NAME}`, `${#NAME}`, `${NAME%…}` and the like.
    private static func names(in text: String) -> Set<String> {
        var names: Set<String> = []
        var rest = text.utf8[...]
        while let sign = rest.firstIndex(of: 0x24) {
            rest = rest[sign...].dropFirst()
            if rest.first == 0x7B { rest = rest.dropFirst() }
            // `${#NAME}` is its length, `${!NAME}` what it names.
            if rest.first == 0x23 || rest.first == 0x21 { rest = rest.dropFirst() }
            let name = rest.prefix(while: VariableName.isNameByte)
            rest = rest[name.endIndex...]
            let found = String(decoding: name, as: UTF8.self)
            if VariableName.isValid(found) { names.insert(found) }
        }
        return names
    }

    /// Every value, each with a name of its own, in the order of lines.
    ///
    /// - Parameter assigned: Variables that commands set, which no value may replace.
    /// - Returns: The values.
    func variables(assigned: Set<String>) -> [RunbookVariable] {
        var names = assigned
        // What commands write as `${NAME}` needs that very name; others can get another one.
        names.formUnion(found.filter { $0.written.hasPrefix("${") }.map { Self.inner($0.written) })
        return found.map { written, line in
            let inner = Self.inner(written)
            let isVariable = written.hasPrefix("${")
            let name =
                isVariable ? inner : VariableName.unique(VariableName.of(inner), among: names)
            names.insert(name)
            return variable(written, inner, name: name, line: line)
        }.sorted { $0.line < $1.line }
    }

    private func variable(
        _ written: String, _ inner: String, name: String, line: Int
    ) -> RunbookVariable {
        let declaration = declaration(of: inner)
        return RunbookVariable(
            written: DisplayText(written), name: name,
            prompt: DisplayText(declaration?.prompt ?? ""),
            proposal: declaration?.proposal.map { DisplayText($0) }, pattern: declaration?.pattern,
            isSecret: declaration?.isSecret ?? Self.soundsSecret(inner),
            line: declaration?.line ?? line)
    }

    private func declaration(of inner: String) -> FrontMatter.Variable? {
        declared.first { $0.key == inner }
            ?? declared.first { VariableName.of(Self.inner($0.key)) == VariableName.of(inner) }
    }

    /// Names that the file declares and that no command or file writes.
    ///
    /// Programs read such variables by themselves, as psql does PGPASSWORD.
    func unwritten(set: Set<String>) -> [(name: String, line: Int)] {
        let written = Set(found.map { VariableName.of(Self.inner($0.written)) })
        return declared.compactMap { variable in
            let inner = Self.inner(variable.key)
            let name = VariableName.isValid(inner) ? inner : VariableName.of(inner)
            let isKnown = written.contains(VariableName.of(inner)) || set.contains(name)
            return isKnown ? nil : (name, variable.line)
        }
    }

    /// What stands inside a placeholder's signs.
    static func inner(_ written: String) -> String {
        for (open, close) in [("${", "}"), ("{{", "}}"), ("<", ">")]
        where written.hasPrefix(open) && written.hasSuffix(close) {
            return written.dropFirst(open.count).dropLast(close.count).trimmed
        }
        return written
    }

    private static let secretWords: Set<String> = [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "JWT", "CREDENTIAL", "CREDENTIALS",
        "APIKEY", "PGPASSWORD",
    ]
    private static let plainEnds: Set<String> = [
        "NAME", "ID", "PATH", "FILE", "VERSION", "ARN", "TTL", "URL", "TYPE", "NAMESPACE", "LENGTH",
    ]

    /// True for a name such as `jwt-token` or `api-key`, but not `secret-name`.
    private static func soundsSecret(_ inner: String) -> Bool {
        let words = VariableName.of(inner).split(separator: "_").map(String.init)
        guard let last = words.last, !plainEnds.contains(last) else { return false }
        let pairs = zip(words, words.dropFirst()).map { $0 + $1 }
        return words.contains { secretWords.contains($0) }
            || pairs.contains { ["APIKEY", "PRIVATEKEY", "ACCESSKEY", "SECRETKEY"].contains($0) }
    }
}
