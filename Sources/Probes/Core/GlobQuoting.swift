/// Makes a word that a shell still expands as a pattern of file names, and reads no other way.
enum GlobQuoting {
    /// Quotes all but the signs of a pattern and a `~/` at the start (POSIX 2.13).
    static func quote(_ pattern: String) -> String {
        var word = ""
        var plain = ""
        var rest = pattern[...]
        if rest.hasPrefix("~/") {
            word = "~/"
            rest = rest.dropFirst(2)
        }
        for character in rest {
            if "*?[]".contains(character) {
                word += (plain.isEmpty ? "" : ShellQuoting.quote(plain)) + String(character)
                plain = ""
            } else {
                plain.append(character)
            }
        }
        return word + (plain.isEmpty ? "" : ShellQuoting.quote(plain))
    }
}
