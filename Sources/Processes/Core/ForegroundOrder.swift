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

    /// One command.
    public struct Command: Sendable, Equatable {
        /// The exact text.
        public var script: String
        /// Who reads it.
        public var interpreter: StepInterpreter
        /// Exit statuses that let the next one run.
        public var expectedStatuses: Set<Int>

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
