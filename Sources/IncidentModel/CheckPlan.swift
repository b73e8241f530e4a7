public import SafeText

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
    /// True when it stands where the file states outcomes: below *Expected*, *Verify* and their kin.
    public var isOutcome = false
    /// The condition that verifies it; nil when there is none.
    public var condition: DisplayText?
    /// The command that verifies it, by its exit status and output; nil when there is none.
    public var command: CommandID?

    /// True when a machine verifies it; a person ticks all others.
    public var isGate: Bool { condition != nil || command != nil }

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
