/// One program that a script runs, without the quotes and without the words in front of it.
struct LintedProgram {
    /// Its name without folders.
    let name: String
    let arguments: [String]
    /// The words as the script has them, such as `"$DIR"/x`.
    let written: [String]
    /// The words in front that change how it runs: `sudo -n`, `timeout 5`.
    let prefix: [String]
    /// What reads its output: name and arguments of each program after it in the pipeline.
    let readers: [[String]]
    let hasInput: Bool
    /// The line of the script, from 0.
    let line: Int
    let isInBackground: Bool

    /// `ssh host 'kubectl exec x -- sh -c "…"'` is followed this far.
    private static let depthLimit = 4

    static func all(in script: ShellScript, at places: ShellPlaces) -> [LintedProgram] {
        all(in: script, at: places, line: nil, depth: 0)
    }

    private static func all(
        in script: ShellScript, at places: ShellPlaces, line: Int?, depth: Int
    ) -> [LintedProgram] {
        script.pipelines.flatMap { pipeline in
            let commands = pipeline.commands.filter { !$0.words.isEmpty }
            return commands.indices.flatMap { index in
                let line = line ?? places.line(of: commands[index].words)
                let program = LintedProgram(
                    commands[index], readers: commands[(index + 1)...], line: line,
                    isInBackground: places.isInBackground(line))
                guard depth < depthLimit, let inner = program.inner else { return [program] }
                let more = ShellScript(inner)
                return [program] + all(in: more, at: places, line: line, depth: depth + 1)
            }
        }
    }

    private init(
        _ command: ShellScript.Command, readers: ArraySlice<ShellScript.Command>, line: Int,
        isInBackground: Bool
    ) {
        var words = command.words[...]
        CommandPrefix.strip(&words)
        written = Array(words)
        prefix = Array(command.words.dropLast(words.count))
        let bare = words.map(\.withoutQuotes)
        name = bare.first.map(Self.base) ?? ""
        arguments = Array(bare.dropFirst())
        self.readers = readers.map { reader in
            var words = reader.words[...]
            CommandPrefix.strip(&words)
            return words.enumerated().map {
                let bare = $1.withoutQuotes
                return $0 == 0 ? Self.base(bare) : bare
            }
        }
        hasInput = command.hasInput
        self.line = line
        self.isInBackground = isInBackground
    }

    private static func base(_ word: String) -> String {
        String(word.split(separator: "/").last ?? word[...])
    }

    /// The shell text that it hands to another shell or machine; nil for a program that runs none.
    private var inner: String? {
        switch name {
        case "bash", "sh", "zsh", "dash":
            guard let flag = arguments.firstIndex(where: { $0.isCluster(with: "c") }) else {
                return nil
            }
            return flag + 1 < arguments.count ? arguments[flag + 1] : nil
        case "ssh":
            // An operand with a blank in it is no host.
            return arguments.last { $0.contains(" ") && !$0.contains("=") || $0.contains("\n") }
        case "kubectl", "oc", "k":
            guard arguments.contains("exec"), let end = written.firstIndex(of: "--") else {
                return nil
            }
            return written[(end + 1)...].joined(separator: " ")
        default: return nil
        }
    }

    /// True when one of the arguments is given.
    func has(_ options: String...) -> Bool { arguments.contains { options.contains($0) } }

    /// True when an argument is one of the long options, also as `--option=value`.
    func hasLong(_ options: String...) -> Bool {
        arguments.contains { argument in
            options.contains { argument == $0 || argument.hasPrefix($0 + "=") }
        }
    }

    /// True when a group of short options such as `-fsS` holds a letter.
    func hasShort(_ letter: Character) -> Bool {
        arguments.contains { $0.isCluster(with: letter) }
    }

    /// The arguments that are no options.
    var operands: [String] { arguments.filter { !$0.hasPrefix("-") } }

    /// `kubectl port-forward`: name and first operand, for messages.
    var title: String { ([name] + operands.prefix(1)).joined(separator: " ") }
}

extension String {
    /// A word as the program gets it, but for what the shell expands.
    var withoutQuotes: String {
        var result = ""
        var quote: Character?
        var isEscaped = false
        for character in self {
            if isEscaped {
                result.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else {
                result.append(character)
            }
        }
        return result
    }

    /// True for short options written together, one of them the letter: `-fsS` holds `f`.
    func isCluster(with letter: Character) -> Bool {
        guard hasPrefix("-"), !hasPrefix("--") else { return false }
        return dropFirst().prefix { $0.isLetter || $0.isNumber }.contains(letter)
    }
}
