public import IncidentModel
import SafeText

/// A runbook as indented plain text.
public struct RunbookOutline: Sendable {
    private let plan: RunbookPlan

    /// Takes a loaded runbook.
    public init(_ plan: RunbookPlan) {
        self.plan = plan
    }

    /// Title, phases with their budgets, steps, commands with their danger, checks and gates.
    public var text: String {
        var lines = ["\(plan.title)  (\(plan.path))"]
        for phase in plan.phases {
            let budget = phase.budget.map { "  \($0.wholeSeconds / 60) min" } ?? ""
            let kind = phase.isRollback ? "  rollback" : ""
            lines.append("\(phase.number) \(phase.title)\(budget)\(kind)")
            for step in phase.steps { lines += outline(step) }
        }
        lines += plan.problems.map { "\($0.grade): line \($0.line): \($0.text)" }
        return lines.joined(separator: "\n")
    }

    private func outline(_ step: StepPlan) -> [String] {
        var lines = ["  \(step.id.label) \(step.title)  (line \(step.line))"]
        for command in step.commands {
            lines.append("      \(command.danger)  line \(command.line)")
            lines += command.text.map { "        $ \($0)" }
            if !command.placeholders.isEmpty {
                let names = command.placeholders.map(\.string).joined(separator: ", ")
                lines.append("        fill in first: \(names)")
            }
        }
        for check in step.checks {
            let box = check.isTickedInFile ? "[x]" : "[ ]"
            let gate = check.condition.map { "  gate: \($0)" } ?? ""
            lines.append("      \(box) \(check.text)\(gate)")
        }
        return lines
    }
}
