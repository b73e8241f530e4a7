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
            let undone = phase.undoneBy.map { " undone by \($0)" } ?? ""
            lines.append("\(phase.number) \(phase.title) :\(phase.line)\(budget)\(undo)\(undone)")
            for step in phase.steps { lines += self.lines(step) }
        }
        lines += plan.problems.map { "! line \($0.line): \($0.text)" }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ step: StepPlan) -> [String] {
        let needs = step.needs.map { " needs \($0.label)" }.joined()
        let undone = step.undoneBy.map { " undone by \($0.label)" } ?? ""
        let parallel = step.isParallel ? " parallel" : ""
        var lines = ["  \(step.id.label) \(step.title) :\(step.line)\(needs)\(undone)\(parallel)"]
        for command in step.commands {
            let language = command.language.isEmpty ? "?" : command.language.string
            let missing = command.placeholders.map { " \($0)" }.joined()
            let terminal = command.needsTerminal ? " tty" : ""
            let text = command.text.map(\.string).joined(separator: " ⏎ ")
            lines.append(
                "    \(language):\(command.line) \(command.danger)\(missing)\(terminal)\(flags(command)) | \(text)"
            )
        }
        for check in step.checks {
            let box = check.isTickedInFile ? "[x]" : "[ ]"
            let gate = check.condition == nil ? "" : " gate"
            let command = check.command.map { " by \($0.index)" } ?? ""
            lines.append("    \(box):\(check.line)\(gate)\(command) \(check.text)")
        }
        for file in step.files {
            let language = file.language.isEmpty ? "?" : file.language.string
            let missing = file.placeholders.map { " \($0)" }.joined()
            let text = file.text.map(\.string).joined(separator: " ⏎ ")
            lines.append("    file:\(file.line) \(language) \(file.path)\(missing) | \(text)")
        }
        return lines
    }

    private static func flags(_ command: CommandPlan) -> String {
        let flags = [
            (command.isOnRequest && !command.language.isEmpty, "on request"),
            (command.isVerification, "verifies"), (command.asksAlways, "asks"),
            (command.isBackground, "background"), (command.problem != nil, "refused"),
        ]
        return flags.filter(\.0).map { " \($0.1)" }.joined()
    }
}
