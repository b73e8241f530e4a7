extension RunbookPlan {
    /// The steps that undo what was done, in the order in which they are to run.
    ///
    /// First what undoes single steps, the step started last first; then the phases that undo started
    /// phases, the newest first; last those that undo several phases or the whole runbook. No step comes
    /// twice, and what would undo a step that was never touched is left out.
    public func rollback(after state: IncidentState) -> [StepID] {
        let done = doneSteps(in: state)
        guard !done.isEmpty else { return [] }
        let touched = Set(done)
        var order: [StepID] = []
        for id in done.reversed() {
            if let undo = step(id)?.undoneBy, undo != id { order.append(undo) }
        }
        // What undoes one step that was not touched must not run with the rest of its phase.
        let idle = Set(steps.filter { !touched.contains($0.id) }.compactMap(\.undoneBy))
            .subtracting(order)
        for number in rollbackPhases(done: done) {
            let phase = phases.first { $0.number == number && $0.isRollback }
            order += (phase?.steps ?? []).map(\.id).filter { !idle.contains($0) }
        }
        var seen: Set<StepID> = []
        return order.filter { step($0) != nil && seen.insert($0).inserted }
    }

    /// The forward steps that were started, ticked or had a file written, the oldest first.
    public func doneSteps(in state: IncidentState) -> [StepID] {
        let undoing = Set(steps.compactMap(\.undoneBy))
        let forward = phases.filter { !$0.isRollback }.flatMap(\.steps).map(\.id)
            .filter { !undoing.contains($0) }
        let known = Set(forward)
        var order = state.startedSteps.filter(known.contains)
        let started = Set(order)
        let written = Set(state.writtenFiles.map(\.step))
        for step in forward where !started.contains(step) {
            guard written.contains(step) || state.step(step).isTicked else { continue }
            // Done by hand, so its place in time is not known: before the steps that follow it in the file.
            order.insert(step, at: order.firstIndex { step < $0 } ?? order.endIndex)
        }
        return order
    }

    private func rollbackPhases(done: [StepID]) -> [Int] {
        let undoneBy = Dictionary(
            phases.filter { !$0.isRollback }.map { ($0.number, $0.undoneBy) },
            uniquingKeysWith: { first, _ in first })
        var users: [Int: Int] = [:]
        for case .some(let undo) in undoneBy.values { users[undo, default: 0] += 1 }
        let begun = done.reversed().compactMap { undoneBy[$0.phase] ?? nil }
        let own = begun.filter { users[$0] == 1 }
        let wide = phases.filter(\.isRollback).map(\.number).filter {
            users[$0] == nil || begun.contains($0)
        }
        return own + wide.filter { !own.contains($0) }
    }
}

extension StepState {
    /// True when a person ticked it.
    fileprivate var isTicked: Bool {
        switch self {
        case .ticked: true
        case .pending, .running, .ended, .skipped: false
        }
    }
}
