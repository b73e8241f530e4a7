import IncidentModel
import SafeText

extension DraftReader {
    mutating func takeCode(_ code: CodeBlock) {
        let fence =
            code.isFenced ? FenceReader(line: source.line(code.line), column: code.column) : nil
        let language = fence?.language ?? ""
        if code.isFenced, !isClosed(code) {
            warn(
                code.line, "this code block is never closed; all that follows was read as code",
                advice: "close it with the marks that open it, on a line of their own")
        }
        let isRunnable = FenceReader.runnable.contains(language)
        if let fence, !isRunnable {
            if takeSimulation(code, fence) { return }
            if let path = offer.takeCode(language: language) {
                return addFile(path, code, language: language)
            }
        }
        offer.takeOther()
        guard isRunnable || language.isEmpty else {
            if FenceReader.shells.contains(language) { warnOfCousin(language, code.line) }
            return addProse(code.lines.map { "  " + $0 }.joined(separator: "\n"))
        }
        var attributes = defaults
        if let fence {
            let read = fence.read(defaults: defaults)
            problems += read.problems.map { RunbookProblem($0, line: code.line) }
            attributes = read.attributes
            refuseSimulation(&attributes, code.line)
        }
        addCommands(of: code, language, attributes)
    }

    private mutating func addCommands(
        of code: CodeBlock, _ language: String, _ attributes: CommandAttributes
    ) {
        let (commands, rest, isOnRequest) = cut(code, language, attributes)
        if !rest.isEmpty { addProse(rest.map { "  " + $0 }.joined(separator: "\n")) }
        for command in commands {
            let draft = CommandDraft(
                script: command.script, line: code.fileLine(command.line), fenceLine: code.line,
                language: language,
                isOnRequest: isOnRequest || attributes.isExcluded || language.isEmpty,
                attributes: attributes)
            changeStep { $0.commands.append(draft) }
            if attributes.isVerification { attachVerification(draft) }
        }
        if let condition = attributes.verifiedCondition, !commands.isEmpty {
            addCheck(
                CheckDraft(text: InlineText(text: condition, codes: [condition]), line: code.line))
        }
    }

    /// The check that the last command of the step verifies: the item it is in, or one of its own.
    private mutating func attachVerification(_ command: CommandDraft) {
        guard let position = phase.steps.last.map({ $0.commands.count - 1 }) else { return }
        if let check = items.last?.check, check.step == phase.steps.count - 1,
            phase.steps[check.step].checks[check.index].command == nil
        {
            return changeStep { $0.checks[check.index].command = position }
        }
        // An item that has its gate does not name a second one.
        let item = items.last.flatMap {
            $0.isStep || $0.check != nil || $0.text.line.isEmpty ? nil : $0
        }
        let text =
            item?.text
            ?? InlineText(
                text: Self.comment(leading: command.script) ?? command.attributes.name
                    ?? "the command in line \(command.line) succeeds")
        addCheck(
            CheckDraft(text: text, line: item?.item.line ?? command.line, command: position))
        if item != nil, let step = phase.steps.last {
            items[items.count - 1].check = (phase.steps.count - 1, step.checks.count - 1)
        }
    }

    /// The words of the comment line that a script begins with.
    private static func comment(leading script: String) -> String? {
        guard script.hasPrefix("#"), !script.hasPrefix("#!") else { return nil }
        let line = script.prefix { $0 != "\n" }.drop { $0 == "#" }.trimmed
        return line.isEmpty ? nil : line
    }

    private mutating func cut(
        _ code: CodeBlock, _ language: String, _ attributes: CommandAttributes
    ) -> (commands: [CommandBlock], rest: [String], isOnRequest: Bool) {
        let isTerminal = language == "console"
        if isTerminal || ConsoleTranscript.begins(code.lines) {
            let transcript = ConsoleTranscript(code.lines, showsTerminal: isTerminal)
            if transcript.commands.isEmpty, code.lines.contains(where: { !$0.trimmed.isEmpty }) {
                warn(
                    code.line, "a console block without a line that begins with “$ ” is not run",
                    advice: "put “$ ” before what is typed, or name the language bash")
            }
            return (transcript.commands, transcript.output, transcript.isOfRoot)
        }
        guard attributes.keepsBlockWhole else {
            let (commands, rest) = CommandBlock.split(code.lines)
            return (commands, rest, false)
        }
        return (CommandBlock.whole(code.lines), [], false)
    }

    private mutating func warnOfCousin(_ language: String, _ line: Int) {
        warn(
            line, "a block of the language “\(language)” is shown, and not run",
            advice:
                "name the language bash, sh or zsh, or console where “$ ” stands before what is typed"
        )
    }

    /// A block `text {simulate=name}`.
    private mutating func takeSimulation(_ code: CodeBlock, _ fence: FenceReader) -> Bool {
        // Attributes of other languages are somebody else's.
        guard let text = fence.attributes, text.contains("simulate") else { return false }
        let read = fence.read()
        guard let name = read.attributes.simulated else { return false }
        problems += read.problems.map { RunbookProblem($0, line: code.line) }
        simulations.append(
            SimulationDraft(name: name, text: code.lines.joined(separator: "\n"), line: code.line))
        return true
    }

    /// Output is shown, a command is run: a block cannot be both.
    private mutating func refuseSimulation(_ attributes: inout CommandAttributes, _ line: Int) {
        guard attributes.simulated != nil else { return }
        let problem = AttributeReader.Problem(
            text: "simulate stands at a block that runs",
            advice: "write the output in a block of its own: ```text {simulate=NAME}")
        attributes.problem = attributes.problem ?? problem.text
        problems.append(RunbookProblem(problem, line: line))
    }

    private mutating func addFile(_ path: String, _ code: CodeBlock, language: String) {
        let file = FileDraft(
            path: path, language: language, line: code.line,
            text: source.text(of: code.lines, from: code.fileLine(0)))
        changeStep { $0.files.append(file) }
    }

    /// True when the line after the block's content closes its fence.
    private func isClosed(_ code: CodeBlock) -> Bool {
        let fence = source.line(code.line).drop { $0 != "`" && $0 != "~" }
        guard let mark = fence.first else { return true }
        let opening = fence.prefix { $0 == mark }.count
        let after = source.line(code.line + code.lines.count + 1)
        let closing = after.drop { " >\t".contains($0) }.trimmedEnd
        return closing.count >= opening && closing.allSatisfy { $0 == mark }
    }
}
