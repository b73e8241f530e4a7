import IncidentModel
import SafeText

/// A list item while what is in it is being read.
struct ItemDraft {
    var item: ListItem
    /// Its first paragraph.
    var text = InlineText()
    /// The step and the position in it of the check that it became; nil for an item that is none.
    var check: (step: Int, index: Int)?
    /// It became a step.
    var isStep = false
}

extension DraftReader {
    mutating func takeParagraph(_ text: InlineText, _ line: Int) {
        if let item = opened {
            opened = nil
            offer.takeItem(text)
            return takeItem(item, text)
        }
        offer.takeParagraph(text, level: level)
        if HeadingText.leadsIn(text) { outcome.lead = HeadingText.isOutcome(text.line) }
        addProse(text.text)
    }

    /// An item without a paragraph of its own, such as one that holds only code.
    mutating func openItem() {
        guard let item = opened else { return }
        opened = nil
        takeItem(item, InlineText())
    }

    private mutating func takeItem(_ item: ListItem, _ text: InlineText) {
        if !items.isEmpty { items[items.count - 1].text = text }
        if item.depth == 1, item.number != nil, !hasStepHeadings {
            outcome.lead = nil
            let title =
                text.line.isEmpty ? "Step \(item.number ?? 0)" : HeadingText.short(text.line)
            addStep(title: title, line: item.line, isNumbered: true)
            if !items.isEmpty { items[items.count - 1].isStep = true }
            if title != text.line { addProse(text.text) }
            if let isTicked = item.isTicked { addItemCheck(text, item.line, isTicked) }
        } else if let isTicked = item.isTicked {
            addItemCheck(text, item.line, isTicked)
        } else if isOutcomeBullet(item), !text.line.isEmpty {
            addItemCheck(text, item.line, false)
        } else {
            let indent = String(repeating: "  ", count: min(20, max(0, item.depth - 1)))
            addProse(indent + (item.number.map { "\($0). " } ?? "• ") + text.text)
        }
    }

    /// True where the document states what is expected.
    private var isAmongOutcomes: Bool { outcome.lead ?? (outcome.heading || outcome.phase) }

    /// Bullets of the outermost list of bullets are checks; deeper ones explain them.
    private func isOutcomeBullet(_ item: ListItem) -> Bool {
        guard isAmongOutcomes, item.number == nil else {
            return false
        }
        return !items.dropLast().contains { $0.item.number == nil }
    }

    private mutating func addItemCheck(_ text: InlineText, _ line: Int, _ isTicked: Bool) {
        addCheck(
            CheckDraft(text: text, line: line, isTicked: isTicked, isOutcome: isAmongOutcomes))
        guard !items.isEmpty, let step = phase.steps.last else { return }
        items[items.count - 1].check = (phase.steps.count - 1, step.checks.count - 1)
    }

    mutating func addCheck(_ check: CheckDraft) {
        changeStep { $0.checks.append(check) }
    }

    mutating func takeOther(_ lines: [String]) {
        offer.takeOther()
        let shown = lines.filter { !$0.trimmed.isEmpty }
        guard let first = shown.first?.trimmed else { return }
        if !first.hasPrefix("<!--") { addProse(shown.joined(separator: "\n")) }
    }

    mutating func warnOfFence(inHTML line: Int) {
        warn(
            line, "a code block inside HTML is plain text to Markdown, and is not run",
            advice: "leave a blank line before and after it")
    }

    mutating func warn(_ line: Int, _ text: String, advice: String = "") {
        problems.append(
            RunbookProblem(
                .warning, line: line, rule: "reading", DisplayText(text),
                advice: DisplayText(advice)))
    }
}
