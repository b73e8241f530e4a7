public import SafeText

/// One command of a step, as shown; the engine holds the exact text.
public struct CommandPlan: Hashable, Sendable {
    /// The command.
    public var id: CommandID
    /// The line of the file on which it starts, from 1.
    public var line: Int
    /// The fence's language, such as `bash`; empty when none was given.
    public var language: DisplayText
    /// The block's name; empty when it has none.
    public var name: DisplayText = .empty
    /// The exact text, escaped, line by line.
    public var text: [DisplayText]
    /// What it may do.
    public var danger: Danger
    /// The rule that said so, in words.
    public var dangerReason: DisplayText
    /// Values that must be filled in before it can run, as written: `<instance>`, `${NAME}`.
    ///
    /// Each is the `written` of one of the runbook's variables.
    public var placeholders: [DisplayText]
    /// True when it wants a terminal.
    public var needsTerminal: Bool
    /// True when a person is asked before each run, however harmless it is.
    public var asksAlways = false
    /// True when it goes on beside the commands and steps after it.
    public var isBackground = false
    /// True when it runs only when asked for by itself: its block names no language, or says so.
    public var isOnRequest = false
    /// True when it verifies a check instead of being one of the step's commands to run.
    public var isVerification = false
    /// Why it cannot run until the file is corrected; nil when it can.
    public var problem: DisplayText?

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
