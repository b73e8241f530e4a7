/// When a phase was under way.
public struct PhaseSpan: Hashable, Sendable {
    /// When its first step was begun.
    public var began: Timestamp
    /// When its last step ended; nil while one is open.
    public var ended: Timestamp?
}

extension IncidentState {
    /// When a phase was begun, and when its last step ended if all have; nil before it began.
    public func span(of phase: PhasePlan) -> PhaseSpan? {
        var began: Timestamp?
        var ended: Timestamp?
        var isOpen = false
        for plan in phase.steps {
            let (start, end) = step(plan.id).span
            // A step that is run again began when it was run first.
            if let first = firstStarts[plan.id] ?? start { began = min(began ?? first, first) }
            if let end { ended = max(ended ?? end, end) } else { isOpen = true }
        }
        return began.map { PhaseSpan(began: $0, ended: isOpen ? nil : ended) }
    }
}

extension StepState {
    /// When it began and ended well, as far as either is so.
    fileprivate var span: (start: Timestamp?, end: Timestamp?) {
        switch self {
        case .pending: (nil, nil)
        case .running(_, let since): (since, nil)
        case .ended(let end, _, let at, let took): (at - took, end.isSuccess ? at : nil)
        case .ticked(_, let at): (at, at)
        case .skipped(_, _, let at): (at, at)
        }
    }
}
