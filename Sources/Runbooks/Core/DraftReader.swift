import IncidentModel
import SafeText

/// Reads a document's blocks into phases and steps.
struct DraftReader {
    private let source: SourceLines
    private let path: String
    private(set) var title: String?
    private(set) var phases: [PhaseDraft] = []
    private(set) var problems: [RunbookProblem] = []

    /// The phase that is being read, and what of it has no step yet.
    private var phase: PhaseDraft
    private var intro: [String] = []
    /// A numbered item is a step only in a phase without headings of its own.
    private var hasStepHeadings = false
    private var rollbackLevel: Int?
    /// Bullets are checks, because of the phase's heading, a heading in it, or a line that leads in.
    private var outcome = (phase: false, heading: false, lead: Bool?.none)
    private var items: [ListItem] = []
    /// The item whose first paragraph is awaited.
    private var opened: ListItem?

    private init(_ source: SourceLines, path: String) {
        self.source = source
        self.path = path
        phase = PhaseDraft(title: "", line: 1)
    }

    /// Reads all blocks.
    ///
    /// - Throws: `RunbookError` for attributes that are wrong.
    static func read(
        _ blocks: [MarkdownBlock], of source: SourceLines, path: String
    ) throws(RunbookError) -> DraftReader {
        var reader = DraftReader(source, path: path)
        reader.hasStepHeadings = hasStepHeadings(blocks[...])
        for (index, block) in blocks.enumerated() {
            if case .heading(let level, let text, let line) = block, level <= 2 {
                let following = blocks[(index + 1)...]
                reader.takePhaseHeading(level, text, line, following: following)
            } else {
                try reader.take(block)
            }
        }
        reader.endPhase()
        return reader
    }

    private static func hasStepHeadings(_ blocks: ArraySlice<MarkdownBlock>) -> Bool {
        for case .heading(let level, _, _) in blocks {
            if level <= 2 { return false }
            if level <= 4 { return true }
        }
        return false
    }

    private mutating func takePhaseHeading(
        _ level: Int, _ text: InlineText, _ line: Int, following: ArraySlice<MarkdownBlock>
    ) {
        if level == 1, title == nil {
            title = text.line
            // Also what stands above the title belongs to the phase without a heading.
            hasStepHeadings = Self.hasStepHeadings(following)
            phase.line = phase.steps.isEmpty ? line : phase.line
            return
        }
        endPhase()
        phase = PhaseDraft(title: text.line, line: line)
        phase.isRollback = HeadingText.isRollback(text.line)
        phase.isAnnounced =
            TimeBudget.find(in: text.line) != nil || HeadingText.isProcedure(text.line)
        hasStepHeadings = Self.hasStepHeadings(following)
        outcome = (HeadingText.isOutcome(text.line), false, nil)
    }

    private mutating func endPhase() {
        if phase.isAnnounced, phase.steps.isEmpty { addStep() }
        if !phase.steps.isEmpty {
            let (undoing, doing) = (
                phase.steps.filter { $0.isRollback && !phase.isRollback },
                phase.steps.filter { !$0.isRollback || phase.isRollback }
            )
            var main = phase
            main.steps = doing
            if !doing.isEmpty { phases.append(main) }
            if let first = undoing.first {
                phases.append(
                    PhaseDraft(
                        title: first.title, line: first.line, isRollback: true, steps: undoing))
            }
        }
        intro = []
        rollbackLevel = nil
        items = []
        opened = nil
    }

    private mutating func take(_ block: MarkdownBlock) throws(RunbookError) {
        switch block {
        case .heading(let level, let text, let line): takeHeading(level, text, line)
        case .paragraph(let text, let line): takeParagraph(text, line)
        case .itemBegan(let item):
            openItem()
            items.append(item)
            opened = item
        case .itemEnded:
            openItem()
            _ = items.popLast()
        case .code(let code):
            openItem()
            try takeCode(code)
        case .other(let lines, let line): takeOther(lines, line)
        }
    }

    private mutating func takeHeading(_ level: Int, _ text: InlineText, _ line: Int) {
        outcome.lead = nil
        outcome.heading = HeadingText.isOutcome(text.line)
        guard level <= 4, items.isEmpty else { return addProse(text.line) }
        if let outer = rollbackLevel, level <= outer { rollbackLevel = nil }
        if rollbackLevel == nil, HeadingText.isRollback(text.line) { rollbackLevel = level }
        addStep(title: text.line, line: line)
    }

    private mutating func addStep(
        title: String? = nil, line: Int? = nil, isNumbered: Bool = false
    ) {
        var step = StepDraft(title: title ?? phase.title, line: line ?? phase.line)
        step.isRollback = rollbackLevel != nil
        step.isNumbered = isNumbered
        step.prose = intro
        intro = []
        phase.steps.append(step)
    }

    /// The step that commands and checks go to; one named after the phase if there is none yet.
    private mutating func changeStep(_ change: (inout StepDraft) -> Void) {
        if phase.steps.isEmpty { addStep() }
        change(&phase.steps[phase.steps.count - 1])
    }

    private mutating func addProse(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if phase.steps.isEmpty {
            intro += lines
        } else {
            phase.steps[phase.steps.count - 1].prose += lines
        }
    }

    private mutating func takeParagraph(_ text: InlineText, _ line: Int) {
        if let item = opened {
            opened = nil
            return takeItem(item, text)
        }
        if HeadingText.leadsIn(text) { outcome.lead = HeadingText.isOutcome(text.line) }
        addProse(text.text)
    }

    /// An item without a paragraph of its own, such as one that holds only code.
    private mutating func openItem() {
        guard let item = opened else { return }
        opened = nil
        takeItem(item, InlineText())
    }

    private mutating func takeItem(_ item: ListItem, _ text: InlineText) {
        if item.depth == 1, item.number != nil, !hasStepHeadings {
            outcome.lead = nil
            let title =
                text.line.isEmpty ? "Step \(item.number ?? 0)" : HeadingText.short(text.line)
            addStep(title: title, line: item.line, isNumbered: true)
            if title != text.line { addProse(text.text) }
            if let isTicked = item.isTicked { addCheck(text, item.line, isTicked) }
        } else if let isTicked = item.isTicked {
            addCheck(text, item.line, isTicked)
        } else if isOutcomeBullet(item), !text.line.isEmpty {
            addCheck(text, item.line, false)
        } else {
            let indent = String(repeating: "  ", count: max(0, item.depth - 1))
            addProse(indent + (item.number.map { "\($0). " } ?? "• ") + text.text)
        }
    }

    /// Bullets of the outermost list of bullets are checks; deeper ones explain them.
    private func isOutcomeBullet(_ item: ListItem) -> Bool {
        guard item.number == nil else { return false }
        let outer = items.dropLast().filter { $0.number == nil }
        return outer.isEmpty && isAmongOutcomes
    }

    /// True where the document states what is expected.
    private var isAmongOutcomes: Bool { outcome.lead ?? (outcome.heading || outcome.phase) }

    private mutating func addCheck(_ text: InlineText, _ line: Int, _ isTicked: Bool) {
        let check = CheckDraft(
            text: text, line: line, isTicked: isTicked, isOutcome: isAmongOutcomes)
        changeStep { $0.checks.append(check) }
    }

    private mutating func takeOther(_ lines: [String], _ line: Int) {
        let shown = lines.filter { !$0.trimmed.isEmpty }
        guard let first = shown.first?.trimmed else { return }
        let isComment = first.hasPrefix("<!--")
        if let fence = lines.firstIndex(where: { $0.trimmed.hasPrefix("```") }), !isComment {
            warn(line + fence, "code inside HTML is not read; a blank line before it makes it code")
        }
        if !isComment { addProse(shown.joined(separator: "\n")) }
    }

    private mutating func warn(_ line: Int, _ text: String) {
        problems.append(
            RunbookProblem(.warning, line: line, rule: "reading", DisplayText(text)))
    }
}

extension DraftReader {
    private mutating func takeCode(_ code: CodeBlock) throws(RunbookError) {
        let fence =
            code.isFenced ? FenceReader(line: source.line(code.line), column: code.column) : nil
        let language = fence?.language ?? ""
        if code.isFenced, !isClosed(code) {
            warn(code.line, "this code block is never closed; all that follows was read as code")
        }
        guard FenceReader.runnable.contains(language) || language.isEmpty else {
            return addProse(code.lines.map { "  " + $0 }.joined(separator: "\n"))
        }
        var attributes = CommandAttributes()
        if let fence, !language.isEmpty {
            let read = fence.read()
            if let problem = read.problem {
                throw RunbookError(path: path, line: code.line, reason: problem)
            }
            attributes = read.attributes
        }
        let (commands, rest) = cut(code, language)
        if !rest.isEmpty { addProse(rest.map { "  " + $0 }.joined(separator: "\n")) }
        for command in commands {
            let draft = CommandDraft(
                script: command.script, line: code.fileLine(command.line), language: language,
                attributes: attributes)
            changeStep { $0.commands.append(draft) }
        }
    }

    private mutating func cut(
        _ code: CodeBlock, _ language: String
    ) -> (commands: [CommandBlock], rest: [String]) {
        if ConsoleTranscript.isTranscript(code.lines) {
            let transcript = ConsoleTranscript(code.lines)
            return (transcript.commands, transcript.output)
        }
        if language == "console" {
            warn(code.line, "a console block without a line that begins with “$ ” is not run")
            return ([], code.lines)
        }
        return CommandBlock.split(code.lines)
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
