/// What was typed and what was answered in a block that shows a terminal: lines that begin with `$ `.
struct ConsoleTranscript {
    /// One typed command.
    private(set) var commands: [CommandBlock] = []
    /// The answers.
    private(set) var output: [String] = []

    /// True when a block shows typed lines.
    static func isTranscript(_ lines: [String]) -> Bool {
        lines.contains { typed($0) != nil }
    }

    private static func typed(_ line: String) -> Substring? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        guard text.hasPrefix("$ ") || text.hasPrefix("$\t") else { return nil }
        let command = text.dropFirst(2).drop { $0 == " " }
        return command.isEmpty ? nil : command
    }

    /// Reads a block.
    ///
    /// A command goes on over the following lines while something is open in it: a quote, a here-
    /// document, a loop or a line that ends with `\`; a `> ` in front of them is the shell's
    /// prompt.
    init(_ lines: [String]) {
        var index = 0
        while index < lines.count {
            guard let typed = Self.typed(lines[index]) else {
                output.append(lines[index])
                index += 1
                continue
            }
            let first = index
            let script = Self.command(typed, in: lines, from: &index)
            if ShellScript(Placeholder.masked(script)).hasCommands {
                commands.append(CommandBlock(script: script, line: first))
            }
        }
    }

    /// The command typed at `index`, which moves past it.
    private static func command(
        _ typed: Substring, in lines: [String], from index: inout Int
    ) -> String {
        let first = index
        var script = String(typed)
        var joined = (script: script, end: index + 1)
        index += 1
        while isOpen(script) {
            guard index < lines.count, index - first < longest, Self.typed(lines[index]) == nil
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
