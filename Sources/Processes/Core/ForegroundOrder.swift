/// A command that takes the terminal for itself.
public struct ForegroundOrder: Sendable, Equatable {
    /// The name of the run, which its end is reported under.
    public var run: String
    /// The texts, one after another, each for its interpreter; a failure ends the sequence.
    public var commands: [Command]
    /// What the commands see.
    public var environment: ProcessEnvironment
    /// The folder that the first one starts in.
    public var workingDirectory: String
    /// Where it leaves on disk how far it came; nil for nowhere.
    public var record: Record?

    /// What is left on disk of commands in the foreground.
    ///
    /// Each command gets a folder in it, `1`, `2` and so on, with a status that `StepHandle` and
    /// `StepAttachment` read: when this program dies meanwhile, its end is *unknown*.
    public struct Record: Sendable, Equatable {
        /// An absolute path; made (0700) with its parents if it does not exist.
        public var folder: String
        /// Files that are put into it (0600) before anything starts, by name.
        public var files: [String: [UInt8]]
        /// Exact values that its files must not show.
        public var secrets: [String]

        /// Names a place.
        public init(folder: String, files: [String: [UInt8]] = [:], secrets: [String] = []) {
            self.folder = folder
            self.files = files
            self.secrets = secrets
        }
    }

    /// One command.
    public struct Command: Sendable, Equatable {
        /// The exact text.
        public var script: String
        /// Who reads it.
        public var interpreter: StepInterpreter
        /// Exit statuses that let the next one run.
        public var expectedStatuses: Set<Int>
        /// The folder it starts in, which its successors do not take over; nil for the one that the
        /// command before it ended in.
        public var workingDirectory: String?

        /// Makes a command.
        public init(
            script: String, interpreter: StepInterpreter = .bash(strict: false),
            expectedStatuses: Set<Int> = [0]
        ) {
            self.script = script
            self.interpreter = interpreter
            self.expectedStatuses = expectedStatuses
        }
    }

    /// Makes an order.
    public init(
        run: String, commands: [Command], environment: ProcessEnvironment = .inherited,
        workingDirectory: String
    ) {
        self.run = run
        self.commands = commands
        self.environment = environment
        self.workingDirectory = workingDirectory
    }
}
