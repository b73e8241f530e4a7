import CellGrid
import IncidentModel
import SafeText

extension IncidentPage {
    /// Every clock: the updates of each audience, the escalation, the budgets of begun phases.
    var clocks: [StyledText] {
        guard let facts = state.incident.facts else { return [] }
        if state.incident.record.resolution != nil {
            return hint("All clocks stopped when it was resolved.") + budgets
        }
        var rows: [StyledText] = []
        for cadence in facts.cadences { rows += clock(of: cadence, facts) }
        if facts.cadences.isEmpty { rows += hint("Nobody expects updates.") }
        rows += writer.fact("escalation", escalation(facts))
        return rows + budgets
    }

    private func clock(of cadence: UpdateCadence, _ facts: IncidentFacts) -> [StyledText] {
        let sent = state.incident.updates[cadence.audience]
        let start = max(sent ?? facts.openedAt, facts.openedAt)
        var text = StyledText("update ") + countdown(to: start + cadence.every)
        text.add("  every \(DurationText.words(cadence.every))", .faint)
        text.add(sent.map { ", last \(writer.moment($0))" } ?? ", none sent yet", .faint)
        return writer.fact(cadence.audience.string, text)
    }

    private func escalation(_ facts: IncidentFacts) -> StyledText {
        guard let after = facts.escalateAfter else { return StyledText("never", .faint) }
        var text = countdown(to: facts.countsFrom + after)
        if !facts.escalateTo.isEmpty { text.add("  to \(facts.escalateTo)", .strong) }
        text.add("  \(DurationText.words(after)) after it was detected", .faint)
        return text
    }

    /// `due in 12:48`, or `overdue 03:10`.
    private func countdown(to moment: Timestamp) -> StyledText {
        guard let now = state.now else { return StyledText() }
        let left = moment - now
        if left <= .zero {
            return StyledText("overdue \(DurationText.clock(.zero - left))", .clockOverdue)
        }
        let role: ThemeRole = left < .seconds(120) ? .clockSoon : .clock
        return StyledText("due in \(DurationText.clock(left))", role)
    }

    private var budgets: [StyledText] {
        (state.runbooks ?? []).flatMap { plan in
            plan.phases.flatMap { phase -> [StyledText] in
                guard let budget = phase.budget, let span = state.incident.span(of: phase),
                    let end = span.ended ?? state.now
                else { return [] }
                let used = end - span.began
                var text = StyledText(
                    "\(DurationText.rough(used)) of \(DurationText.words(budget))",
                    used > budget ? .clockOverdue : .clock)
                text.add(span.ended == nil ? "" : ", done", .faint)
                text.add("  \(plan.id.name): \(phase.title)", .faint)
                return writer.fact("phase \(phase.number)", text)
            }
        }
    }
}
