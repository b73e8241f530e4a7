public import Conditions
public import IncidentModel
import SafeText

/// A runbook as loaded: its plan for the screen, and the exact texts that run.
public struct Runbook: Sendable {
    /// What the screen shows.
    public let plan: RunbookPlan
    /// The gates' conditions.
    public let conditions: [CheckID: Condition]
    /// The exact texts of the files that steps offer to write.
    public let files: [FileID: String]
    /// What has to hold before an incident that this runbook is used in counts as over, in file order.
    ///
    /// Commands among them are to be run only while the runbook is trusted.
    public let exitCriteria: [ExitCriterionDefinition]
    private let commands: [CommandID: Command]
    private let simulations: [CommandID: String]

    /// What is kept of a command beside its plan.
    struct Command: Sendable {
        var script: String
        var language: String
        var attributes: CommandAttributes
        /// Variables that it assigns.
        var assigned: Set<String>
        /// Variables that it expands.
        var used: Set<String>
    }

    init(
        plan: RunbookPlan, conditions: [CheckID: Condition], commands: [CommandID: Command],
        files: [FileID: String] = [:], simulations: [CommandID: String] = [:],
        exitCriteria: [ExitCriterionDefinition] = []
    ) {
        self.exitCriteria = exitCriteria
        self.files = files
        self.simulations = simulations
        self.plan = plan
        self.conditions = conditions
        self.commands = commands
    }

    /// The exact text of a command, which the interpreter gets as one argument; nil for an unknown one.
    public func script(for command: CommandID) -> String? { commands[command]?.script }

    /// What the author said about a command; nothing for an unknown one.
    public func attributes(for command: CommandID) -> CommandAttributes {
        commands[command]?.attributes ?? CommandAttributes()
    }

    /// What a command shows in a rehearsal; nil when the author wrote nothing.
    public func simulation(of command: CommandID) -> String? { simulations[command] }

    /// A step by its number; nil when the file has none such.
    public func step(_ id: StepID) -> StepPlan? { plan.step(id) }

    /// Variables that a command assigns and a later one expands: they have to outlive their shell.
    func variablesNeededLater(than command: CommandID) -> Set<String> {
        guard let assigned = commands[command]?.assigned, !assigned.isEmpty else { return [] }
        return commands.filter { Self.isLater($0.key, than: command) }
            .reduce(into: []) { $0.formUnion($1.value.used.intersection(assigned)) }
    }

    private static func isLater(_ one: CommandID, than other: CommandID) -> Bool {
        one.step == other.step ? one.index > other.index : other.step < one.step
    }

    func language(of command: CommandID) -> String { commands[command]?.language ?? "" }
}
