/// One token of shell text (POSIX.1-2017 §2.3 and bash's additions), with the line on which it begins.
struct ShellToken: Hashable {
    enum Kind: Hashable {
        /// A word as written, quotes and all, line continuations removed.
        case word
        /// `;` `&&` `||` `&` `|` `|&` `(` `)` `;;` and their kin; a line end is `\n`.
        case control
        /// A redirection with its target, such as `2>` and `log.txt`.
        case redirection(operator: String)
        /// The lines of a here-document.
        case hereDocument
        /// A comment with its `#`.
        case comment
    }

    var kind: Kind
    var text: String
    /// The line, from 0.
    var line: Int
    /// Shell text inside the word: command and process substitutions.
    var nested: [String] = []
    /// True for a word that assigns an array: `names=(a b)`.
    var isArray = false
}
