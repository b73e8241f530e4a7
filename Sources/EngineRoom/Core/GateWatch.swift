import Conditions
import IncidentModel
import SafeText

/// The gates of all loaded runbooks and their newest judgement.
///
/// Pure: snapshots go in, states come out.
struct GateWatch {
    private var conditions: [CheckID: Condition] = [:]
    private(set) var states: [CheckID: GateState] = [:]

    /// What a new judgement changed.
    struct Verdicts {
        /// Gates that became met, or that were met and no longer are: worth an event.
        var turned: [(check: CheckID, state: GateState)] = []
        /// True when anything shown is different from before.
        var hasMoved = false
        /// True while a gate counts down, so that it must be judged again soon.
        var isCounting = false
    }

    /// Adds the gates of a runbook.
    mutating func watch(_ more: [CheckID: Condition]) {
        conditions.merge(more) { _, new in new }
    }

    /// Judges every gate on a snapshot.
    mutating func judge(_ snapshot: ModelSnapshot) -> Verdicts {
        var verdicts = Verdicts()
        for (check, condition) in conditions {
            let before = states[check]
            let state = Self.state(condition.judge(snapshot), before: before, now: snapshot.now)
            if case .holding = state { verdicts.isCounting = true }
            guard state != before else { continue }
            states[check] = state
            verdicts.hasMoved = true
            if Self.isMet(state) != Self.isMet(before) {
                verdicts.turned.append((check, state))
            }
        }
        verdicts.turned.sort {
            ($0.check.step, $0.check.index) < ($1.check.step, $1.check.index)
        }
        return verdicts
    }

    /// A gate that stays met keeps the moment since which it is.
    private static func state(
        _ judgement: Judgement, before: GateState?, now: Timestamp
    ) -> GateState {
        if judgement == .met, let before, case .met = before { return before }
        return judgement.gateState(at: now)
    }

    private static func isMet(_ state: GateState?) -> Bool {
        if case .met = state { return true }
        return false
    }
}

extension EngineRoom {
    /// Judges all gates, says what moved, and comes back in a second while one counts down.
    func judgeGates(_ bench: Bench) {
        let verdicts = bench.gates.judge(snapshot(bench))
        let events = verdicts.turned.map { EventBody.gateChanged(check: $0.check, state: $0.state) }
        record(events, by: "quell", bench)
        if verdicts.hasMoved { publish(.gates(bench.gates.states)) }
        worker.setAlarm(after: verdicts.isCounting ? .seconds(1) : nil) { [self] in
            run { bench in self.judgeGates(bench) }
        }
    }
}
