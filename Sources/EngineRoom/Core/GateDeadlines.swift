import IncidentModel

/// Gates that ought to hold soon, because their step was done: until when each is waited for.
struct GateDeadlines {
    private var deadlines: [CheckID: Timestamp] = [:]

    /// The next moment at which something is over; nil without any gate.
    var next: Timestamp? { deadlines.values.min() }

    /// Until when a gate is waited for; nil when it is not.
    subscript(check: CheckID) -> Timestamp? { deadlines[check] }

    /// Waits for a gate, from now on if it was waited for already.
    mutating func wait(for check: CheckID, until deadline: Timestamp) {
        deadlines[check] = deadline
    }

    /// No longer waits for a gate.
    mutating func forget(_ check: CheckID) { deadlines[check] = nil }

    /// No longer waits for a runbook's gates.
    mutating func forget(_ runbook: RunbookID) {
        deadlines = deadlines.filter { $0.key.step.runbook != runbook }
    }

    /// No longer waits for the gates of a step.
    mutating func forget(_ step: StepID) {
        deadlines = deadlines.filter { $0.key.step != step }
    }

    /// The gates whose time is over; they are no longer waited for.
    ///
    /// Those that hold by now are dropped without a word.
    mutating func takeExpired(at now: Timestamp, states: [CheckID: GateState]) -> [CheckID] {
        deadlines = deadlines.filter { check, _ in
            if case .met? = states[check] { false } else { true }
        }
        let expired = deadlines.filter { $0.value <= now }.map(\.key)
        for check in expired { deadlines[check] = nil }
        return expired.sorted { ($0.step, $0.index) < ($1.step, $1.index) }
    }
}
