import CellGrid
import IncidentModel
import SafeText

/// The text of one row of the runbook: what it is at the left, where it stands at the right.
struct RunbookRowText {
    /// The state of everything.
    let state: ConsoleState
    /// The signs to write with.
    let glyphs: GlyphSet
    /// The columns that there are.
    let width: Int

    /// The left and the right part of a row.
    func parts(of row: RunbookRow, isCurrent: Bool) -> (left: StyledText, right: StyledText) {
        // Also without the focus: this is the step that the runbook's keys will act on.
        let role: ThemeRole = state.focus == .runbook ? .selectionMark : .faint
        let mark = Span(isCurrent ? glyphs.selection : " ", role)
        switch row {
        case .runbook(let plan):
            return (
                StyledText([mark, Span("\(glyphs.runbook) \(plan.title)", .heading)]), StyledText()
            )
        case .phase(let plan, let runbook):
            // The clock of the phase at hand stands in the border.
            let step = state.selectedStep?.id
            let isAtHand = step?.phase == plan.number && step?.runbook == runbook
            let clock = isAtHand ? StyledText() : PhaseClock.text(of: plan, in: state)
            return (phase(plan, mark), clock)
        case .step(let plan, let isRollback):
            return (step(plan, mark, isRollback), stepNote(plan))
        case .check(let plan, _): return (check(plan, mark), checkNote(plan))
        }
    }

    private func phase(_ plan: PhasePlan, _ mark: Span) -> StyledText {
        let words = PhaseWords(plan)
        let role: ThemeRole = plan.isRollback ? .rollback : .phase
        var text = StyledText([mark, Span(words.short, role)])
        if !words.title.isEmpty {
            text.add("  \(words.title)", plan.isRollback ? .rollback : .title)
        }
        return text
    }

    private func step(_ plan: StepPlan, _ mark: Span, _ isRollback: Bool) -> StyledText {
        let standing = standing(of: plan)
        let role: ThemeRole =
            switch standing {
            case .pending: isRollback ? .faint : .text
            case .running: .strong
            case .ended(let end, _, _, _): end.isSuccess ? .faint : .text
            case .ticked, .skipped: .faint
            }
        return StyledText([
            mark, Span(glyphs.step(standing), StepWords.role(of: standing)), Span(" "),
            Span("\(plan.id.label) ", .faint), Span(plan.title.string, role),
        ])
    }

    /// A step that is nothing but a gate is done when its gate is met.
    private func standing(of plan: StepPlan) -> StepState {
        let recorded = state.incident.step(plan.id)
        guard recorded == .pending, let check = RunbookList.inlineGate(of: plan),
            case .met(let at)? = state.gate(check.id)
        else { return recorded }
        return .ticked(by: .empty, at: at)
    }

    private func stepNote(_ plan: StepPlan) -> StyledText {
        switch state.incident.step(plan.id) {
        case .pending:
            if let check = RunbookList.inlineGate(of: plan) { return checkNote(check) }
            if plan.runnableCommands.contains(where: { $0.problem != nil }) {
                return StyledText("\(glyphs.warning) cannot run", .failed)
            }
            if let danger = plan.danger { return StepWords.warning(danger, glyphs) }
            return fileNote(plan)
        case .running:
            let clock = state.runningFor(plan.id).map(DurationText.clock) ?? ""
            let isEnding = state.cancelRequests[plan.id] != nil
            return StyledText("\(isEnding ? "ending" : "running") \(clock)", .running)
        case .ended(let end, _, _, let took):
            if end.isSuccess { return StyledText(DurationText.taken(took), .faint) }
            let role: ThemeRole = if case .unknown = end { .unclear } else { .failed }
            return short(StepWords.end(end), role)
        case .ticked(let by, _): return short("ticked by \(by)", .faint)
        case .skipped(let reason, _, _): return short("left out: \(reason)", .skipped)
        }
    }

    /// What is written where no command says more.
    private func fileNote(_ plan: StepPlan) -> StyledText {
        guard let file = plan.files.first else { return StyledText() }
        let isWritten = plan.files.allSatisfy { state.incident.writtenFiles.contains($0.id) }
        return isWritten
            ? short("written: \(file.path)", .done) : short("file: \(file.path)", .faint)
    }

    private func check(_ plan: CheckPlan, _ mark: Span) -> StyledText {
        let isDone = state.isSettled(plan)
        return StyledText([
            mark, Span("    "),
            Span(glyphs.check(isDone: isDone), isDone ? .done : .pending), Span(" "),
            Span(plan.text.string, isDone ? .faint : .text),
        ])
    }

    private func checkNote(_ plan: CheckPlan) -> StyledText {
        guard plan.isGate else {
            return state.incident.ticks[plan.id].map { short("ticked by \($0.by)", .faint) }
                ?? StyledText()
        }
        let gate = state.gate(plan.id)
        var text = StyledText("gate: ", .faint)
        // The condition says little that the text has not said, so it comes last in the queue for room.
        if width >= 60, let condition = plan.condition, condition != plan.text,
            TextWidth.width(of: condition.string) <= width / 3
        {
            text.add("\(condition) \(glyphs.dot) ", .faint)
        }
        return text + StepWords.gate(gate, now: state.now)
    }

    /// A right part leaves the row's own text at least three fifths of the room.
    private func short(_ text: String, _ role: ThemeRole) -> StyledText {
        StyledText(
            TextWidth.truncate(text, toColumns: max(12, width * 2 / 5), ellipsis: glyphs.ellipsis),
            role)
    }
}

/// The clock of a phase against its budget.
enum PhaseClock {
    /// `12 of 30 min` while the phase is under way, else its budget; empty without either.
    static func text(of phase: PhasePlan, in state: ConsoleState) -> StyledText {
        guard let budget = phase.budget else { return StyledText() }
        guard let span = state.incident.span(of: phase), let now = state.now else {
            return StyledText(DurationText.words(budget), .faint)
        }
        let spent = max(.zero, (span.ended ?? now) - span.began)
        let role: ThemeRole =
            spent > budget
            ? .clockOverdue : span.ended == nil && spent > budget * 4 / 5 ? .clockSoon : .faint
        let mark = spent > budget ? "\(GlyphSet(asciiOnly: state.setup.asciiOnly).warning) " : ""
        return StyledText(mark + of(spent, budget), role)
    }

    /// In the budget's own unit, minutes when there are any.
    static func of(_ spent: Duration, _ budget: Duration) -> String {
        guard budget >= .seconds(60) else {
            return "\(spent.wholeSeconds) of \(budget.wholeSeconds) s"
        }
        return "\(spent.wholeSeconds / 60) of \(budget.wholeSeconds / 60) min"
    }
}
