import IncidentModel
import SafeText

/// What the file as a whole lacks.
enum ContentRules {
    static func nothingToDo(_ linted: LintedRunbook) -> [RunbookProblem] {
        let isEmpty = linted.plan.steps.allSatisfy {
            $0.commands.isEmpty && $0.checks.isEmpty && $0.files.isEmpty
        }
        guard isEmpty else { return [] }
        return [
            RunbookProblem(
                .warning, line: 1, rule: "nothing-to-do",
                "there is nothing to run, to check or to write",
                advice: "give commands a fence with bash behind it, and checks a box: - [ ]")
        ]
    }

    /// A heading without a text gets the document's title, which tells nobody where they are.
    static func titles(_ linted: LintedRunbook) -> [RunbookProblem] {
        linted.plan.phases.dropFirst().filter { $0.title == linted.plan.title }.map { phase in
            RunbookProblem(
                .warning, line: phase.line, rule: "empty-title",
                "phase \(phase.number) has no title of its own",
                advice: "say in the heading what is done in it")
        }
    }
}
