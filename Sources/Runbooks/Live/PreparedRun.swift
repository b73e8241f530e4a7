public import IncidentModel
public import Processes
public import SafeText

/// A run that may start: everything was checked, nothing was done yet.
public struct PreparedRun: Sendable {
    /// The run's name, also that of its output folder.
    public let run: RunID
    /// The step.
    public let step: StepID
    /// The step's title.
    public let title: DisplayText
    /// The exact commands, escaped, for the journal and for who confirms them.
    public let command: DisplayText
    /// One command of the run.
    struct Command: Sendable {
        var line: Int
        var danger: Danger
        var dangerReason: DisplayText
        var script: String
        var interpreter: StepInterpreter
        /// Its own folder, relative to the run's; nil for the one that carries over.
        var folder: String?
        var timeout: Duration?
        var expectedStatuses: Set<Int>
        /// Variables that later commands expand, and that bash therefore has to export.
        var exported: Set<String>
    }

    /// What the person who confirms it is shown.
    public var preview: RunPreview {
        RunPreview(
            run: run, step: step, title: title,
            commands: commands.map {
                RunPreview.Command(
                    line: $0.line, text: DisplayText.lines($0.script), danger: $0.danger,
                    dangerReason: $0.dangerReason)
            }, folder: DisplayText(carried.workingDirectory ?? workingDirectory))
    }

    /// Set when it wants the terminal: whoever has it runs the order.
    public var foreground: ForegroundOrder? { nil }

    let commands: [Command]
    let environment: [String: String]
    let workingDirectory: String
    let carried: CarriedState
    /// Set for the command of a gate.
    var verification: Verification? = nil
}

extension PreparedRun.Command {
    init(_ plan: CommandPlan, of runbook: Runbook) {
        let attributes = runbook.attributes(for: plan.id)
        line = plan.line
        danger = plan.danger
        dangerReason = plan.dangerReason
        script = runbook.script(for: plan.id) ?? ""
        interpreter = Self.interpreter(attributes, language: runbook.language(of: plan.id))
        folder = attributes.workingDirectory
        timeout = attributes.timeout
        expectedStatuses = attributes.expectedStatuses
        exported = runbook.variablesNeededLater(than: plan.id)
    }

    private static func interpreter(
        _ attributes: CommandAttributes, language: String
    ) -> StepInterpreter {
        if let named = attributes.interpreter {
            let words = named.split(separator: " ").map(String.init)
            guard let program = words.first, program != "bash" else {
                return .bash(strict: attributes.isStrict)
            }
            let takesExpression = ["node", "ruby", "perl"].contains(program)
            let arguments =
                words.count > 1 ? Array(words.dropFirst()) : [takesExpression ? "-e" : "-c"]
            return .program(executable: program, arguments: arguments)
        }
        if language == "zsh" { return .program(executable: "zsh", arguments: ["-f", "-c"]) }
        return .bash(strict: attributes.isStrict)
    }
}
