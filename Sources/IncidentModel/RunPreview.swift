public import SafeText

/// Exactly what a run is going to do, for the person who agrees to it.
public struct RunPreview: Hashable, Sendable {
    /// One command of the run.
    public struct Command: Hashable, Sendable {
        /// The line of the file, from 1.
        public var line: Int
        /// The exact text that runs, values as references, escaped, line by line.
        public var text: [DisplayText]
        /// What it may do.
        public var danger: Danger
        /// The rule that said so, in words.
        public var dangerReason: DisplayText
        /// True when it goes on beside what follows.
        public var isBackground: Bool

        /// Makes a command.
        public init(
            line: Int, text: [DisplayText], danger: Danger, dangerReason: DisplayText = .empty,
            isBackground: Bool = false
        ) {
            self.line = line
            self.text = text
            self.danger = danger
            self.dangerReason = dangerReason
            self.isBackground = isBackground
        }
    }

    /// One value that the commands see.
    public struct Value: Hashable, Sendable {
        /// The environment variable.
        public var name: DisplayText
        /// Its text; stars for a secret.
        public var text: DisplayText

        /// Makes a value.
        public init(name: DisplayText, text: DisplayText) {
            self.name = name
            self.text = text
        }
    }

    /// The run, which does not exist yet.
    public var run: RunID
    /// The step.
    public var step: StepID
    /// The step's title.
    public var title: DisplayText
    /// The commands in order.
    public var commands: [Command]
    /// The values that people or earlier steps set and that these commands use.
    public var values: [Value]
    /// The folder in which the first command starts.
    public var folder: DisplayText
    /// True when it takes the terminal for itself.
    public var needsTerminal: Bool
    /// True when it must be asked for, however harmless it is.
    public var asksAlways: Bool

    /// Makes a preview.
    public init(
        run: RunID, step: StepID, title: DisplayText, commands: [Command], values: [Value] = [],
        folder: DisplayText = .empty, needsTerminal: Bool = false, asksAlways: Bool = false
    ) {
        self.run = run
        self.step = step
        self.title = title
        self.commands = commands
        self.values = values
        self.folder = folder
        self.needsTerminal = needsTerminal
        self.asksAlways = asksAlways
    }

    /// The worst danger among the commands.
    public var danger: Danger { commands.map(\.danger).max() ?? .unknown }

    /// True when it may start without a word from a person: it only reads, in the background of no one.
    public var runsUnasked: Bool { danger == .reads && !asksAlways && !needsTerminal }
}

/// A runbook that runs by itself to the next decision.
public struct RunbookFlow: Hashable, Sendable {
    /// Which way.
    public enum Direction: String, Hashable, Sendable {
        /// Its steps in order.
        case forward
        /// What undoes the steps that were done, the newest first.
        case back
    }

    /// Where it stands.
    public enum Standing: Hashable, Sendable {
        /// Steps run.
        case running([StepID])
        /// A person is asked before a step runs.
        case asking(StepID)
        /// Gates are waited for; they are judged again until then, nil for as long as it takes.
        case waiting([CheckID], until: Timestamp?)
        /// It needs a person, or something failed; the text says what.
        case stopped(at: StepID?, reason: DisplayText)
        /// Nothing is left to do.
        case finished
    }

    /// The runbook.
    public var runbook: RunbookID
    /// Which way.
    public var direction: Direction
    /// Where it stands.
    public var standing: Standing

    /// Makes a flow.
    public init(runbook: RunbookID, direction: Direction, standing: Standing) {
        self.runbook = runbook
        self.direction = direction
        self.standing = standing
    }

    /// True while it goes on by itself or waits for an answer.
    public var isUnderWay: Bool {
        switch standing {
        case .running, .asking, .waiting: true
        case .stopped, .finished: false
        }
    }
}
