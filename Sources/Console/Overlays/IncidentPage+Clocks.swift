import CellGrid
import IncidentModel
import SafeText

extension IncidentPage {
    /// Every clock: the updates of each audience, the escalation, the budgets of begun phases.
    var clocks: [StyledText] {
        guard let facts = state.incident.facts else { return [] }
        let clocks = state.clocks
        if clocks.stoppedAt != nil {
            return hint("All clocks stopped when it was resolved.") + budgets
        }
        var rows = clocks.updates.flatMap { row(of: $0) }
        if facts.cadences.isEmpty {
            rows += hint("Nobody expects updates: \(way(.setCadence)) says who does.")
        }
        if let escalation = clocks.escalation {
            rows += row(of: escalation)
        } else {
            rows += fact(
                "escalation", StyledText("never: \(way(.setEscalation)) sets it", .faint))
        }
        return rows + budgets
    }

    private func row(of clock: Countdown) -> [StyledText] {
        let length = DurationText.words(clock.length)
        switch clock.clock {
        case .update(let audience):
            var text = StyledText("update ") + remaining(clock)
            if !isNarrow {
                let sent = state.incident.updates[audience]
                let last = sent.map { "last \(writer.moment($0))" } ?? "none sent yet"
                text.add("  every \(length), \(last)", .faint)
            }
            return fact(audience.string, text)
        case .escalation(let contact):
            var text = remaining(clock)
            if !contact.isEmpty { text.add("  to \(contact)", .strong) }
            if !isNarrow { text.add("  \(length) after it was detected", .faint) }
            return fact("escalation", text)
        case .budget: return []
        }
    }

    /// `due in 12:48`, or `overdue 03:10`.
    private func remaining(_ clock: Countdown) -> StyledText {
        guard let now = state.now else { return StyledText() }
        let left = clock.left(at: now)
        if left <= .zero {
            return StyledText("overdue \(DurationText.clock(.zero - left))", .clockOverdue)
        }
        let role: ThemeRole = left < .seconds(120) ? .clockSoon : .clock
        return StyledText("due in \(DurationText.clock(left))", role)
    }

    /// The phases that were begun, also those that are done.
    private var budgets: [StyledText] {
        (state.runbooks ?? []).flatMap { plan in
            plan.phases.flatMap { phase -> [StyledText] in
                guard let budget = phase.budget, let span = state.incident.span(of: phase),
                    let end = span.ended ?? state.now
                else { return [] }
                let used = max(.zero, end - span.began)
                var text = StyledText(
                    PhaseClock.of(used, budget), used > budget ? .clockOverdue : .clock)
                text.add(span.ended == nil ? "" : ", done", .faint)
                text.add("  \(plan.id.name): \(phase.title)", .faint)
                return fact("phase \(phase.number)", text)
            }
        }
    }
}
