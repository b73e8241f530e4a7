public import IncidentModel
public import SafeText

/// What a condition says about one snapshot.
///
/// Whoever cannot know says so: no data never passes.
public enum Judgement: Hashable, Sendable {
    /// It holds, for as long as it must.
    case met
    /// It holds since a moment, and must go on holding for the time that remains.
    case holding(since: Timestamp, remaining: Duration)
    /// It does not hold; the text says what was seen.
    case unmet(DisplayText)
    /// It cannot be judged; the text says what is missing.
    case noData(DisplayText)

    /// The same as a gate's state, met at the moment given.
    public func gateState(at now: Timestamp) -> GateState {
        switch self {
        case .met: .met(at: now)
        case .holding(let since, let remaining): .holding(since: since, remaining: remaining)
        case .unmet(let seen): .unmet(seen)
        case .noData(let missing): .noData(missing)
        }
    }

    /// All of several: one that fails decides, then one that is not known, then the longest wait.
    static func all(_ judgements: [Judgement]) -> Judgement {
        judgements.reduce(.met) { $1.outranks($0) ? $1 : $0 }
    }

    private func outranks(_ other: Judgement) -> Bool {
        if case .holding(_, let mine) = self, case .holding(_, let theirs) = other {
            return mine > theirs
        }
        return rank > other.rank
    }

    private var rank: Int {
        switch self {
        case .met: 0
        case .holding: 1
        case .noData: 2
        case .unmet: 3
        }
    }

    /// Met when something has held since a moment for as long as it must.
    ///
    /// A moment in the future (the wall clock was set back) counts as now.
    static func held(since: Timestamp, for duration: Duration, now: Timestamp) -> Judgement {
        let held = max(.zero, now - since)
        return held >= duration ? .met : .holding(since: since, remaining: duration - held)
    }
}
