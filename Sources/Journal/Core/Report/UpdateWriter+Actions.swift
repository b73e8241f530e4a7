import IncidentModel
import SafeText

extension UpdateWriter {
    /// What is done: steps that ended and run, rollbacks, files, action items, what comes next.
    var actions: [String] {
        switch tone {
        case .technical: steps + rollbacks + files + items + notes + next
        case .plain: plainSteps + plainRollback + items + next
        }
    }

    private var running: [(step: StepID, since: Timestamp)] {
        state.steps.compactMap { step, standing in
            switch standing {
            case .running(_, let since): (step, since)
            case .pending, .ended, .ticked, .skipped: nil
            }
        }.sorted { $0.step < $1.step }
    }

    private func name(_ step: StepID) -> String {
        let planned = plans.first { $0.id == step.runbook }?.step(step)?.title
        guard let title = planned ?? news.titles[step], !title.isEmpty else {
            return "step \(step.label) of \(escaped(step.runbook.name))"
        }
        return "step \(step.label) \(escaped(title))"
    }

    private var steps: [String] {
        let ran = news.ended.map { run in
            run.end.isSuccess
                ? "Done: \(name(run.step)) in \(DurationText.rough(run.took))"
                : "Not done: \(name(run.step)), \(escaped(run.end.phrase))"
        }
        let ticked = news.ticked.map { "Done by hand: \(name($0))" }
        let skipped = news.skipped.map { "Left out: \(name($0.step)): \(escaped($0.reason))" }
        return bounded(ran + ticked + skipped, "steps")
            + bounded(running.map { "Running: \(name($0.step)), \(since($0.since))" }, "steps")
    }

    private var plainSteps: [String] {
        let done = news.ended.count { $0.end.isSuccess } + news.ticked.count
        let failed = news.ended.count { !$0.end.isSuccess }
        var parts: [String] = []
        if done > 0 { parts.append("\(done) done") }
        if failed > 0 { parts.append("\(failed) did not work") }
        if !running.isEmpty { parts.append("\(running.count) under way") }
        return parts.isEmpty ? [] : ["Steps of the repair: \(parts.joined(separator: ", "))"]
    }

    private var rollbacks: [String] {
        news.rollbacks.map { proposal in
            let place = "phase \(proposal.phase) of \(escaped(proposal.runbook.name))"
            let isBegun = isRollbackBegun(of: proposal.runbook, phase: proposal.phase)
            return "Rollback of \(place) \(isBegun ? "was proposed and begun" : "is proposed"): "
                + escaped(proposal.reason)
        }
    }

    /// True when a step that undoes something of the phase was touched; false where the plan is not known.
    func isRollbackBegun(of runbook: RunbookID, phase number: Int) -> Bool {
        guard let plan = plans.first(where: { $0.id == runbook }),
            let phase = plan.phases.first(where: { $0.number == number })
        else { return false }
        let undoing = plan.phases.first { $0.number == phase.undoneBy }?.steps.map(\.id) ?? []
        return (undoing + phase.steps.compactMap(\.undoneBy)).contains {
            state.step($0) != .pending
        }
    }

    private var plainRollback: [String] {
        news.rollbacks.isEmpty ? [] : ["A repair did not bring what was expected; undoing it is up"]
    }

    private var files: [String] {
        bounded(news.files.map { "Wrote \(MarkdownText.code($0))" }, "files")
    }

    private var notes: [String] {
        bounded(news.notes.map { "\(escaped($0.by)) notes: \(escaped($0.text))" }, "notes")
    }

    /// Action items that were ticked since, and those that are open and meant for now.
    private var items: [String] {
        let touched = Set(news.actionItems)
        let done = state.record.actionItems.filter { $0.isDone && touched.contains($0.number) }
        let open = state.record.actionItems.filter { !$0.isDone && $0.horizon == .immediate }
        return bounded(
            done.map { "Done: \(escaped($0.text))" }
                + open.map { item in
                    let owner = item.owner.isEmpty ? "" : " (\(escaped(item.owner)))"
                    return "Under way or ahead: \(escaped(item.text))\(owner)"
                }, "action items")
    }

    /// The first phase of each runbook that is begun and not through.
    private var next: [String] {
        guard state.record.resolution == nil else { return [] }
        return plans.compactMap { plan in
            let phase = plan.phases.first { phase in
                !phase.isRollback && phase.steps.contains { !isThrough($0.id) }
            }
            guard let phase else { return nil }
            let budget = phase.budget.map { " (\(DurationText.rough($0)))" } ?? ""
            let isBegun = phase.steps.contains { state.step($0.id) != .pending }
            let word = isBegun ? "Now in" : "Next"
            return "\(word): phase \(phase.number), \(escaped(phase.title))\(budget)"
        }
    }

    private func isThrough(_ step: StepID) -> Bool {
        switch state.step(step) {
        case .ended(let end, _, _, _): end.isSuccess
        case .ticked, .skipped: true
        case .pending, .running: false
        }
    }
}
