/// The commands of a shell text: what is run, with what, and where comments stand between commands.
///
/// It is an approximation on the safe side: what is not understood leaves `isUnderstood` false.
struct ShellScript {
    /// One command with its words, as in `VAR=x command argument >file`.
    struct Command {
        /// Words without assignments and reserved words, as written.
        var words: [String] = []
        /// Assignments in front, as written.
        var assignments: [String] = []
        var redirections: [Redirection] = []
        /// True when it is not the first of its pipeline.
        var isPipedInto = false
        /// The bodies of its here-documents, as written.
        var documents: [String] = []

        /// What its here-documents and here-strings hold.
        var hereTexts: [String] {
            documents
                + redirections.filter { $0.sign == "<<<" }.map { ShellWord.bare($0.target) }
        }

        var isEmpty: Bool { words.isEmpty && assignments.isEmpty && redirections.isEmpty }
        /// Its standard input is given: by a pipe, a file or a here-document.
        var hasInput: Bool {
            isPipedInto || redirections.contains { $0.sign.hasPrefix("<") && $0.sign != "<&" }
        }
    }

    struct Redirection {
        var sign: String
        var target: String

        /// True when a file is written: not for `2>&1` and `/dev/null`.
        var writesFile: Bool {
            guard sign.contains(">") else { return false }
            if sign == ">&", target.allSatisfy({ $0.isNumber || $0 == "-" }) { return false }
            return !["/dev/null", "/dev/stdout", "/dev/stderr", "/dev/tty"].contains(target)
        }
    }

    /// One pipeline: its commands, and its text in one line for the rules.
    struct Pipeline {
        var commands: [Command] = []
        var text = ""

        /// The texts that the rules look at: as written, without the shell's quotes, and with each program
        /// by its name alone, without what stands in front of it.
        var forms: [String] {
            let bare = ShellWord.bare(text).replacing("\n", with: " ")
            let programs = commands.map { command in
                var words = command.words.map(ShellWord.bare)[...]
                CommandPrefix.strip(&words)
                guard let first = words.popFirst() else { return "" }
                let name = first.split(separator: "/").last ?? first[...]
                return ([String(name)] + words).joined(separator: " ")
            }
            let plain = programs.joined(separator: " | ").replacing("\n", with: " ")
            var seen: Set<String> = []
            return [text, bare, plain].filter { seen.insert($0).inserted }
        }
    }

    private(set) var pipelines: [Pipeline] = []
    /// Lines (from 0) that hold only a comment, between two commands that are complete.
    private(set) var commentLines: [Int] = []
    /// Lines (from 0) on which a command outside all compound commands begins.
    private(set) var commandLines: [Int] = []
    /// Names of functions that are defined.
    private(set) var functions: Set<String> = []
    /// True when an array is assigned.
    private(set) var assignsArray = false
    /// False when something was left open.
    private(set) var isUnderstood = true

    /// True when there is anything to run.
    var hasCommands: Bool { !pipelines.isEmpty }
    /// Every command, those inside substitutions included.
    var commands: [Command] { pipelines.flatMap(\.commands) }

    private enum Block { case group, list, loop, conditional, choice, pattern }
    private var open: [Block] = []
    private var pipeline = Pipeline()
    private var command = Command()
    private var nested: [String] = []
    /// The words up to the end of the command are data: `for name in a b c`.
    private var isData = false
    /// Inside `[[ … ]]`.
    private var isTest = false
    private var awaitsIn = false
    private var lineHasCommand = false

    /// Substitutions inside substitutions are followed this far.
    private static let depthLimit = 8

    init(_ text: String) {
        self.init(text, depth: 0)
    }

    private init(_ text: String, depth: Int) {
        let (tokens, isComplete) = ShellLexer.tokens(of: text)
        for token in tokens { take(token) }
        endPipeline()
        isUnderstood = isComplete && open.isEmpty && !isTest
        followNested(depth: depth)
    }

    private mutating func followNested(depth: Int) {
        guard !nested.isEmpty else { return }
        guard depth < Self.depthLimit else {
            isUnderstood = false
            return
        }
        for text in nested {
            let inner = ShellScript(text, depth: depth + 1)
            pipelines += inner.pipelines
            if !inner.isUnderstood { isUnderstood = false }
        }
    }

    private mutating func take(_ token: ShellToken) {
        switch token.kind {
        case .word: takeWord(token)
        case .redirection(let sign):
            begin(at: token.line)
            nested += token.nested
            command.redirections.append(Redirection(sign: sign, target: token.text))
            pipeline.append(sign + token.text)
        case .hereDocument:
            // The document follows the line end, after its command has ended.
            nested += Self.substitutions(in: token.text)
            if pipelines.isEmpty { return }
            let last = pipelines.count - 1
            pipelines[last].append(token.text)
            let place =
                pipelines[last].commands.lastIndex { command in
                    command.redirections.contains { $0.sign.hasPrefix("<<") && $0.sign != "<<<" }
                } ?? pipelines[last].commands.count - 1
            if place >= 0 { pipelines[last].commands[place].documents.append(token.text) }
        case .comment:
            if open.isEmpty, !lineHasCommand, pipeline.isEmpty, command.isEmpty {
                commentLines.append(token.line)
            }
        case .control: takeControl(token)
        }
    }

    /// A here-document is text, but what bash substitutes in it runs.
    private static func substitutions(in text: String) -> [String] {
        guard text.contains("$(") || text.contains("`") else { return [] }
        let quoted = "\"" + text.replacing("\"", with: "'") + "\""
        return ShellLexer.tokens(of: quoted).tokens.flatMap(\.nested)
    }

    private mutating func begin(at line: Int) {
        if open.isEmpty, pipeline.isEmpty, command.isEmpty { commandLines.append(line) }
        lineHasCommand = true
    }

    private mutating func takeWord(_ token: ShellToken) {
        if isTest {
            if token.text == "]]" { isTest = false }
        } else if awaitsIn, token.text == "in" {
            (awaitsIn, isData) = (false, false)
            (pipeline, command) = (Pipeline(), Command())
            open.append(.pattern)
            return
        } else if open.last == .pattern {
            nested += token.nested
            if token.text == "esac" { close(.pattern) }
            return
        } else if command.isEmpty, takeReserved(token) {
            return
        }
        begin(at: token.line)
        nested += token.nested
        if token.isArray { assignsArray = true }
        pipeline.append(token.text)
        if isData { return }
        if command.words.isEmpty, token.text.isAssignment {
            command.assignments.append(token.text)
        } else {
            if command.words.isEmpty, token.text == "[[" { isTest = true }
            command.words.append(token.text)
        }
    }

    private mutating func takeReserved(_ token: ShellToken) -> Bool {
        switch token.text {
        case "if", "for", "while", "until", "select", "case", "{": begin(at: token.line)
        default: break
        }
        switch token.text {
        case "if": open.append(.conditional)
        case "while", "until": open.append(.loop)
        case "for", "select":
            open.append(.loop)
            isData = true
        case "case":
            open.append(.choice)
            (awaitsIn, isData) = (true, true)
        case "{": open.append(.group)
        case "fi": close(.conditional)
        case "done": close(.loop)
        case "esac": close(.choice)
        case "}": close(.group)
        case "then", "elif", "else", "do", "!", "time": break
        default: return false
        }
        return true
    }

    private mutating func close(_ block: Block) {
        guard open.last == block else {
            isUnderstood = false
            return
        }
        open.removeLast()
        // `esac` where a pattern was awaited ends the choice as well.
        if block == .pattern { close(.choice) }
    }

    private mutating func takeControl(_ token: ShellToken) {
        if isTest { return }
        switch token.text {
        case "|", "|&":
            if open.last == .pattern { return }
            endCommand()
            pipeline.append("|")
            command.isPipedInto = true
        case "(":
            if open.last == .pattern { return }
            if command.words.count == 1 {
                functions.insert(command.words.removeLast())
                pipeline = Pipeline()
            } else {
                endPipeline()
                begin(at: token.line)
            }
            open.append(.list)
        case ")":
            if open.last == .pattern {
                open.removeLast()
            } else {
                endPipeline()
                close(.list)
            }
        case ";;", ";&", ";;&":
            endPipeline()
            if open.last == .choice { open.append(.pattern) }
        case "\n":
            // A line may go on after `|`, and a pattern list may span lines.
            if command.isEmpty, command.isPipedInto || open.last == .pattern { return }
            endPipeline()
            lineHasCommand = false
        default: endPipeline()
        }
    }

    private mutating func endCommand() {
        if command.words.first == "function", command.words.count > 1 {
            functions.insert(command.words[1])
        } else if !command.isEmpty {
            pipeline.commands.append(command)
        }
        command = Command()
        isData = awaitsIn
    }

    private mutating func endPipeline() {
        endCommand()
        if !pipeline.isEmpty { pipelines.append(pipeline) }
        pipeline = Pipeline()
    }
}

extension ShellScript.Pipeline {
    fileprivate var isEmpty: Bool { text.isEmpty && commands.isEmpty }

    fileprivate mutating func append(_ word: String) {
        if !text.isEmpty { text.append(" ") }
        text.append(word.contains("\n") ? word.replacing("\n", with: " ") : word)
    }
}

extension String {
    /// True for `NAME=value` and `NAME+=value`.
    var isAssignment: Bool { assignedName != nil }

    /// The name in front of the equals sign of an assignment.
    var assignedName: Substring? {
        let name = prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) }
        guard let first = name.first, !first.isNumber else { return nil }
        let rest = self[name.endIndex...]
        guard
            rest.hasPrefix("=") || rest.hasPrefix("+=")
                || rest.hasPrefix("[") && rest.contains("]=")
        else { return nil }
        return name
    }
}
