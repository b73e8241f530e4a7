import IncidentModel

/// The clocks of the incident at the moment that is shown.
extension ConsoleState {
    /// All clocks; they follow from the journal.
    var clocks: IncidentClocks { IncidentClocks(incident, runbooks: runbooks ?? []) }

    /// How long the incident has been going on since its detection, up to its resolution; nil without one.
    var incidentAge: Duration? { now.flatMap { clocks.elapsed(at: $0) } }

    /// How long this console has been watching.
    var watchingFor: Duration? {
        guard let watchingSince, let now else { return nil }
        return max(.zero, now - watchingSince)
    }

    /// When the next update is due; negative when overdue, nil when none is expected.
    var updateDueIn: Duration? {
        guard let now else { return nil }
        return clocks.nextUpdate?.left(at: now)
    }

    /// How long a step has been running; nil when it is not.
    func runningFor(_ step: StepID) -> Duration? {
        guard case .running(_, let since) = incident.step(step), let now else { return nil }
        return max(.zero, now - since)
    }
}
