import IncidentModel
public import Runbooks
import SafeText

/// A walk through a runbook in which nothing runs, as plain text.
public struct RunbookRehearsal: Sendable {
    private let runbook: Runbook

    /// Takes a loaded runbook.
    public init(_ runbook: Runbook) {
        self.runbook = runbook
    }

    /// Every phase and step in order: what would run, what it would show, and what is checked after it.
    public var text: String {
        var lines = ["\(runbook.plan.title)  (\(runbook.plan.path))", "A rehearsal: nothing runs."]
        for phase in runbook.plan.phases { lines += walk(phase) }
        return lines.joined(separator: "\n")
    }

    private func walk(_ phase: PhasePlan) -> [String] {
        let budget = phase.budget.map { ", \($0.wholeSeconds / 60) min" } ?? ""
        let kind = phase.isRollback ? ", a rollback: only when something has to be undone" : ""
        return ["", "Phase \(phase.number) \(phase.title)\(budget)\(kind)"]
            + phase.steps.flatMap(walk)
    }

    private func walk(_ step: StepPlan) -> [String] {
        var lines = ["", "  \(step.id.label) \(step.title)"]
        if !step.needs.isEmpty {
            lines.append("    after \(step.needs.map(\.label).joined(separator: ", "))")
        }
        lines += step.files.flatMap(walk)
        let own = step.runnableCommands
        for command in step.commands where !command.isVerification {
            lines += walk(command, isAsked: !own.contains(command))
        }
        lines += step.checks.flatMap { walk($0, of: step) }
        return lines
    }

    private func walk(_ file: FilePlan) -> [String] {
        var lines = ["    would offer to write \(file.path)  (line \(file.line))"]
        lines += file.text.map { "      | \($0)" }
        return lines + missing(file.placeholders)
    }

    private func walk(_ command: CommandPlan, isAsked: Bool) -> [String] {
        let ways =
            (isAsked ? ["only on request"] : [])
            + (command.needsTerminal ? ["in this terminal"] : [])
            + (command.isBackground ? ["in the background"] : [])
        let how = ([command.danger.word] + ways).joined(separator: ", ")
        let verb = command.problem == nil ? "would run" : "cannot run"
        var lines = ["    \(verb), \(how)  (line \(command.line))"]
        lines += command.text.map { "      $ \($0)" }
        if let problem = command.problem { return lines + ["      \(problem)"] }
        return lines + missing(command.placeholders) + simulated(command.id)
    }

    private func missing(_ placeholders: [DisplayText]) -> [String] {
        guard !placeholders.isEmpty else { return [] }
        let words = placeholders.map { written in
            let proposal = runbook.plan.variables.first { $0.written == written }?.proposal
            return proposal.map { "\(written), proposed \($0)" } ?? written.string
        }
        return ["      to fill in first: \(words.joined(separator: "; "))"]
    }

    private func simulated(_ command: CommandID) -> [String] {
        guard let output = runbook.simulation(of: command) else {
            return ["      the runbook has no output for a rehearsal"]
        }
        return DisplayText.lines(output).map { "      > \($0)" }
    }

    private func walk(_ check: CheckPlan, of step: StepPlan) -> [String] {
        let box = check.isTickedInFile ? "[x]" : "[ ]"
        let lines = ["    \(box) \(check.text)"]
        if let condition = check.condition {
            return lines + ["      would wait until \(condition)"]
        }
        guard let gate = step.commands.first(where: { $0.id == check.command }) else {
            return lines
        }
        return lines + walk(gate, isAsked: false)
    }
}
