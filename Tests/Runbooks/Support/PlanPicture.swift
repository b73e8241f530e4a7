import IncidentModel
import Runbooks
import SafeText

/// Draws a plan as text, one line for each thing, so that a whole document is one comparison.
enum PlanPicture {
    static func of(_ text: String, path: String = "test.md") throws -> String {
        try of(RunbookLoader.parse(text: text, path: path).plan)
    }

    static func of(_ plan: RunbookPlan) -> String {
        var lines = ["# \(plan.title)"]
        for phase in plan.phases {
            let budget = phase.budget.map { " \($0.wholeSeconds / 60) min" } ?? ""
            let undo = phase.isRollback ? " rollback" : ""
            lines.append("\(phase.number) \(phase.title) :\(phase.line)\(budget)\(undo)")
            for step in phase.steps { lines += self.lines(step) }
        }
        lines += plan.problems.map { "! line \($0.line): \($0.text)" }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ step: StepPlan) -> [String] {
        var lines = ["  \(step.id.label) \(step.title) :\(step.line)"]
        for command in step.commands {
            let language = command.language.isEmpty ? "?" : command.language.string
            let missing = command.placeholders.map { " \($0)" }.joined()
            let terminal = command.needsTerminal ? " tty" : ""
            let text = command.text.map(\.string).joined(separator: " ⏎ ")
            lines.append(
                "    \(language):\(command.line) \(command.danger)\(missing)\(terminal) | \(text)")
        }
        for check in step.checks {
            let box = check.isTickedInFile ? "[x]" : "[ ]"
            let gate = check.condition == nil ? "" : " gate"
            lines.append("    \(box):\(check.line)\(gate) \(check.text)")
        }
        return lines
    }
}
