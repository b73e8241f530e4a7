/// A phase while the document is being read.
struct PhaseDraft {
    var title: String
    var line: Int
    var isRollback = false
    var steps: [StepDraft] = []
    /// The heading announces steps or time.
    var isAnnounced = false

    /// True when there is something to do in it.
    var isActionable: Bool {
        isAnnounced
            || steps.contains { !$0.commands.isEmpty || !$0.checks.isEmpty || $0.isNumbered }
    }
}

/// A step while the document is being read.
struct StepDraft {
    var title: String
    var line: Int
    var isRollback = false
    /// It is an item of a numbered list.
    var isNumbered = false
    var prose: [String] = []
    var commands: [CommandDraft] = []
    var checks: [CheckDraft] = []
}

/// A command while the document is being read.
struct CommandDraft {
    var script: String
    var line: Int
    var language: String
    var attributes = CommandAttributes()
}

/// A check while the document is being read.
struct CheckDraft {
    var text: InlineText
    var line: Int
    var isTicked: Bool
    /// It stands below a heading, or a line, that leads outcomes in.
    var isOutcome: Bool
}
