import IncidentModel

/// A runbook whose commands were read once for all rules.
struct LintedRunbook {
    let runbook: Runbook
    /// Every command in file order.
    let commands: [LintedCommand]

    var plan: RunbookPlan { runbook.plan }

    init(_ runbook: Runbook) {
        self.runbook = runbook
        commands = runbook.plan.steps.flatMap(\.commands).map { plan in
            LintedCommand(
                plan, script: runbook.script(for: plan.id) ?? "",
                attributes: runbook.attributes(for: plan.id))
        }
    }

    /// The exact text of every file that is offered for writing.
    var files: [(plan: FilePlan, text: String)] {
        plan.steps.flatMap(\.files).map { ($0, runbook.files[$0.id] ?? "") }
    }

    /// What the front matter declares: those of the variables that stand above all blocks.
    var declared: [RunbookVariable] {
        let blocks = commands.map(\.plan.line) + files.map(\.plan.line)
        let first = blocks.min() ?? .max
        return plan.variables.filter { $0.line < first }
    }
}
