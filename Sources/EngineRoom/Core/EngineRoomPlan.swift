public import IncidentModel
public import Journal
public import SafeText
public import Settings

/// Everything an engine room is built from.
public struct EngineRoomPlan: Sendable {
    /// The configuration.
    public var settings: Settings
    /// Where this run is recorded.
    public var folder: IncidentFolder
    /// True removes running, ticking and writing notes altogether.
    public var isReadOnly: Bool
    /// Who acts: `user@host`.
    public var actor: DisplayText
    /// The program's version, for the record.
    public var version: DisplayText
    /// This program's own path: steps run in a runner process of the same binary.
    public var executable: String
    /// The user's configuration folder, with own runbooks and themes.
    public var configurationFolder: String
    /// Variables every command of a runbook sees, beside the console's own.
    public var stepEnvironment: [String: String]
    /// The folder in which a runbook's first command starts.
    public var workingDirectory: String
    /// The file of trusted runbooks, beside the folder of all incidents.
    public var trustFile: String
    /// The clock that this process shares; the room sets it to its journal.
    public var clock: SteadyClock
    /// The journal's time, by `clock`.
    public var now: @Sendable () -> Timestamp
    /// Nanoseconds of the machine's own clock, by `clock`.
    public var monotonic: @Sendable () -> Int64

    /// Makes a plan.
    public init(
        settings: Settings, folder: IncidentFolder, isReadOnly: Bool, actor: DisplayText,
        version: DisplayText, executable: String, configurationFolder: String,
        stepEnvironment: [String: String], workingDirectory: String,
        clock: SteadyClock
    ) {
        self.settings = settings
        self.folder = folder
        self.isReadOnly = isReadOnly
        self.actor = actor
        self.version = version
        self.executable = executable
        self.configurationFolder = configurationFolder
        self.stepEnvironment = stepEnvironment
        self.workingDirectory = workingDirectory
        trustFile = Self.trustFile(beside: folder.path)
        self.clock = clock
        now = { clock.now() }
        monotonic = { clock.monotonic() }
    }

    /// What clocks on the wall say now, as far as the journal knows.
    func wallNow() -> Timestamp { now() + clock.wallOffset() }

    /// `trusted` in the folder that holds the folder of all incidents.
    private static func trustFile(beside incident: String) -> String {
        let parts = incident.split(separator: "/").dropLast(2)
        let root = (incident.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
        return root.isEmpty || root.hasSuffix("/") ? root + "trusted" : root + "/trusted"
    }
}
