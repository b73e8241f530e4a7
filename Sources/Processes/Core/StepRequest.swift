import SafeText

/// One command of a runbook that is to run apart from the console.
public struct StepRequest: Sendable, Equatable {
    /// The step's name, which the files repeat; `ps` shows the folder instead.
    public var id: String
    /// The text that the interpreter gets as one argument, at most 131,071 bytes.
    ///
    /// It can be seen in `ps`: secrets belong into `environment`.
    public var script: String
    /// Who reads the text.
    public var interpreter: StepInterpreter
    /// The folder the command starts in.
    public var workingDirectory: String
    /// What the command sees; values never reach a file or an argument on their way to it.
    public var environment: ProcessEnvironment
    /// After which the command is stopped; nil means never.
    public var timeout: Duration?
    /// The waits between the signals of a cancel or a time-out.
    public var ladder: StopLadder
    /// The absolute path of a folder for the files of this one run; made (0700) if it does not exist.
    public var folder: String
    /// How many bytes the output file may take; what follows is counted and dropped.
    public var outputLimit: UInt64
    /// Exact values that no file of the run may show; they reach the runner through memory only.
    ///
    /// Values of fewer than three bytes are not hidden. What sounds secret in `environment`, and what
    /// looks like a secret to the patterns of `Redactor`, is hidden without being named here.
    public var secrets: [String]

    /// Describes a step; the defaults are the ones for runbooks (5 min, patient ladder, 256 MB).
    public init(
        id: String, script: String, folder: String, workingDirectory: String,
        interpreter: StepInterpreter = .bash(strict: false),
        environment: ProcessEnvironment = .inherited, timeout: Duration? = .seconds(300),
        ladder: StopLadder = .patient, outputLimit: UInt64 = 256 << 20,
        secrets: [String] = []
    ) {
        self.id = id
        self.script = script
        self.folder = folder
        self.workingDirectory = workingDirectory
        self.interpreter = interpreter
        self.environment = environment
        self.timeout = timeout
        self.ladder = ladder
        self.outputLimit = outputLimit
        self.secrets = secrets
    }
}

/// Who reads the text of a step.
public enum StepInterpreter: Sendable, Equatable, Codable {
    /// `bash --noprofile --norc -c`; strict adds `-eu -o pipefail`. Carries folder and variables over.
    case bash(strict: Bool)
    /// Another program, which gets the text as its last argument (`["python3", "-c"]`). Carries nothing over.
    case program(executable: String, arguments: [String])

    func masked(by mask: OutputMask) -> StepInterpreter {
        switch self {
        case .bash: self
        case .program(let executable, let arguments):
            .program(executable: executable, arguments: arguments.map { mask.masked($0) })
        }
    }

    /// The program and its arguments for a text.
    public func command(script: String) -> (executable: String, arguments: [String]) {
        switch self {
        case .bash(let strict):
            let options = strict ? ["-e", "-u", "-o", "pipefail"] : []
            return ("bash", ["--noprofile", "--norc"] + options + ["-c", script])
        case .program(let executable, let arguments):
            return (executable, arguments + [script])
        }
    }
}
