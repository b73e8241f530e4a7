import Conditions
import IncidentModel
import Runbooks
import SafeText

/// The exit criteria and their newest judgement.
///
/// Pure: snapshots, words of commands and persons' words go in, states come out.
struct CriteriaWatch {
    /// One criterion that is asked for.
    struct Asked: Hashable {
        var definition: ExitCriterionDefinition
        /// The runbook that asks for it; nil for `quell.yaml`.
        var runbook: RunbookID?

        var id: CriterionID { CriterionID(definition.text) }
    }

    /// What an incident's record and the room know beside the panes.
    struct Knowledge {
        /// Persons' words.
        var confirmations: [CriterionID: IncidentState.Tick] = [:]
        /// What the journal says of each criterion.
        var recorded: [CriterionID: GateState] = [:]
        /// The runbooks whose commands may run.
        var trusted: Set<RunbookID> = []
        /// True while an incident is recorded: only then is a turn worth an event.
        var hasIncident = false
        /// True when another console records the incident, and runs the commands.
        var isWatching = false
    }

    /// What a new judgement changed.
    struct Verdicts {
        /// Criteria that began to hold, or no longer do: worth an event.
        var turned: [(criterion: CriterionID, state: GateState)] = []
        /// True when anything shown is different from before.
        var hasMoved = false
        /// When something changes by the clock alone; nil when nothing does.
        var next: Timestamp?
    }

    /// The criteria, those of `quell.yaml` first, as they were shown last.
    private(set) var criteria: [ExitCriterion] = []
    /// The resolution that waits for the words of commands.
    var resolution: PendingResolution?
    /// The same as they were asked for, in the same order.
    private(set) var asked: [Asked] = []
    /// The newest word of each command.
    var words: [CriterionID: CommandWord] = [:]
    /// When each command was started last.
    var startedAt: [CriterionID: Timestamp] = [:]
    /// Commands that run now.
    var running: [CriterionID: CriterionCommand] = [:]
    /// Criteria that were met or unmet since this console began.
    private var judged: Set<CriterionID> = []
    /// When a person asked for a command that may do more than read.
    var requests: [CriterionID: Timestamp] = [:]

    /// What a command said.
    struct CommandWord {
        var state: GateState
        var at: Timestamp
    }

    /// Takes the criteria that are asked for now; the first one with a text wins.
    ///
    /// What is known of those that stay is kept.
    ///
    /// - Returns: False when they are the same as before.
    mutating func take(_ wanted: [Asked]) -> Bool {
        var seen: Set<CriterionID> = []
        let wanted = wanted.filter { seen.insert($0.id).inserted }
        guard wanted != asked else { return false }
        let kept = Set(wanted).intersection(asked)
        let states = Dictionary(
            criteria.map { ($0.id, $0.state) }, uniquingKeysWith: { first, _ in first })
        let keptIDs = Set(kept.map(\.id))
        words = words.filter { keptIDs.contains($0.key) }
        asked = wanted
        criteria = wanted.map { one in
            let state = kept.contains(one) ? states[one.id] : nil
            return ExitCriterion(
                id: one.id, judge: one.definition.shownJudge,
                origin: one.runbook?.name ?? "quell.yaml", state: state ?? .noData("not judged yet")
            )
        }
        return true
    }

    /// What is asked for under a text; nil for nothing.
    subscript(id: CriterionID) -> Asked? { asked.first { $0.id == id } }

    /// The criteria that do not hold, whatever the reason.
    var unmet: [ExitCriterion] { criteria.filter { !$0.isMet } }

    /// Judges every criterion.
    mutating func judge(_ snapshot: ModelSnapshot, _ knowledge: Knowledge) -> Verdicts {
        var verdicts = Verdicts()
        for (place, one) in asked.enumerated() {
            let before = criteria[place].state
            var state = state(of: one, snapshot, knowledge)
            if case .met = before, case .met = state { state = before }
            if let moment = changesByItself(one, state, snapshot.now) {
                verdicts.next = min(verdicts.next ?? moment, moment)
            }
            if knowledge.hasIncident, isTurned(one, state, knowledge.recorded[one.id]) {
                verdicts.turned.append((one.id, state))
            }
            if Self.looksDifferent(state, from: before) {
                criteria[place].state = state
                verdicts.hasMoved = true
            }
        }
        return verdicts
    }

    private func state(
        of one: Asked, _ snapshot: ModelSnapshot, _ knowledge: Knowledge
    ) -> GateState {
        switch one.definition.judge {
        case .condition(let condition):
            condition.judge(snapshot).gateState(at: snapshot.now)
        case .person:
            knowledge.confirmations[one.id].map { .met(at: $0.at) } ?? .unmet("nobody said so yet")
        case .command(let command): state(of: one, command, knowledge, snapshot.now)
        }
    }

    private func state(
        of one: Asked, _ command: CriterionCommand, _ knowledge: Knowledge, _ now: Timestamp
    ) -> GateState {
        if knowledge.isWatching {
            return knowledge.recorded[one.id] ?? .noData("its command runs in another console")
        }
        if let runbook = one.runbook, !knowledge.trusted.contains(runbook) {
            return .noData("\(runbook.name) is not trusted")
        }
        guard let word = words[one.id] else {
            return .noData(
                running[one.id] == nil ? "its command has not run yet" : "its command is running")
        }
        guard now - word.at <= command.trustedFor else {
            return .noData(
                "its command spoke more than \(DurationText.phrase(command.trustedFor)) ago")
        }
        return word.state
    }

    /// A person's own word is an event already, and until this console could judge for itself it says
    /// nothing against what an earlier one recorded.
    private mutating func isTurned(
        _ one: Asked, _ state: GateState, _ recorded: GateState?
    ) -> Bool {
        if case .person = one.definition.judge { return false }
        switch state {
        case .met, .unmet: judged.insert(one.id)
        case .noData, .holding: guard judged.contains(one.id) else { return false }
        }
        return GateWatch.isMet(state) != GateWatch.isMet(recorded)
    }

    /// When a state changes although nothing happens.
    private func changesByItself(
        _ one: Asked, _ state: GateState, _ now: Timestamp
    ) -> Timestamp? {
        if case .holding(_, let remaining) = state { return now + remaining }
        guard case .command(let command) = one.definition.judge, let word = words[one.id] else {
            return nil
        }
        let end = word.at + command.trustedFor + .milliseconds(1)
        return end > now ? end : nil
    }

    /// A countdown is told of once a second.
    private static func looksDifferent(_ state: GateState, from before: GateState) -> Bool {
        if case .holding(let since, let rest) = state, case .holding(let start, let shown) = before,
            since == start
        {
            return shown - rest >= .seconds(1) || rest > shown
        }
        return state != before
    }
}

extension ExitCriterionDefinition {
    fileprivate var shownJudge: ExitCriterion.Judge {
        switch judge {
        case .condition: .condition
        case .command(let command): .command(DisplayText(command.script))
        case .person: .person
        }
    }
}
