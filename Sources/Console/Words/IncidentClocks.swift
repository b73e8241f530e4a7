import IncidentModel

/// The clocks of an incident, as far as the wall clock is known.
extension ConsoleState {
    /// How long the incident has been open; nil without one.
    var incidentAge: Duration? {
        guard let opened = incident.facts?.openedAt, let now else { return nil }
        return max(.zero, now - opened)
    }

    /// How long this console has been watching.
    var watchingFor: Duration? {
        guard let watchingSince, let now else { return nil }
        return max(.zero, now - watchingSince)
    }

    /// When the next update is due; negative when overdue, nil when none is expected.
    var updateDueIn: Duration? {
        guard let facts = incident.facts, let now,
            let every = facts.cadences.map(\.every).min()
        else { return nil }
        let last = max(incident.updates.values.max() ?? facts.openedAt, facts.openedAt)
        return last + every - now
    }

    /// When the incident is to be escalated; negative when that is past, nil for never.
    var escalateIn: Duration? {
        guard let facts = incident.facts, let now,
            let after = facts.escalateAfter
        else { return nil }
        return facts.openedAt + after - now
    }

    /// How long a step has been running; nil when it is not.
    func runningFor(_ step: StepID) -> Duration? {
        guard case .running(_, let since) = incident.step(step), let now else { return nil }
        return max(.zero, now - since)
    }

    /// When a phase was begun, and when its last step ended if all have; nil before it began.
    func span(of phase: PhasePlan) -> (began: Timestamp, ended: Timestamp?)? {
        var began: Timestamp?
        var ended: Timestamp?
        var isOpen = false
        for step in phase.steps {
            let (start, end) = span(of: incident.step(step.id))
            // A step that is run again began when it was run first.
            if let first = incident.firstStarts[step.id] ?? start {
                began = min(began ?? first, first)
            }
            if let end { ended = max(ended ?? end, end) } else { isOpen = true }
        }
        return began.map { ($0, isOpen ? nil : ended) }
    }

    private func span(of state: StepState) -> (start: Timestamp?, end: Timestamp?) {
        switch state {
        case .pending: (nil, nil)
        case .running(_, let since): (since, nil)
        case .ended(let end, _, let at, let took):
            (at - took, end.isSuccess ? at : nil)
        case .ticked(_, let at): (at, at)
        case .skipped(_, _, let at): (at, at)
        }
    }
}

extension Timestamp {
    /// The moment `duration` earlier; clamps at the ends of the range.
    static func - (moment: Timestamp, duration: Duration) -> Timestamp {
        moment + (.zero - duration)
    }
}
