import IncidentModel
public import Runbooks
import SafeText

/// A runbook as indented plain text.
public struct RunbookOutline: Sendable {
    private let plan: RunbookPlan
    private let criteria: [ExitCriterionDefinition]

    /// Takes a loaded runbook.
    public init(_ runbook: Runbook) {
        plan = runbook.plan
        criteria = runbook.exitCriteria
    }

    /// Title, values to fill in, exit criteria, phases with their budgets, steps, commands with their
    /// danger, files, checks and gates, and last what is wrong with the file.
    public var text: String {
        var lines = ["\(plan.title)  (\(plan.path))"]
        lines += plan.variables.map(outline)
        lines += criteria.flatMap(outline)
        for phase in plan.phases {
            lines.append("\(phase.number) \(phase.title)\(words(of: phase))")
            for step in phase.steps { lines += outline(step) }
        }
        lines += plan.problems.map { problem in
            let advice = problem.advice.isEmpty ? "" : " (\(problem.advice))"
            return "\(problem.grade): line \(problem.line): \(problem.text)\(advice)"
        }
        return lines.joined(separator: "\n")
    }

    private func outline(_ variable: RunbookVariable) -> String {
        let words =
            (variable.prompt.isEmpty ? [] : [variable.prompt.string])
            + (variable.proposal.map { ["proposed \($0)"] } ?? [])
            + (variable.pattern.map { ["must match \(DisplayText($0))"] } ?? [])
            + (variable.isSecret ? ["secret"] : [])
        let more = words.isEmpty ? "" : "  " + words.joined(separator: ", ")
        return "value \(variable.written)  (line \(variable.line))\(more)"
    }

    private func outline(_ criterion: ExitCriterionDefinition) -> [String] {
        switch criterion.judge {
        case .condition: return ["over when \(criterion.text)"]
        case .person: return ["over when a person says “\(criterion.text)”"]
        case .command(let command):
            let script = DisplayText.lines(command.script).map { "        $ \($0)" }
            return ["over when \(criterion.text)  \(command.danger.word)"] + script
        }
    }

    private func words(of phase: PhasePlan) -> String {
        let budget = phase.budget.map { "  \($0.wholeSeconds / 60) min" } ?? ""
        let kind = phase.isRollback ? "  rollback" : ""
        let undone = phase.undoneBy.map { "  undone by phase \($0)" } ?? ""
        return budget + kind + undone
    }

    private func words(of step: StepPlan) -> String {
        let needs = step.needs.map(\.label).joined(separator: ", ")
        let undone = step.undoneBy.map { "  undone by \($0.label)" } ?? ""
        return (needs.isEmpty ? "" : "  needs \(needs)") + undone
            + (step.isParallel ? "  parallel" : "")
    }

    private func outline(_ step: StepPlan) -> [String] {
        var lines = ["  \(step.id.label) \(step.title)  (line \(step.line))\(words(of: step))"]
        for command in step.commands { lines += outline(command) }
        for file in step.files {
            lines.append("      writes \(file.path)  line \(file.line)")
            lines += file.text.map { "        | \($0)" }
            lines += missing(file.placeholders)
        }
        for check in step.checks {
            let box = check.isTickedInFile ? "[x]" : "[ ]"
            lines.append("      \(box) \(check.text)\(gate(check, of: step))")
        }
        return lines
    }

    private func outline(_ command: CommandPlan) -> [String] {
        let ways = [
            (command.isOnRequest, "on request"), (command.isVerification, "verifies"),
            (command.needsTerminal, "in a terminal"), (command.isBackground, "in the background"),
            (command.asksAlways, "asks always"),
        ].filter(\.0).map { "  " + $0.1 }.joined()
        let name = command.name.isEmpty ? "" : "  \(command.name)"
        var lines = ["      \(command.danger.word)  line \(command.line)\(name)\(ways)"]
        lines += command.text.map { "        $ \($0)" }
        lines += missing(command.placeholders)
        if let problem = command.problem { lines.append("        cannot run: \(problem)") }
        return lines
    }

    private func missing(_ placeholders: [DisplayText]) -> [String] {
        guard !placeholders.isEmpty else { return [] }
        return ["        fill in first: \(placeholders.map(\.string).joined(separator: ", "))"]
    }

    private func gate(_ check: CheckPlan, of step: StepPlan) -> String {
        if let condition = check.condition { return "  gate: \(condition)" }
        guard let command = step.commands.first(where: { $0.id == check.command }) else {
            return check.isOutcome ? "  expected" : ""
        }
        return "  gate: the command of line \(command.line)"
    }
}
