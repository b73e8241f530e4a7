/// Cuts the text between the braces of a fence into keys and values.
struct AttributeText {
    private var rest: Substring
    /// True when a quote was never closed.
    private(set) var isUnclosed = false

    init(_ text: Substring) {
        rest = text
    }

    /// The next key with its value, nil for a key alone; nil at the end.
    mutating func next() -> (key: String, value: String?)? {
        rest = rest.drop { $0.isWhitespace || $0 == "," }
        guard !rest.isEmpty else { return nil }
        let key = word(until: "=:,", isKey: true)
        let after = rest.drop { $0 == " " }
        guard after.first == "=" || rest.first == ":" else { return (key, nil) }
        rest = after.dropFirst().drop { $0 == " " }
        // The names that a command needs stand with commas between them.
        return (key, word(until: ["needs", "exit"].contains(key) ? "" : ",", isKey: false))
    }

    private mutating func word(until ends: String, isKey: Bool) -> String {
        if let quote = rest.first, quote == "\"" || quote == "'" { return quoted(quote) }
        if !isKey, rest.first == "[", let close = rest.firstIndex(of: "]") {
            let list = rest[...close]
            rest = rest[rest.index(after: close)...]
            return String(list)
        }
        let word = rest.prefix { !$0.isWhitespace && !ends.contains($0) }
        // An odd character alone shall not stop the walk.
        let taken = word.isEmpty && isKey ? rest.prefix(1) : word
        rest = rest.dropFirst(taken.count)
        return String(taken)
    }

    private mutating func quoted(_ quote: Character) -> String {
        var text = ""
        var isEscaped = false
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if isEscaped || character != quote && character != "\\" {
                // A backslash is one, but before a quote or another backslash.
                if isEscaped, character != quote, character != "\\" { text.append("\\") }
                text.append(character)
                isEscaped = false
            } else if character == quote {
                return text
            } else {
                isEscaped = true
            }
        }
        isUnclosed = true
        return text
    }

    /// The bounds of what the first braces outside quotes hold.
    ///
    /// - Returns: The indices of both braces, the second one nil when they are not closed; nil without
    ///   braces.
    static func braces(in info: Substring) -> (open: Substring.Index, close: Substring.Index?)? {
        var open: Substring.Index?
        var quote: Character?
        for index in info.indices {
            let character = info[index]
            if let inside = quote {
                if character == inside { quote = nil }
            } else if character == "\"" || open != nil && character == "'" {
                quote = character
            } else if character == "{", open == nil {
                open = index
            } else if character == "}", let open {
                return (open, index)
            }
        }
        guard let open else { return nil }
        // A quote that is not closed must not hide the brace that is there.
        let close = info[open...].lastIndex(of: "}")
        return (open, close)
    }
}
