/// Refuses collections as keys in files that use aliases, before they are composed.
///
/// Yams hashes every key to find doubles; the hash of nested aliases takes time exponential in the
/// size of the file. Values are not hashed, and `NodeConversion` bounds those.
enum AliasGuard {
    /// The error of the first line that looks like such a key, if any.
    static func complexKey(in text: String, path: String) -> ConfigurationError? {
        guard text.utf8.contains(0x26), text.utf8.contains(0x2A) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.contains(where: { startsName($0, after: "&") }) else { return nil }
        for (index, line) in lines.enumerated() where isComplexKey(line) {
            return ConfigurationError(
                at: YAMLLocation(path: path, line: index + 1),
                found: line.trimmingPrefix(while: \.isWhitespace).description,
                expected: "a plain name as the key in a file that uses anchors")
        }
        return nil
    }

    /// True for `&name` or `*name` at the start of a value.
    private static func startsName(_ line: Substring, after sign: Character) -> Bool {
        var previous: Character = " "
        var rest = line
        while let character = rest.popFirst() {
            if character == sign, " \t[{,".contains(previous), let next = rest.first,
                !next.isWhitespace
            {
                return true
            }
            previous = character
        }
        return false
    }

    /// True for `? key`, `*alias : value`, `[…]: value` and `{…}: value`.
    private static func isComplexKey(_ line: Substring) -> Bool {
        let compact = line.filter { !$0.isWhitespace }
        if compact.contains("]:") || compact.contains("}:") { return true }
        var previous: Character = " "
        var inAlias = false
        var rest = line
        while let character = rest.popFirst() {
            let begins = " \t[{,".contains(previous)
            switch character {
            case "?" where begins && (rest.first?.isWhitespace ?? true): return true
            case "*" where begins: inAlias = true
            case ":" where inAlias: return true
            case ",", "]", "}", "#": inAlias = false
            default: break
            }
            previous = character
        }
        return false
    }
}
