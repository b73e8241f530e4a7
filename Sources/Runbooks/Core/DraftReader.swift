import IncidentModel
import SafeText

/// Reads a document's blocks into phases and steps.
struct DraftReader {
    let source: SourceLines
    let defaults: CommandAttributes
    private(set) var title: String?
    private(set) var phases: [PhaseDraft] = []
    var simulations: [SimulationDraft] = []
    var problems: [RunbookProblem] = []

    /// The phase that is being read, and what of it has no step yet.
    private(set) var phase: PhaseDraft
    private var intro: [String] = []
    /// A numbered item is a step only in a phase without headings of its own.
    private(set) var hasStepHeadings = false
    private var rollbackLevel: Int?
    /// The headings of steps that the next one is below, with their levels.
    private var headings: [(level: Int, text: String)] = []
    /// Bullets are checks, because of the phase's heading, a heading in it, or a line that leads in.
    var outcome = (phase: false, heading: false, lead: Bool?.none)
    var items: [ItemDraft] = []
    /// The item whose first paragraph is awaited.
    var opened: ListItem?
    var offer = FileOffer()

    private init(_ source: SourceLines, defaults: CommandAttributes) {
        self.source = source
        self.defaults = defaults
        phase = PhaseDraft(title: "", line: 1)
    }

    /// Reads all blocks; what a fence leaves open is as `defaults` say.
    static func read(
        _ blocks: [MarkdownBlock], of source: SourceLines,
        defaults: CommandAttributes = CommandAttributes()
    ) -> DraftReader {
        var reader = DraftReader(source, defaults: defaults)
        reader.hasStepHeadings = hasStepHeadings(blocks[...])
        for (index, block) in blocks.enumerated() {
            if case .heading(let level, let text, let line) = block, level <= 2 {
                let following = blocks[(index + 1)...]
                reader.takePhaseHeading(level, text, line, following: following)
            } else {
                reader.take(block)
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
        offer.takeHeading(text.line, level: level)
        headings = []
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
                        title: first.title, line: first.line, isRollback: true,
                        undoesPrevious: !doing.isEmpty, steps: undoing))
            }
        }
        intro = []
        rollbackLevel = nil
        items = []
        opened = nil
    }

    private mutating func take(_ block: MarkdownBlock) {
        switch block {
        case .heading(let level, let text, let line): takeHeading(level, text, line)
        case .paragraph(let text, let line): takeParagraph(text, line)
        case .itemBegan(let item):
            openItem()
            items.append(ItemDraft(item: item))
            opened = item
        case .itemEnded:
            openItem()
            _ = items.popLast()
        case .code(let code):
            openItem()
            takeCode(code)
        case .html(let lines, let line):
            for fence in HTMLFences(lines, line: line).lines { warnOfFence(inHTML: fence) }
            takeOther(lines)
        case .other(let lines, _): takeOther(lines)
        }
    }

    private mutating func takeHeading(_ level: Int, _ text: InlineText, _ line: Int) {
        outcome.lead = nil
        outcome.heading = HeadingText.isOutcome(text.line)
        offer.takeHeading(text.line, level: level)
        guard level <= 4, items.isEmpty else { return addProse(text.line) }
        if let outer = rollbackLevel, level <= outer { rollbackLevel = nil }
        if rollbackLevel == nil, HeadingText.isRollback(text.line) { rollbackLevel = level }
        headings.removeAll { $0.level >= level }
        headings.append((level, text.line))
        addStep(title: text.line, line: line)
    }

    /// The level of the heading that is being read under.
    var level: Int { headings.last?.level ?? 2 }

    mutating func addStep(
        title: String? = nil, line: Int? = nil, isNumbered: Bool = false
    ) {
        var step = StepDraft(title: title ?? phase.title, line: line ?? phase.line)
        step.path = [phase.title] + headings.map(\.text) + (isNumbered ? [step.title] : [])
        step.isRollback = rollbackLevel != nil
        step.isNumbered = isNumbered
        step.prose = intro
        intro = []
        phase.steps.append(step)
    }

    /// The step that commands and checks go to; one named after the phase if there is none yet.
    mutating func changeStep(_ change: (inout StepDraft) -> Void) {
        if phase.steps.isEmpty { addStep() }
        change(&phase.steps[phase.steps.count - 1])
    }

    mutating func addProse(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if phase.steps.isEmpty {
            intro += lines
        } else {
            phase.steps[phase.steps.count - 1].prose += lines
        }
    }
}
