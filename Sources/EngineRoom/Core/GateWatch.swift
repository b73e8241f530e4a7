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

    /// Forgets the gates of a runbook, and gives back those that were judged.
    mutating func unwatch(_ runbook: RunbookID) -> [CheckID] {
        let known = states.keys.filter { $0.step.runbook == runbook }
        conditions = conditions.filter { $0.key.step.runbook != runbook }
        for check in known { states[check] = nil }
        return known
    }

    /// Adds the gates of a runbook that commands verify: nothing is known of them yet.
    mutating func watch(commandsOf plan: RunbookPlan) {
        for check in plan.steps.flatMap(\.checks) where check.command != nil {
            states[check.id] = Self.notJudged
        }
    }

    /// What is known of a gate whose command has not spoken.
    static let notJudged = GateState.noData("its command has not run yet")

    /// Takes the word of a command that verifies a check.
    mutating func take(_ state: GateState, of check: CheckID) -> Verdicts {
        var verdicts = Verdicts()
        note(state, of: check, in: &verdicts)
        return verdicts
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
            note(state, of: check, in: &verdicts)
        }
        verdicts.turned.sort {
            ($0.check.step, $0.check.index) < ($1.check.step, $1.check.index)
        }
        return verdicts
    }

    private mutating func note(
        _ state: GateState, of check: CheckID, in verdicts: inout Verdicts
    ) {
        let before = states[check]
        guard state != before else { return }
        states[check] = state
        verdicts.hasMoved = true
        if Self.isMet(state) != Self.isMet(before) { verdicts.turned.append((check, state)) }
    }

    /// A gate that stays met keeps the moment since which it is.
    private static func state(
        _ judgement: Judgement, before: GateState?, now: Timestamp
    ) -> GateState {
        if judgement == .met, let before, case .met = before { return before }
        return judgement.gateState(at: now)
    }

    static func isMet(_ state: GateState?) -> Bool {
        if case .met = state { return true }
        return false
    }
}
