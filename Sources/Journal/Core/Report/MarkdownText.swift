import SafeText

/// Foreign text inside Markdown: shown as it is, never read as markup (CommonMark 0.31, GFM), and nobody is
/// mentioned and no issue linked by it.
enum MarkdownText {
    /// Running text: what could be markup is preceded by a backslash; `@name` and `#12` become code, because
    /// GitHub links these wherever else they stand, escaped or not.
    ///
    /// What cannot be markup where it stands is left alone: people paste it into readers of other Markdown.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - inTable: True where it may come to stand in a table cell, in which `|` must be escaped.
    /// - Returns: The text, escaped.
    static func escaped(_ text: DisplayText, inTable: Bool = true) -> String {
        escaped(text.string, inTable: inTable)
    }

    /// The same for a text that is known to be safe for a terminal.
    static func escaped(_ text: String, inTable: Bool = true) -> String {
        let characters: [Character] = Array(text)
        let hasMathematics = characters.count { $0 == "$" } > 1
        var result = ""
        var place = 0
        while place < characters.count {
            if let token = reference(in: characters, at: place) {
                result += "`\(token)`"
                place += token.count
                continue
            }
            let character = characters[place]
            if isMarkup(characters, place) || (character == "$" && hasMathematics)
                || (character == "|" && inTable)
            {
                result.append("\\")
            }
            result.append(character)
            place += 1
        }
        return result
    }

    private static func isMarkup(_ text: [Character], _ place: Int) -> Bool {
        let character = text[place]
        switch character {
        case "`", "*", "[", "]", "~": return true
        // Within a word it never means emphasis.
        case "_": return !(isWord(text, place - 1) && isWord(text, place + 1))
        case "&": return isWord(text, place + 1) || letter(text, place + 1) == "#"
        // Before a sign it takes its meaning away; at the end nobody knows what follows.
        case "\\":
            return letter(text, place + 1).map {
                $0.isASCII && !isWord(text, place + 1) && $0 != " "
            } ?? true
        // A tag, a comment or an address.
        case "<":
            return letter(text, place + 1).map { $0.isLetter || "/!?".contains($0) } ?? true
        // A heading, or the signs that may close one.
        case "#":
            return (letter(text, place - 1) ?? " ") == " "
                && " #".contains(letter(text, place + 1) ?? " ")
        // At the start of a line: a list, a heading's underline, a rule, a quotation.
        case "-", "+", "=", ">": return place == 0
        case ".", ")":
            return place > 0 && place < 10 && letter(text, place + 1) ?? " " == " "
                && text[..<place].allSatisfy { $0.isASCII && $0.isNumber }
        default: return false
        }
    }

    /// `@name`, `#12`: what GitHub would make a mention or a link of; several that stand together are one.
    private static func reference(in text: [Character], at place: Int) -> String? {
        guard !isWord(text, place - 1) else { return nil }
        var found = ""
        while let next = reference(text[(place + found.count)...]) { found += next }
        return found.isEmpty ? nil : found
    }

    private static func reference(_ text: ArraySlice<Character>) -> String? {
        guard let sign = text.first, sign == "@" || sign == "#" else { return nil }
        let name = text.dropFirst().prefix { character in
            character.isASCII && (character.isNumber || (sign == "@" && isName(character)))
        }
        return name.isEmpty ? nil : String(sign) + String(name)
    }

    private static func isName(_ character: Character) -> Bool {
        character.isLetter || character == "-" || character == "_" || character == "/"
    }

    private static func letter(_ text: [Character], _ place: Int) -> Character? {
        text.indices.contains(place) ? text[place] : nil
    }

    private static func isWord(_ text: [Character], _ place: Int) -> Bool {
        letter(text, place).map { $0.isLetter || $0.isNumber } ?? false
    }

    /// A code span; its fence is longer than any run of backticks inside.
    ///
    /// - Parameters:
    ///   - text: The code.
    ///   - inTable: In a table cell `|` must be escaped, even within code.
    /// - Returns: The code span; nothing for no code.
    static func code(_ text: DisplayText, inTable: Bool = false) -> String {
        guard !text.isEmpty else { return "" }
        let longest = longestBacktickRun(text.string)
        let fence = String(repeating: "`", count: longest + 1)
        let content =
            inTable
            ? text.string.split(
                separator: "|", omittingEmptySubsequences: false
            ).joined(separator: "\\|") : text.string
        // Blanks beside the fence are stripped by the reader and keep a backtick off it.
        return longest > 0 || content.hasPrefix(" ") || content.hasSuffix(" ")
            ? "\(fence) \(content) \(fence)" : fence + content + fence
    }

    /// How many backticks stand together at most.
    static func longestBacktickRun(_ text: String) -> Int {
        var (longest, current) = (0, 0)
        for character in text {
            current = character == "`" ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
