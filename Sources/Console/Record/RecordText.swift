import CellGrid
import IncidentModel
import SafeText

/// A page of the record in words.
struct RecordText {
    /// The state of everything.
    let state: ConsoleState
    /// The columns that there are.
    let columns: Int
    /// The signs to write with.
    let glyphs: GlyphSet

    /// What stands in the upper border.
    func title(of page: RecordPage) -> StyledText {
        let record = state.incident.record
        switch page.kind {
        case .whys, .hypotheses:
            let isWhys = page.kind == .whys
            return StyledText([
                Span("Five whys", isWhys ? .titleActive : .title),
                Span(" \(record.whys.count)", .count),
                Span("  \(glyphs.dot)  ", .faint),
                Span("Hypotheses", isWhys ? .title : .titleActive),
                Span(" \(record.hypotheses.count)", .count),
            ])
        case .evidence(.why(let number)): return heading("Evidence for why \(number)")
        case .evidence(.hypothesis(let number)): return heading("Evidence for hypothesis \(number)")
        case .actions:
            let done = record.actionItems.count(where: \.isDone)
            return heading("Action items")
                + StyledText("  \(done) of \(record.actionItems.count) done", .count)
        case .incident:
            return heading("Incident")
                + StyledText("  \(state.incident.facts?.id.string ?? "")", .count)
        case .criteria:
            let met = state.criteria.count(where: \.isMet)
            return heading("Exit criteria")
                + StyledText("  \(met) of \(state.criteria.count) met", .count)
        case .opening: return heading("Open an incident")
        case .draft(let sheet): return draftTitle(sheet)
        }
    }

    private func heading(_ text: String) -> StyledText { StyledText(text, .titleActive) }

    private func draftTitle(_ sheet: DraftSheet) -> StyledText {
        var text = heading("Status update for \(sheet.audience)")
        let newer = state.incident.lastSequence - sheet.upTo
        if sheet.sent != nil {
            text.add("  on its way", .paused)
        } else if sheet.isEditing {
            text.add("  WRITING", .paused)
        } else if sheet.isEdited {
            text.add("  changed, not sent", .paused)
        } else {
            text.add("  draft, not sent", .count)
        }
        if newer > 0, sheet.sent == nil {
            text.add("  \(CountText.counted(newer, "newer event"))", .faint)
        }
        return text
    }

    /// The rows of a page, headings among them.
    func items(of page: RecordPage) -> [RecordItem] {
        switch page.kind {
        case .whys: state.incident.record.whys.map(item)
        case .hypotheses: state.incident.record.hypotheses.map(item)
        case .evidence(let target): evidence(on: page, for: target)
        case .actions: actions()
        case .incident: menu()
        case .criteria: state.criteria.enumerated().map { item($1, id: $0) }
        case .opening(let form): rows(of: form)
        case .draft: []
        }
    }

    /// What an empty page says.
    func empty(_ page: RecordPage) -> [StyledText] {
        switch page.kind {
        case .whys:
            [
                StyledText("No question has been asked yet."),
                StyledText(
                    "n asks the first one: why is it down? Each answer leads to the next.", .faint),
            ]
        case .hypotheses:
            [
                StyledText("No idea has been written down yet."),
                StyledText(
                    "n adds one; tried, confirmed or discarded, each with what was seen.", .faint),
            ]
        case .evidence: [StyledText("Nothing on the screen could support it.", .faint)]
        case .actions:
            [
                StyledText("Nothing is to be done yet."),
                StyledText("n adds the first action item.", .faint),
            ]
        case .criteria:
            [
                StyledText("No exit criterion is configured."),
                StyledText(
                    "exit_criteria in quell.yaml, or in a runbook's front matter, names them.",
                    .faint),
            ]
        case .incident, .opening, .draft: []
        }
    }

    // MARK: Causes

    private func item(_ why: Why) -> RecordItem {
        let number = TextWidth.padded("\(why.number)", toColumns: 2, alignment: .right)
        var first = StyledText([Span("\(number)  ", .faint), Span(why.question.string, .strong)])
        if why.isRootCause { first.add("  ROOT CAUSE", .priority0) }
        let arrow = glyphs.asciiOnly ? "->" : "→"
        let answer =
            why.answer.isEmpty
            ? StyledText("    \(arrow) no answer yet", .faint)
            : StyledText([Span("    \(arrow) ", .faint), Span(why.answer.string)])
        return RecordItem(
            rows: wrap(first, 4) + wrap(answer, 6) + why.evidence.flatMap(line), id: why.number)
    }

    private func item(_ idea: Hypothesis) -> RecordItem {
        let number = TextWidth.padded("\(idea.number)", toColumns: 2, alignment: .right)
        let word = TextWidth.padded(idea.standing.rawValue, toColumns: 10)
        let first = StyledText([
            Span("\(number)  ", .faint), Span(word, CauseWords.role(idea.standing)),
            Span(idea.text.string, .strong),
        ])
        let label = idea.standing == .open ? "tried: " : "because: "
        let reason =
            idea.reason.isEmpty
            ? [] : wrap(StyledText([Span("    \(label)", .faint), Span(idea.reason.string)]), 6)
        return RecordItem(
            rows: wrap(first, 4) + reason + idea.evidence.flatMap(line), id: idea.number)
    }

    private func line(_ evidence: PickedEvidence) -> [StyledText] {
        wrap(StyledText("      \(glyphs.dot) \(evidence.line)", .faint), 8)
    }

    private func evidence(on page: RecordPage, for target: EvidenceTarget) -> [RecordItem] {
        let attached = Set(state.attachedEvidence(of: target).map { EvidenceSubject($0) })
        var items: [RecordItem] = []
        var id = 0
        for group in state.evidenceOptions(on: page).groups {
            items.append(RecordItem(rows: [StyledText(group.title, .heading)]))
            for evidence in group.evidence {
                let isPicked = attached.contains(EvidenceSubject(evidence))
                let row = StyledText([
                    Span("\(glyphs.check(isDone: isPicked)) ", isPicked ? .done : .pending),
                    Span(evidence.line.string, isPicked ? .strong : .text),
                ])
                items.append(RecordItem(rows: wrap(row, 4), id: id))
                id += 1
            }
        }
        return items
    }

    // MARK: Lists

    private func actions() -> [RecordItem] {
        ActionOrder.groups(of: state).flatMap { horizon, items in
            let heading = StyledText([
                Span(ActionOrder.title(horizon), .heading),
                Span("  \(ActionOrder.meaning(horizon))", .faint),
            ])
            return [RecordItem(rows: [heading])] + items.map(item)
        }
    }

    private func item(_ action: ActionItem) -> RecordItem {
        let number = TextWidth.padded("\(action.number)", toColumns: 2, alignment: .right)
        var row = StyledText([
            Span("\(glyphs.check(isDone: action.isDone)) ", action.isDone ? .done : .pending),
            Span("\(number)  ", .faint),
            Span(action.text.string, action.isDone ? .faint : .text),
        ])
        if !action.owner.isEmpty { row.add("  \(action.owner)", .strong) }
        if let due = action.due {
            let isLate = !action.isDone && state.today.map { due < $0 } == true
            row.add(
                "  \(isLate ? "was due" : "due") \(due.words(today: state.today))",
                isLate ? .clockOverdue : .faint)
        }
        return RecordItem(rows: wrap(row, 6), id: action.number)
    }

    private func item(_ criterion: ExitCriterion, id: Int) -> RecordItem {
        var row = StyledText([
            Span("\(glyphs.check(isDone: criterion.isMet)) ", criterion.isMet ? .done : .pending),
            Span("\(criterion.id.text)  ", .strong),
        ])
        row += StepWords.gate(criterion.state, now: state.now)
        var facts: [String] = []
        let reason = StepWords.gateReason(criterion.state)
        if !reason.isEmpty { facts.append(reason) }
        switch criterion.judge {
        case .condition: facts.append("judged by Quell")
        case .command(let command): facts.append("judged by \(command)")
        case .person:
            let tick = state.incident.record.confirmations[criterion.id]
            let words = tick.map { "\($0.by) said so at \(state.wallClock.time($0.at))" }
            facts.append(words ?? "a person's word: x gives it")
        }
        facts.append("from \(criterion.origin)")
        let note = StyledText("    " + facts.joined(separator: "  \(glyphs.dot)  "), .faint)
        return RecordItem(rows: wrap(row, 4) + wrap(note, 4), id: id)
    }

    func wrap(_ text: StyledText, _ indent: Int) -> [StyledText] {
        text.wrapped(to: columns, indent: indent)
    }
}
