/// A place in a text that somebody was to fill in and did not.
struct Placeholder: Hashable, Sendable {
    /// How it is written.
    enum Form: String, Hashable, Sendable {
        case angle = "<…>"
        case braces = "{{…}}"
        case variable = "${…}"
        case word = "…"
    }

    var form: Form
    /// What was to be filled in: letters, digits, `_`, `-`, `.` and blanks only, at most 40.
    var name: String

    /// As it looked, without anything beside its name: `<YOUR_KEY>`, `{{ name }}`, `${NAME}`, `CHANGEME`.
    var text: String {
        switch form {
        case .angle: "<\(name)>"
        case .braces: "{{\(name)}}"
        case .variable: "${\(name)}"
        case .word: name
        }
    }

    /// What makes a name from the inside of a placeholder: its first words, without values or code.
    static func name(from inside: Substring) -> String {
        let isWord: (Character) -> Bool = { $0.isLetter || $0.isNumber || "_-. ".contains($0) }
        var name = inside.drop(while: \.isWhitespace).prefix(while: isWord).prefix(40)
        while name.last?.isWhitespace == true { name.removeLast() }
        return name.isEmpty ? "…" : String(name)
    }
}
