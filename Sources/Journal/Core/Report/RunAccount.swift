import IncidentModel
import SafeText

/// One run of a step, and which of its runs it was.
struct RunAccount: Hashable, Sendable {
    var run: StepRun
    /// Its place among the runs of the step, from 1.
    var number: Int
    /// Runs of the step in all.
    var of: Int

    static func all(in events: [JournalEvent]) -> [RunAccount] {
        let runs = StepRun.all(in: events)
        var totals: [StepID: Int] = [:]
        for run in runs { totals[run.step, default: 0] += 1 }
        var counted: [StepID: Int] = [:]
        return runs.map { run in
            counted[run.step, default: 0] += 1
            return RunAccount(
                run: run, number: counted[run.step] ?? 1, of: totals[run.step] ?? 1)
        }
    }
}

/// A rollback that was proposed, and what became of it.
struct RollbackAccount: Hashable, Sendable {
    var runbook: RunbookID
    var phase: Int
    var reason: DisplayText
    var at: Timestamp
    /// What ran of the runbook afterwards, outside the phase that is to be undone, by their start; the
    /// journal does not say which of its steps undo.
    var runs: [StepRun]

    static func all(in events: [JournalEvent]) -> [RollbackAccount] {
        let runs = StepRun.all(in: events)
        return events.compactMap { event in
            guard case .rollbackProposed(let runbook, let phase, let reason) = event.body else {
                return nil
            }
            return RollbackAccount(
                runbook: runbook, phase: phase, reason: reason, at: event.at,
                runs: runs.filter { run in
                    run.step.runbook == runbook && run.step.phase != phase
                        && run.startedAt >= event.at
                })
        }
    }
}

/// A file that a step wrote.
struct WrittenFile: Hashable, Sendable {
    var path: DisplayText
    var step: StepID
    var hash: String
    var at: Timestamp
    var by: DisplayText

    static func all(in events: [JournalEvent]) -> [WrittenFile] {
        events.compactMap { event in
            guard case .fileWritten(let file, let path, let hash) = event.body else { return nil }
            return WrittenFile(
                path: path, step: file.step, hash: hash, at: event.at, by: event.actor)
        }
    }
}
