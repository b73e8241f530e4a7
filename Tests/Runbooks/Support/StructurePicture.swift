import IncidentModel
import SafeText

@testable import Runbooks

/// Draws what a document is made of without any of its text: numbers, lines, dangers and hashes.
enum StructurePicture {
    static func of(_ runbook: Runbook) -> String {
        var lines = ["title \(hash(runbook.plan.title.string))"]
        for phase in runbook.plan.phases {
            let budget = phase.budget.map { " \($0.wholeSeconds / 60) min" } ?? ""
            let undo = phase.isRollback ? " rollback" : ""
            let undone = phase.undoneBy.map { " undone by \($0)" } ?? ""
            lines.append("\(phase.number) :\(phase.line)\(budget)\(undo)\(undone)")
            for step in phase.steps { lines += self.lines(step, of: runbook) }
        }
        return lines.joined(separator: "\n")
    }

    private static func lines(_ step: StepPlan, of runbook: Runbook) -> [String] {
        var lines = ["  \(step.id.label) :\(step.line) \(step.key.prefix(8))"]
        for command in step.commands {
            let values = command.placeholders.isEmpty ? "" : " needs \(command.placeholders.count)"
            let terminal = command.needsTerminal ? " tty" : ""
            let script = runbook.script(for: command.id) ?? ""
            lines.append(
                "    \(command.language):\(command.line) \(command.danger)\(values)\(terminal) \(hash(script))"
            )
        }
        for check in step.checks {
            let kind = check.isGate ? "gate" : check.isOutcome ? "outcome" : "check"
            let box = check.isTickedInFile ? " ticked" : ""
            lines.append("    \(kind):\(check.line)\(box) \(hash(check.text.string))")
        }
        for file in step.files {
            let values = file.placeholders.isEmpty ? "" : " needs \(file.placeholders.count)"
            let text = runbook.files[file.id] ?? ""
            lines.append(
                "    file:\(file.line) \(file.language)\(values) \(hash(file.path.string)) \(hash(text))"
            )
        }
        return lines
    }

    private static func hash(_ text: String) -> String {
        String(RunbookParser.contentHash(of: Array(text.utf8)).prefix(8))
    }
}
