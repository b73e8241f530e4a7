public import SafeText

/// One step: commands to run, checks to tick, files to write.
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
    /// The files it offers to write, in order.
    public var files: [FilePlan] = []
    /// Steps that must be done before it.
    public var needs: [StepID] = []
    /// The step that undoes it; nil when none is named.
    public var undoneBy: StepID?
    /// True when it may run beside the step before it.
    public var isParallel = false
    /// What tells it from the other steps also after the file was edited: a hash of the headings above
    /// it and of its blocks.
    public var key = ""

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

    /// The commands that a run of the step runs, in order: those whose fence names a shell.
    ///
    /// Only when there is none does the run take those that run on request, such as blocks without a
    /// language. Commands that verify a check are never among them.
    public var runnableCommands: [CommandPlan] {
        let own = commands.filter { !$0.isVerification }
        let unasked = own.filter { !$0.isOnRequest }
        return unasked.isEmpty ? own : unasked
    }

    /// The worst danger among the commands that a run runs; nil without any.
    public var danger: Danger? { runnableCommands.map(\.danger).max() }
}

/// Which step was which, so that progress survives an edited file.
public struct StepKey: Hashable, Sendable, Codable {
    /// The step's number in this version of the file.
    public var step: StepID
    /// See `StepPlan.key`.
    public var key: String

    /// Makes a key.
    public init(step: StepID, key: String) {
        self.step = step
        self.key = key
    }
}
