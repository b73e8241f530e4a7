/// What was typed and what was answered in a block that shows a terminal: lines that begin with `$ `.
struct ConsoleTranscript {
    /// One typed command.
    private(set) var commands: [CommandBlock] = []
    /// The answers.
    private(set) var output: [String] = []
    /// True when only root's prompt `# ` shows what was typed; it may also be a comment.
    private(set) var isOfRoot = false

    /// True when the first line that says something is a typed one.
    ///
    /// A block of a shell may also hold a line with `$ ` as data, in a here-document for one.
    static func begins(_ lines: [String]) -> Bool {
        let first = lines.first { line in
            let text = line.drop { $0.isWhitespace }
            return !text.isEmpty && text.first != "#"
        }
        return first.map { typed($0, root: false) != nil } ?? false
    }

    /// Reads a block.
    ///
    /// A command goes on over the following lines while something is open in it: a quote, a here-
    /// document, a loop or a line that ends with `\`; a `> ` in front of them is the shell's
    /// prompt.
    init(_ lines: [String], showsTerminal: Bool = true) {
        isOfRoot = showsTerminal && !lines.contains { Self.typed($0, root: false) != nil }
        var index = 0
        while index < lines.count {
            guard let typed = Self.typed(lines[index], root: isOfRoot) else {
                output.append(lines[index])
                index += 1
                continue
            }
            let first = index
            let script = command(typed, in: lines, from: &index)
            // Only a comment is none; what is odd shall not be lost.
            if !script.hasPrefix("#") || ShellScript(Placeholder.masked(script)).hasCommands {
                commands.append(CommandBlock(script: script, line: first))
            }
        }
    }

    /// The command typed at `index`, which moves past it.
    private func command(
        _ typed: Substring, in lines: [String], from index: inout Int
    ) -> String {
        let first = index
        var script = String(typed)
        var joined = (script: script, end: index + 1)
        index += 1
        while Self.isOpen(script) {
            guard index < lines.count, index - first < Self.longest,
                Self.typed(lines[index], root: isOfRoot) == nil
            else {
                // What seemed open is not: an apostrophe. Only lines that end with `\` go on.
                index = joined.end
                return joined.script
            }
            let line = lines[index]
            let isContinued = script.hasSuffix("\\") && index == joined.end
            script += "\n" + (line.hasPrefix("> ") ? String(line.dropFirst(2)) : line)
            index += 1
            if isContinued { joined = (script, index) }
        }
        return script
    }

    /// Lines that one typed command may take; a quote that is never closed shall not swallow a block.
    private static let longest = 200

    private static func isOpen(_ script: String) -> Bool {
        script.hasSuffix("\\") || script.hasSuffix("|") || script.hasSuffix("&&")
            || !ShellScript(Placeholder.masked(script)).isUnderstood
    }
}

extension ConsoleTranscript {
    /// What was typed on a line behind a prompt: `$ `, `user@host:~$ `, `[root@host ~]# `, `sh-4.4# `;
    /// where `root` says so, a bare `# ` too.
    private static func typed(_ line: String, root: Bool) -> Substring? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard let sign = text.firstIndex(where: { $0 == "$" || $0 == "#" }) else { return nil }
        let behind = text[text.index(after: sign)...]
        guard let space = behind.first, space == " " || space == "\t" else { return nil }
        let isPrompt =
            sign == text.startIndex
            ? text[sign] == "$" || root : isPrompt(text[..<sign])
        let command = behind.drop { $0 == " " || $0 == "\t" }
        return isPrompt && !command.isEmpty ? command : nil
    }

    /// True for what shells show in front of the `$` or `#`.
    private static func isPrompt(_ text: Substring) -> Bool {
        guard text.count <= 80 else { return false }
        var words = text
        // A Python environment: `(venv) user@host:~$ `.
        if words.first == "(", let close = words.firstIndex(of: ")") {
            words = words[words.index(after: close)...].drop { $0 == " " }
            if words.isEmpty { return true }
        }
        let shell = ["bash-", "sh-", "zsh-", "ksh-"].first { words.hasPrefix($0) }
        if let shell {
            let version = words.dropFirst(shell.count)
            return !version.isEmpty && version.allSatisfy { $0.isNumber || $0 == "." }
        }
        if words.hasPrefix("["), words.trimmedEnd.hasSuffix("]") {
            return words.contains("@") && words.split(separator: " ").count <= 2
        }
        guard let at = words.firstIndex(of: "@"), at > words.startIndex else {
            return words == "~ " || words == "/ "
        }
        let user = words[..<at]
        let place = words[words.index(after: at)...]
        return user.allSatisfy { $0.isLetter || $0.isNumber || "._-".contains($0) }
            && place.contains(":") && !place.contains(" ")
    }
}
