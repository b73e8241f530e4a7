/// What an author said about a block in its fence: `bash {name=deploy timeout=15m exit=1}`.
public struct CommandAttributes: Hashable, Sendable {
    /// The time-out when none is given: 5 minutes.
    public static let defaultTimeout = Duration.seconds(300)

    /// The block's name; nil when it has none.
    public var name: String?
    /// After how long the command is ended; nil for never, which must be written as `timeout=none`.
    public var timeout: Duration? = CommandAttributes.defaultTimeout
    /// The folder to start in; nil for the one that carries over.
    public var workingDirectory: String?
    /// Whether it wants a terminal; nil when the author did not say.
    public var needsTerminal: Bool?
    /// Exit statuses that are as good as 0 is by default.
    public var expectedStatuses: Set<Int> = [0]
    /// True for `bash -eu -o pipefail`.
    public var isStrict = false
    /// The program that gets the text; nil for the fence's language.
    public var interpreter: String?
    /// A text that the output must contain; nil for any output.
    public var expectedOutput: String?
    /// How often it is tried again after an unexpected end, 0 for never.
    public var retries = 0
    /// The wait between two attempts, and between two looks of a gate; nil for the usual one (5 s).
    public var pause: Duration?
    /// The variable that takes the standard output, without its last line end; nil for none.
    public var capture: String?
    /// Names of blocks whose steps must be done before.
    public var needs: [String] = []
    /// The name of the block that undoes it, without `#`; nil for none.
    public var rollback: String?
    /// True when a person is asked before each run.
    public var asksAlways = false
    /// True when it goes on beside what follows.
    public var isBackground = false
    /// True when it may run beside the step before it.
    public var isParallel = false
    /// True when running on leaves it out.
    public var isExcluded = false
    /// True when it verifies the step: its expected end is a gate.
    public var isVerification = false
    /// The condition that `verify="…"` states instead; nil for none.
    public var verifiedCondition: String?
    /// Whether unset variables are asked for (`promptEnv`).
    public var asksForVariables = true
    /// The name of the block whose output this block shows in a rehearsal; nil for a block that runs.
    public var simulated: String?
    /// Why the command cannot run until the file is corrected; nil when it can.
    public var problem: String?
    /// Everything that was written, by key; keys without a value are `true`.
    public var values: [String: String] = [:]

    /// Nothing said.
    public init() {}
}

extension CommandAttributes {
    /// True when what was said is about the block as a whole, so that its comment-led groups are no
    /// commands of their own.
    var keepsBlockWhole: Bool {
        isVerification || isBackground || retries > 0 || capture != nil || expectedOutput != nil
            || !usesShell
    }

    /// True when a shell gets the text.
    var usesShell: Bool {
        guard let program = interpreter?.split(separator: " ").first else { return true }
        return ["bash", "sh", "zsh", "dash", "ksh"].contains(program.split(separator: "/").last)
    }
}
