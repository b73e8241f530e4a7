import SafeText

/// What the runner gets from the launcher through a file in memory: the only place with variables' values.
struct StepOrder: Codable, Equatable {
    var id: String
    var script: String
    var interpreter: StepInterpreter
    var workingDirectory: String
    var environment: [String: String]
    var timeoutMilliseconds: Int64?
    var ladder: StopLadder
    var outputLimit: UInt64
    var secrets: [String]

    init(_ request: StepRequest, ownEnvironment: [String: String]) {
        id = request.id
        script = request.script
        interpreter = request.interpreter
        workingDirectory = request.workingDirectory
        environment = request.environment.resolved(own: ownEnvironment)
        timeoutMilliseconds = request.timeout.map { $0.wholeMilliseconds }
        ladder = request.ladder
        outputLimit = request.outputLimit
        secrets = request.secrets
    }

    /// Hides the secrets of what the command writes.
    var mask: OutputMask { OutputMask(secrets: secrets, environment: environment) }

    var record: StepRecord {
        let mask = mask
        return StepRecord(
            id: id, script: mask.masked(script), interpreter: interpreter.masked(by: mask),
            workingDirectory: mask.masked(workingDirectory),
            variables: environment.keys.sorted(), timeoutMilliseconds: timeoutMilliseconds,
            ladder: ladder, outputLimit: outputLimit)
    }
}

/// What `request.json` keeps of an order: names of variables, never their values.
public struct StepRecord: Sendable, Equatable, Codable {
    /// The step's name.
    public var id: String
    /// The text that ran, its secrets hidden.
    public var script: String
    /// Who read it.
    public var interpreter: StepInterpreter
    /// Where it started.
    public var workingDirectory: String
    /// The names of the variables it saw, sorted.
    public var variables: [String]
    /// Its time-out; nil means none.
    public var timeoutMilliseconds: Int64?
    /// How it would have been stopped.
    public var ladder: StopLadder
    /// The most bytes that `output` may take.
    public var outputLimit: UInt64
}

extension Duration {
    /// Rounded down.
    var wholeMilliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }

    /// Rounded down.
    var wholeNanoseconds: Int64 {
        components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
    }
}
