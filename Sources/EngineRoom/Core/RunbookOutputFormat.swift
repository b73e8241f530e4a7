import IncidentModel
import Runbooks
import SafeText

/// What `quell runbook show --json` prints; its names are promised to programs.
struct RunbookOutputFormat: Encodable {
    struct Phase: Encodable {
        var title: String
        var budgetMinutes: Int64?
        var isRollback: Bool
        var line: Int
        var steps: [Step]

        enum CodingKeys: String, CodingKey {
            case title, line, steps
            case budgetMinutes = "budget_minutes"
            case isRollback = "rollback"
        }

        /// A phase without a budget says `null`: every phase has every key.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(title, forKey: .title)
            try container.encode(budgetMinutes, forKey: .budgetMinutes)
            try container.encode(isRollback, forKey: .isRollback)
            try container.encode(line, forKey: .line)
            try container.encode(steps, forKey: .steps)
        }
    }

    struct Step: Encodable {
        var id: String
        var title: String
        var line: Int
        var commands: [Command]
        var checks: [Check]
        var files: [File]
    }

    struct Command: Encodable {
        var line: Int
        var language: String
        var text: String
        var danger: String
        var placeholders: [String]
        var tty: Bool
    }

    struct Check: Encodable {
        var text: String
        var line: Int
        var checked: Bool
        var gate: Bool
    }

    struct File: Encodable {
        var path: String
        var line: Int
        var language: String
        var text: String
    }

    var title: String
    var phases: [Phase]

    init(_ runbook: Runbook) {
        title = runbook.plan.title.string
        phases = runbook.plan.phases.map { phase in
            Phase(
                title: phase.title.string, budgetMinutes: phase.budget.map { $0.wholeSeconds / 60 },
                isRollback: phase.isRollback, line: phase.line,
                steps: phase.steps.map { Step($0, of: runbook) })
        }
    }
}

extension RunbookOutputFormat.Step {
    init(_ step: StepPlan, of runbook: Runbook) {
        id = step.id.label
        title = step.title.string
        line = step.line
        commands = step.commands.map { command in
            .init(
                line: command.line, language: command.language.string,
                text: runbook.script(for: command.id) ?? "", danger: command.danger.word,
                placeholders: command.placeholders.map(\.string), tty: command.needsTerminal)
        }
        checks = step.checks.map { check in
            // Outcomes that the file states are gates as well, for a person to pass.
            .init(
                text: check.text.string, line: check.line, checked: check.isTickedInFile,
                gate: check.isGate || check.isOutcome)
        }
        files = step.files.map { file in
            .init(
                path: file.path.string, line: file.line, language: file.language.string,
                text: runbook.files[file.id] ?? "")
        }
    }
}

extension Danger {
    /// The word for it, on screens and in JSON.
    var word: String {
        switch self {
        case .reads: "reads"
        case .unknown: "unknown"
        case .changes: "changes"
        case .destroys: "destroys"
        }
    }
}
