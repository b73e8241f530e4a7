/// One command as it stands in a code block: a group of lines led by its comment.
struct CommandBlock: Hashable {
    /// The exact text that runs.
    var script: String
    /// Where it begins, in lines of the block from 0.
    var line: Int

    /// Cuts a block into its comment-led groups.
    ///
    /// A block whose parts depend on each other in ways that do not carry over from one shell to
    /// the next stays whole.
    ///
    /// - Returns: The commands, and the lines that belong to none (a block of comments only).
    static func split(_ lines: [String]) -> (commands: [CommandBlock], rest: [String]) {
        let whole = lines.joined(separator: "\n")
        let script = ShellScript(Placeholder.masked(whole))
        guard script.hasCommands else {
            // A line that is no comment is never dropped, however odd it is.
            let odd = self.whole(lines)
            return (odd, odd.isEmpty ? lines : [])
        }
        let cuts = mustStayWhole(script) ? [] : cuts(of: script)
        let bounds = [0] + cuts + [lines.count]
        var commands: [CommandBlock] = []
        for (start, end) in zip(bounds, bounds.dropFirst()) {
            commands.append(contentsOf: command(lines, start..<end))
        }
        // Comments after the last command are words about it, not a command.
        let lastCommand = script.commandLines.max() ?? 0
        let tail = script.commentLines.filter { $0 > lastCommand && $0 >= (cuts.last ?? .max) }
        if let first = tail.first { return (commands, Array(lines[first...])) }
        return (commands, [])
    }

    /// All of a block as one command; none when it holds only comments.
    static func whole(_ lines: [String]) -> [CommandBlock] {
        command(lines, lines.startIndex..<lines.endIndex)
    }

    /// A comment line begins a group when a command precedes and another one follows it; of several
    /// comment lines in a row it is the first.
    private static func cuts(of script: ShellScript) -> [Int] {
        var cuts: [Int] = []
        var lastCommand: Int?
        var isLed = false
        let comments = Set(script.commentLines)
        let starts = Set(script.commandLines)
        for line in comments.union(starts).sorted() {
            if starts.contains(line) {
                lastCommand = line
                isLed = false
            } else if lastCommand != nil, !isLed {
                cuts.append(line)
                isLed = true
            }
        }
        return cuts
    }

    private static func command(_ lines: [String], _ range: Range<Int>) -> [CommandBlock] {
        var slice = lines[range]
        while let first = slice.first, first.allSatisfy(\.isWhitespace) { slice.removeFirst() }
        while let last = slice.last, last.allSatisfy(\.isWhitespace) { slice.removeLast() }
        let holdsCommand = slice.contains { line in
            !line.drop { $0.isWhitespace }.isEmpty && line.first { !$0.isWhitespace } != "#"
        }
        guard holdsCommand else { return [] }
        return [CommandBlock(script: slice.joined(separator: "\n"), line: slice.startIndex)]
    }

    private static let shellWide: Set<String> = [
        "set", "shopt", "trap", "alias", "source", ".", "wait", "fg", "bg", "jobs", "exec", "pushd",
        "popd", "declare", "typeset", "mapfile", "readarray", "enable", "ulimit", "umask",
    ]

    private static func mustStayWhole(_ script: ShellScript) -> Bool {
        if !script.isUnderstood || script.assignsArray || !script.functions.isEmpty { return true }
        return script.pipelines.contains { pipeline in
            pipeline.text.contains("$!") || pipeline.text.contains("$?")
                || pipeline.commands.contains { shellWide.contains($0.words.first ?? "") }
        }
    }
}
