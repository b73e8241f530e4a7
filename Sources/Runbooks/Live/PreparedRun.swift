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
    public var command: DisplayText {
        DisplayText(commands.map(\.script).joined(separator: "\n"))
    }

    /// One command of the run.
    struct Command: Sendable {
        var line: Int
        /// What it may do, its values known.
        var danger: Danger
        var dangerReason: DisplayText
        /// The exact text that runs, values as references.
        var script: String
        var interpreter: StepInterpreter
        /// Its own folder, relative to the run's; nil for the one that carries over.
        var folder: String?
        var timeout: Duration?
        /// How it has to end, and what becomes of it.
        var rule: RunRecord.Command
        /// Variables that later commands expand, and that bash therefore has to export.
        var exported: Set<String>
        var needsTerminal: Bool
        var asksAlways: Bool
    }

    let commands: [Command]
    /// The given variables with the filled-in values; secrets are among them.
    let environment: [String: String]
    let workingDirectory: String
    let carried: CarriedState
    /// The run that left what is carried; nil when none did.
    let basis: RunID?
    /// Values that nothing may show.
    let secrets: [String]
    let shown: [RunPreview.Value]
    /// The folder of its files.
    let folder: String
    /// When it was put together, in milliseconds since 1970, made unique.
    let number: Int64
    /// Set for the command of a gate.
    var verification: Verification? = nil

    /// What the person who confirms it is shown.
    public var preview: RunPreview {
        RunPreview(
            run: run, step: step, title: title,
            commands: commands.map {
                RunPreview.Command(
                    line: $0.line, text: DisplayText.lines($0.script), danger: $0.danger,
                    dangerReason: $0.dangerReason, isBackground: $0.rule.isBackground)
            }, values: shown, folder: DisplayText(firstFolder), needsTerminal: needsTerminal,
            asksAlways: commands.contains(where: \.asksAlways))
    }

    private var needsTerminal: Bool { commands.contains(where: \.needsTerminal) }

    private var firstFolder: String {
        commands.first.map { carried.folder(for: $0.folder, in: workingDirectory) }
            ?? workingDirectory
    }

    /// What is on disk about it from its start.
    var record: RunRecord {
        RunRecord(
            step: step, number: number, basis: basis?.name, commands: commands.map(\.rule))
    }

    /// Set when it wants the terminal: whoever has it runs the order.
    public var foreground: ForegroundOrder? {
        guard needsTerminal else { return nil }
        let exported = commands.reduce(into: Set<String>()) { $0.formUnion($1.exported) }
        var order = ForegroundOrder(
            run: run.name,
            commands: commands.map { command in
                var ordered = ForegroundOrder.Command(
                    script: command.script, interpreter: command.interpreter,
                    expectedStatuses: Set(command.rule.expectedStatuses))
                ordered.workingDirectory = command.folder.map {
                    carried.folder(for: $0, in: workingDirectory)
                }
                return ordered
            },
            environment: carried.environment(adding: environment, exported: exported),
            workingDirectory: carried.folder(for: nil, in: workingDirectory))
        order.record = ForegroundOrder.Record(
            folder: folder, files: record.files, secrets: secrets)
        return order
    }
}

extension PreparedRun.Command {
    init(_ plan: CommandPlan, of runbook: Runbook, script: String, values: KnownValues) {
        let attributes = runbook.attributes(for: plan.id)
        line = plan.line
        (danger, dangerReason) = values.assess(plan, script: runbook.script(for: plan.id) ?? "")
        self.script = script
        interpreter = StepInterpreter(attributes, language: runbook.language(of: plan.id))
        folder = attributes.workingDirectory
        // What goes on beside the rest ends with it, unless its block says when.
        let isEndless = attributes.isBackground && attributes.values["timeout"] == nil
        timeout = isEndless ? nil : attributes.timeout
        rule = RunRecord.Command(attributes, line: plan.line)
        exported = runbook.variablesNeededLater(than: plan.id)
        needsTerminal = plan.needsTerminal
        asksAlways = plan.asksAlways
    }
}

extension StepInterpreter {
    /// Programs that take their text after another option than `-c`.
    private static let options = [
        "node": "-e", "ruby": "-e", "perl": "-e", "mysql": "-e", "mariadb": "-e", "cqlsh": "-e",
        "php": "-r", "mongosh": "--eval", "mongo": "--eval",
    ]
    private static let takingExpressions = [
        "bash", "sh", "zsh", "dash", "ksh", "python", "python3", "psql", "sqlite3",
    ]

    init(_ attributes: CommandAttributes, language: String) {
        guard let named = attributes.interpreter else {
            self =
                language == "zsh"
                ? .program(executable: "zsh", arguments: ["-f", "-c"])
                : .bash(strict: attributes.isStrict)
            return
        }
        let words = named.split(separator: " ").map(String.init)
        guard let program = words.first, words != ["bash"] else {
            self = .bash(strict: attributes.isStrict)
            return
        }
        let name = program.split(separator: "/").last.map(String.init) ?? program
        var arguments = Array(words.dropFirst())
        let option = Self.options[name] ?? "-c"
        let isKnown = Self.options[name] != nil || Self.takingExpressions.contains(name)
        // Options of an unknown program are all that it gets: nobody else knows how it takes a text.
        if arguments.isEmpty || isKnown && arguments.last != option { arguments.append(option) }
        self = .program(executable: program, arguments: arguments)
    }
}
