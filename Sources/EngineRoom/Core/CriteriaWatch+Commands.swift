import IncidentModel
import Runbooks
import SafeText

extension CriteriaWatch {
    /// Whether a command may run.
    enum Permission: Equatable {
        /// Without being asked for.
        case unasked
        /// Only when a person agrees to this very command.
        case agreed
        /// Not at all; one sentence says why.
        case never(DisplayText)
    }

    /// Whether the command of a criterion may run; nil for a criterion without one.
    ///
    /// Whoever wrote `quell.yaml` is trusted as for `exec` probes. A runbook has to be trusted by a
    /// person, and what is not known to read only is asked about once more.
    func permission(for id: CriterionID, trusted: Set<RunbookID>) -> Permission? {
        guard let one = self[id], case .command(let command) = one.definition.judge else {
            return nil
        }
        guard let runbook = one.runbook else { return .unasked }
        guard trusted.contains(runbook) else {
            return .never("\(runbook.name) is not trusted: its commands do not run")
        }
        switch command.danger {
        case .reads: return .unasked
        case .unknown, .changes: return .agreed
        case .destroys:
            return .never("what judges “\(id.text)” destroys something: run it elsewhere")
        }
    }

    /// Commands that may run unasked and do not run now.
    func idleCommands(trusted: Set<RunbookID>) -> [(id: CriterionID, command: CriterionCommand)] {
        asked.compactMap { one in
            guard case .command(let command) = one.definition.judge, running[one.id] == nil,
                permission(for: one.id, trusted: trusted) == .unasked
            else { return nil }
            return (one.id, command)
        }
    }

    /// The idle commands whose pause is over.
    func dueCommands(
        at now: Timestamp, trusted: Set<RunbookID>
    ) -> [(id: CriterionID, command: CriterionCommand)] {
        idleCommands(trusted: trusted).filter { one in
            guard let every = one.command.every else { return false }
            return startedAt[one.id].map { now - $0 >= every } ?? true
        }
    }

    /// When the next command is due; nil when none runs by itself.
    func nextCommand(trusted: Set<RunbookID>) -> Timestamp? {
        idleCommands(trusted: trusted).compactMap { one in
            one.command.every.flatMap { every in startedAt[one.id].map { $0 + every } }
        }.min()
    }

    /// A command was started.
    mutating func started(_ id: CriterionID, _ command: CriterionCommand, at now: Timestamp) {
        running[id] = command
        startedAt[id] = now
        requests[id] = nil
    }

    /// Takes the word of a command; one about a criterion that is no longer the same is dropped.
    mutating func spoke(_ id: CriterionID, _ state: GateState, at now: Timestamp) {
        let command = running.removeValue(forKey: id)
        resolution?.waiting.remove(id)
        guard case .command(let present)? = self[id]?.definition.judge, present == command else {
            return
        }
        words[id] = CommandWord(state: state, at: now)
    }

    /// How long a person has to ask a second time.
    static let agreementTime = Duration.seconds(60)

    /// True when a person asked for the same not long ago, and so agrees; else that is remembered.
    mutating func isAgreed(_ id: CriterionID, at now: Timestamp) -> Bool {
        if let first = requests[id], now - first <= Self.agreementTime { return true }
        requests[id] = now
        return false
    }
}
