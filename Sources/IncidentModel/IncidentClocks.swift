/// The clocks of an incident: all of them follow from its journal, nothing is stored.
///
/// They stop at the resolution and go on after a reopening. Times are journal time.
public struct IncidentClocks: Hashable, Sendable {
    /// From when the incident counts: its detection; nil before it is opened.
    public private(set) var countsFrom: Timestamp?
    /// When it was resolved; nil while it is not.
    public private(set) var stoppedAt: Timestamp?
    /// What counts down: updates in the order of the incident's facts, the escalation, budgets of phases
    /// that are under way.
    public private(set) var countdowns: [Countdown] = []

    /// Reads the clocks.
    ///
    /// - Parameters:
    ///   - state: The incident; without one only budgets run.
    ///   - runbooks: The runbooks that are loaded, for the budgets of their phases.
    public init(_ state: IncidentState, runbooks: [RunbookPlan] = []) {
        if let facts = state.facts {
            countsFrom = facts.countsFrom
            stoppedAt = state.record.resolution?.at
        }
        guard stoppedAt == nil else { return }
        if let facts = state.facts {
            countdowns = Self.updates(facts, state)
            if let escalation = Self.escalation(facts, state.record) {
                countdowns.append(escalation)
            }
        }
        countdowns += runbooks.flatMap { Self.budgets($0, state) }
    }

    /// The time since the detection, up to the resolution; nil before the incident is opened.
    public func elapsed(at now: Timestamp) -> Duration? {
        countsFrom.map { max(.zero, (stoppedAt ?? now) - $0) }
    }

    /// One clock for each audience that expects updates, in the order of the facts.
    public var updates: [Countdown] { countdowns.filter(\.isUpdate) }

    /// The update that is due first; nil when none is expected.
    public var nextUpdate: Countdown? { updates.min { $0.dueAt < $1.dueAt } }

    /// Until the incident is escalated; nil when it is not to be.
    public var escalation: Countdown? { countdowns.first(where: \.isEscalation) }

    /// An audience waits from the opening, from its last update, from when it was promised updates, or from
    /// a reopening, whatever was last.
    private static func updates(_ facts: IncidentFacts, _ state: IncidentState) -> [Countdown] {
        let reopened = state.record.marked(.reopened)?.at ?? facts.openedAt
        return facts.cadences.map { cadence in
            let last = state.updates[cadence.audience] ?? facts.openedAt
            let asked = state.record.cadencesSince[cadence.audience] ?? facts.openedAt
            return Countdown(
                clock: .update(audience: cadence.audience), length: cadence.every,
                dueAt: max(facts.openedAt, last, asked, reopened) + cadence.every)
        }
    }

    /// It counts from the detection; the time during which the incident was resolved does not count.
    private static func escalation(
        _ facts: IncidentFacts, _ record: IncidentRecord
    ) -> Countdown? {
        facts.escalateAfter.map { after in
            Countdown(
                clock: .escalation(to: facts.escalateTo), length: after,
                dueAt: facts.countsFrom + after + record.resolvedFor)
        }
    }

    private static func budgets(_ plan: RunbookPlan, _ state: IncidentState) -> [Countdown] {
        plan.phases.compactMap { phase in
            guard let budget = phase.budget, let span = state.span(of: phase), span.ended == nil
            else { return nil }
            return Countdown(
                clock: .budget(plan.id, phase: phase.number), length: budget,
                dueAt: span.began + budget)
        }
    }
}

extension IncidentRecord {
    /// How long the incident counted as resolved before it was reopened, in all.
    var resolvedFor: Duration {
        var sum = Duration.zero
        var since: Timestamp?
        for marked in moments {
            switch marked.moment {
            case .detected: continue
            case .resolved: since = marked.at
            case .acknowledged, .mitigated, .reopened:
                if let start = since { sum += max(.zero, marked.at - start) }
                since = nil
            }
        }
        return sum
    }
}
