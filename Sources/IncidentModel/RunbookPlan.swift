public import SafeText

/// What running a command may do, from harmless to final.
public enum Danger: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    /// On the allow-list of commands that only read.
    case reads
    /// Matched no rule; never treated as safe.
    case unknown
    /// Changes something.
    case changes
    /// Destroys something that cannot be had back easily.
    case destroys

    /// The less dangerous comes first.
    public static func < (left: Danger, right: Danger) -> Bool { left.rawValue < right.rawValue }
}

/// One command of a step, as shown; the engine holds the exact text.
public struct CommandPlan: Hashable, Sendable {
    /// The command.
    public var id: CommandID
    /// The line of the file on which it starts, from 1.
    public var line: Int
    /// The fence's language, such as `bash`; empty when none was given.
    public var language: DisplayText
    /// The exact text, escaped, line by line.
    public var text: [DisplayText]
    /// What it may do.
    public var danger: Danger
    /// The rule that said so, in words.
    public var dangerReason: DisplayText
    /// Values that must be filled in before it can run.
    public var placeholders: [DisplayText]
    /// True when it wants a terminal.
    public var needsTerminal: Bool

    /// Makes a command.
    public init(
        id: CommandID, line: Int, language: DisplayText, text: [DisplayText], danger: Danger,
        dangerReason: DisplayText = .empty, placeholders: [DisplayText] = [],
        needsTerminal: Bool = false
    ) {
        self.id = id
        self.line = line
        self.language = language
        self.text = text
        self.danger = danger
        self.dangerReason = dangerReason
        self.placeholders = placeholders
        self.needsTerminal = needsTerminal
    }
}

/// One check of a step; a gate when a machine verifies it.
public struct CheckPlan: Hashable, Sendable {
    /// The check.
    public var id: CheckID
    /// The text.
    public var text: DisplayText
    /// The line of the file, from 1.
    public var line: Int
    /// True when the file itself has it ticked.
    public var isTickedInFile: Bool
    /// The condition that verifies it; nil when a person ticks it.
    public var condition: DisplayText?

    /// Makes a check.
    public init(
        id: CheckID, text: DisplayText, line: Int, isTickedInFile: Bool = false,
        condition: DisplayText? = nil
    ) {
        self.id = id
        self.text = text
        self.line = line
        self.isTickedInFile = isTickedInFile
        self.condition = condition
    }
}

/// One step: commands to run and checks to tick.
public struct StepPlan: Hashable, Sendable {
    /// The step.
    public var id: StepID
    /// The heading or the item's text.
    public var title: DisplayText
    /// The line of the file, from 1.
    public var line: Int
    /// The prose of the step, line by line; at most 200.
    public var prose: [DisplayText]
    /// The commands in order.
    public var commands: [CommandPlan]
    /// The checks in order.
    public var checks: [CheckPlan]

    /// Makes a step.
    public init(
        id: StepID, title: DisplayText, line: Int, prose: [DisplayText] = [],
        commands: [CommandPlan] = [], checks: [CheckPlan] = []
    ) {
        self.id = id
        self.title = title
        self.line = line
        self.prose = prose
        self.commands = commands
        self.checks = checks
    }

    /// The worst danger among the commands; nil without commands.
    public var danger: Danger? { commands.map(\.danger).max() }
}

/// One phase: steps and a time budget.
public struct PhasePlan: Hashable, Sendable {
    /// The phase's number, from 1.
    public var number: Int
    /// The heading without its budget.
    public var title: DisplayText
    /// The line of the file, from 1.
    public var line: Int
    /// How long it may take; nil when the file does not say.
    public var budget: Duration?
    /// True for steps that undo; never part of running straight through.
    public var isRollback: Bool
    /// The steps in order.
    public var steps: [StepPlan]

    /// Makes a phase.
    public init(
        number: Int, title: DisplayText, line: Int, budget: Duration? = nil,
        isRollback: Bool = false, steps: [StepPlan] = []
    ) {
        self.number = number
        self.title = title
        self.line = line
        self.budget = budget
        self.isRollback = isRollback
        self.steps = steps
    }
}

/// A runbook as loaded from its file.
public struct RunbookPlan: Hashable, Sendable {
    /// The runbook.
    public var id: RunbookID
    /// The document's title.
    public var title: DisplayText
    /// Where it was read from.
    public var path: DisplayText
    /// SHA-256 of the file's bytes in lower-case hexadecimal.
    public var contentHash: String
    /// The phases in order.
    public var phases: [PhasePlan]
    /// What was odd in the file, each with its line.
    public var warnings: [DisplayText]

    /// Makes a runbook.
    public init(
        id: RunbookID, title: DisplayText, path: DisplayText, contentHash: String,
        phases: [PhasePlan] = [], warnings: [DisplayText] = []
    ) {
        self.id = id
        self.title = title
        self.path = path
        self.contentHash = contentHash
        self.phases = phases
        self.warnings = warnings
    }

    /// All steps in file order.
    public var steps: [StepPlan] { phases.flatMap(\.steps) }
}
