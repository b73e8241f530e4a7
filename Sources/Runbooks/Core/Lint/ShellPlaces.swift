/// Where words stand in a shell text, and what of it goes on in the background.
struct ShellPlaces {
    private let tokens: [ShellToken]
    private let backgroundLines: Set<Int>

    init(_ text: String) {
        tokens = ShellLexer.tokens(of: text).tokens
        backgroundLines = Self.backgroundLines(tokens)
    }

    /// Lines, from 0, of commands that `&` ends.
    private static func backgroundLines(_ tokens: [ShellToken]) -> Set<Int> {
        var lines: Set<Int> = []
        var start: Int?
        for token in tokens {
            switch (token.kind, token.text) {
            case (.control, "&"):
                lines.formUnion((start ?? token.line)...max(start ?? token.line, token.line))
                start = nil
            case (.control, "\n"), (.control, ";"): start = nil
            case (.comment, _), (.hereDocument, _): break
            default: start = start ?? token.line
            }
        }
        return lines
    }

    /// The line, from 0, on which a command's first words stand, also inside a substitution.
    func line(of words: [String]) -> Int {
        guard let first = words.first else { return 0 }
        let ownWords = tokens.filter { $0.kind == .word }
        for (index, token) in ownWords.enumerated() where token.text == first {
            let next = index + 1 < ownWords.count ? ownWords[index + 1].text : nil
            if words.count == 1 || next == words[1] { return token.line }
        }
        return tokens.first { $0.nested.contains { $0.contains(first) } }?.line
            ?? ownWords.first?.line ?? 0
    }

    /// True when the command on a line goes on in the background.
    func isInBackground(_ line: Int) -> Bool { backgroundLines.contains(line) }

    /// The lines, from 0, of loops that nothing in the text ends: `while true`, `for ((;;))`.
    var endlessLoops: [Int] {
        let isLeft = tokens.contains {
            $0.kind == .word && ["break", "exit", "return"].contains($0.text)
        }
        if isLeft || endsInBackground { return [] }
        return zip(tokens, tokens.dropFirst()).filter { keyword, condition in
            switch keyword.text {
            case "while": condition.text == "true" || condition.text == ":"
            case "until": condition.text == "false"
            case "for": condition.text.hasPrefix("((") && condition.text.contains(";;")
            default: false
            }
        }.map(\.0.line)
    }

    private var endsInBackground: Bool {
        zip(tokens, tokens.dropFirst()).contains {
            $0.text == "done" && $1.kind == .control && $1.text == "&"
        }
    }

    /// Here-documents in which the shell expands nothing, as their delimiter is quoted; lines from 0.
    var literalDocuments: [(line: Int, text: String)] {
        var awaited: [Bool] = []
        var found: [(line: Int, text: String)] = []
        for token in tokens {
            switch token.kind {
            case .redirection(let sign) where sign.hasSuffix("<<") || sign.hasSuffix("<<-"):
                awaited.append(token.text.utf8.contains { Ascii.isQuote($0) })
            case .hereDocument where !awaited.isEmpty:
                if awaited.removeFirst() { found.append((token.line, token.text)) }
            default: break
            }
        }
        return found
    }
}
