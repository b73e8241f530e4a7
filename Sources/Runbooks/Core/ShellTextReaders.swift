/// Programs that take an argument for shell text, and builtins that take one for more than a text.
enum ShellTextReaders {
    /// How a program takes a word.
    enum Reading {
        /// As a text.
        case text
        /// As shell text that is complete in one word.
        case program
        /// As a part of shell text that goes on over words.
        case programPart
    }

    /// Shells, and programs that start one for `-c`.
    static let shells: Set<String> = [
        "sh", "bash", "dash", "zsh", "ksh", "ash", "su", "runuser", "script", "flock", "fish",
        "rbash", "sg",
    ]

    /// Programs that write what they are told, or what they read.
    static let writers: Set<String> = ["echo", "printf", "cat", "sed", "tee", "envsubst"]

    /// Words of the shell's grammar that stand in front of a command.
    static let reserved: Set<String> = [
        "if", "then", "elif", "else", "fi", "while", "until", "do", "done", "case", "esac", "{",
        "}", "!", "time",
    ]

    /// Operators of `[[` that evaluate what stands beside them.
    static let arithmeticTests: Set<String> = [
        "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-v", "-R",
    ]

    /// The name of the program, past `sudo` and its kin; empty when there is none.
    static func program(of words: [String]) -> String {
        command(words).first.map(name) ?? ""
    }

    private static func name(_ word: String) -> String {
        String(word.split(separator: "/").last ?? word[...])
    }

    private static func command(_ words: [String]) -> ArraySlice<String> {
        var rest = words[...].drop { $0.isAssignment }
        CommandPrefix.strip(&rest)
        return rest
    }

    /// How the word after these is read.
    static func reading(after words: [String]) -> Reading {
        guard let last = words.last else { return .text }
        let isCommandOption =
            last == "--command"
            || last.hasPrefix("-") && !last.hasPrefix("--") && last.count <= 6
                && last.hasSuffix("c")
        if isCommandOption, words.contains(where: { shells.contains(name($0)) }) {
            return .program
        }
        if last == "--command", words.contains("ssh") { return .program }
        // What repeats a command hands all its words to a shell.
        let command = command(words)
        let prefix = words.dropLast(command.count)
        if prefix.contains("watch") || prefix.contains("parallel") || command.first == "eval" {
            return .programPart
        }
        return isRemote(command) ? .programPart : .text
    }

    /// True when `ssh` has its host: what follows is joined for the shell at the other end.
    private static func isRemote(_ words: ArraySlice<String>) -> Bool {
        guard let first = words.first, ["ssh", "autossh", "mosh"].contains(name(first)) else {
            return false
        }
        var rest = words.dropFirst()
        while let option = rest.first, option.hasPrefix("-") {
            rest = rest.dropFirst()
            if option.count == 2, "BbcDEeFIiJLlmOopQRSWw".contains(option.dropFirst()) {
                rest = rest.dropFirst()
            }
        }
        return !rest.isEmpty
    }

    /// True inside `--command=…` of a program that runs it in a shell elsewhere.
    static func isProgramOption(_ pending: [String], after words: [String]) -> Bool {
        guard let word = pending.first, word.hasPrefix("--command=") else { return false }
        return words.contains("ssh") || words.contains { shells.contains(name($0)) }
    }

    /// Words of one command that are looked through, so that a hostile one of a megabyte takes no minutes.
    ///
    /// Whatever begins a script is named by the first few; a shell with more options stays *unknown*.
    private static let wordLimit = 500

    /// The scripts among the words of a command: what `bash -c`, `ssh` and their kin get.
    static func programs(in written: [String]) -> [String] {
        let words = written.map(ShellWord.bare)
        if let later = laterText(in: words) { return later }
        for index in words.indices.dropFirst().prefix(wordLimit) {
            if let text = optionText(words[index], after: words[..<index]) { return [text] }
            switch reading(after: Array(words[..<index])) {
            case .text: continue
            case .program: return [words[index]]
            case .programPart:
                // What stands in front, such as `watch -n 5`, is no part of the text.
                let rest = command(words)
                let isWhole = rest.first == "eval" || isRemote(rest)
                return [(isWhole ? words[index...] : rest).joined(separator: " ")]
            }
        }
        return []
    }

    /// What `trap` and `alias` keep for the shell to run later; nil for other commands.
    private static func laterText(in words: [String]) -> [String]? {
        switch words.first {
        case "trap": return words.count > 1 ? [words[1]] : nil
        case "alias":
            return words.dropFirst().compactMap { word in
                word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
            }
        default: return nil
        }
    }

    /// What a shell in a pipeline reads as its program: here-documents, here-strings and what `echo` and
    /// `printf` in front of it print.
    static func input(of pipeline: ShellScript.Pipeline) -> [String] {
        let reading = shells.union(["ssh", "at", "batch", "parallel"])
        let readers = pipeline.commands.indices.filter { index in
            pipeline.commands[index].words.contains { reading.contains(name(ShellWord.bare($0))) }
        }
        guard let last = readers.last else { return [] }
        let printed = pipeline.commands[..<last].compactMap { command -> String? in
            let words = command.words.map(ShellWord.bare)
            guard let first = words.first, ["echo", "printf"].contains(first) else { return nil }
            return words.dropFirst().filter { !$0.hasPrefix("-") }.joined(separator: " ")
                .replacing("\\n", with: "\n")
        }
        return pipeline.commands.flatMap(\.hereTexts) + printed
    }

    /// True for `bash -c TEXT` and `watch TEXT`, which do on this machine what the text does.
    static func onlyRunsItsText(_ words: [String]) -> Bool {
        var rest = words[...]
        CommandPrefix.strip(&rest, readingOnly: true)
        let prefix = words.dropLast(rest.count)
        if prefix.contains("watch") { return !programs(in: words).isEmpty }
        guard let shell = rest.first, ["bash", "sh", "dash", "zsh"].contains(name(shell)),
            isPlainName(shell), rest.count >= 3
        else { return false }
        return ["-c", "-ec", "-euc", "-lc"].contains(rest[rest.startIndex + 1])
    }

    /// True for a program that is found where the system keeps it.
    private static func isPlainName(_ word: String) -> Bool {
        !word.contains("/") || word.hasPrefix("/bin/") || word.hasPrefix("/usr/bin/")
    }

    private static func optionText(_ word: String, after words: ArraySlice<String>) -> String? {
        guard isProgramOption([word], after: Array(words)) else { return nil }
        return word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) }
    }

    /// Where a builtin takes a word for a name, a calculation or a program: the end of the sentence.
    static func placeWithoutText(after words: [String], isFirstInWord: Bool) -> String? {
        switch command(words).first {
        case "let": "in arithmetic"
        case "trap", "alias": "in text that the shell runs later"
        case "unset", "read", "mapfile", "readarray", "getopts": "in the name of a variable"
        case "declare", "typeset", "local", "readonly", "export":
            isFirstInWord ? "in the name of a variable" : nil
        default: nil
        }
    }
}
