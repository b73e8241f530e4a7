import ArgumentParser
import Glibc
import Settings

/// `quell open`, and `quell` alone.
struct OpenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open",
        abstract: "Open the console; --title opens an incident at once.",
        discussion: """
            The configuration is looked for from the working directory upwards, then in the XDG \
            configuration folder; --config wins. Without one, `quell init --discover` proposes one \
            for this machine.

            With --title an incident is opened at once, also where there is no configuration: the record, \
            its clocks and runbooks work without services. With --incident an incident is joined; one that \
            another console records is opened to watch only.
            """)

    @Option(help: "The configuration file.", completion: .file(extensions: ["yaml", "yml"]))
    var config: String?

    @Flag(help: "Watch only: nothing can be run, ticked or written.")
    var readOnly = false

    @Option(help: "The id under which to record; an existing one is joined.")
    var incident: String?

    @OptionGroup var facts: OpeningOptions

    @OptionGroup var screen: ScreenOptions

    @Argument(help: "Runbooks to load beside the configured ones.", completion: .file())
    var runbooks: [String] = []

    func run() throws {
        do {
            try Self.open(
                config: config, runbooks: runbooks, screen: screen, isReadOnly: readOnly,
                incident: incident, opening: facts.opening(isReadOnly: readOnly))
        } catch let error as ExitCode {
            throw error
        } catch {
            throw Plain.fail(error)
        }
    }

    /// Opens the console with the given configuration, else the nearest one; returns when it is left.
    static func open(
        config: String?, runbooks: [String], screen: ScreenOptions, isReadOnly: Bool,
        incident: String?, opening: Opening? = nil
    ) throws {
        var settings = try settings(config, mayDoWithout: opening != nil)
        settings.addRunbooks(runbooks, workingDirectory: WorkingDirectory.current)
        try ConsoleSession.requireTerminal()
        var session = try ConsoleSession(
            settings: settings, screen: screen, stateRoot: nil,
            workingDirectory: WorkingDirectory.current)
        session.isReadOnly = isReadOnly
        session.incident = incident
        session.opening = opening
        try session.run()
    }

    /// The given configuration, else the nearest; where there is none, one without services will do for an
    /// incident that has a title.
    private static func settings(_ config: String?, mayDoWithout: Bool) throws -> Settings {
        let path =
            config
            ?? SettingsLoader.nearest(
                from: WorkingDirectory.current, configurationFolder: UserFolders.configuration)
        if let path { return try SettingsLoader.load(path: path) }
        guard mayDoWithout else { throw NoConfiguration() }
        return Settings(path: WorkingDirectory.current + "/" + SettingsLoader.fileName)
    }
}

/// Where the program was started.
enum WorkingDirectory {
    /// The absolute path; `/` when the folder is gone.
    static var current: String {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return String(cString: path)
    }
}

/// There is no configuration to open.
private struct NoConfiguration: Error, CustomStringConvertible {
    let description = """
        no quell.yaml here, above, or in the configuration folder. \
        `quell init --discover` writes one for this machine; `quell demo` shows a real outage without one.
        """
}
