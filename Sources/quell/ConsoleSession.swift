import CellGrid
import Console
import ConsoleRuntime
import CursesTerminal
import EngineRoom
import Glibc
import IncidentModel
import Journal
import LogClusters
import Probes
import SafeText
import Settings

/// One console from its first frame to the last: terminal, loop and engine room, and what is left after.
struct ConsoleSession {
    /// Watch only.
    var isReadOnly = false
    /// The id to record under; nil for a new one.
    var incident: String?
    /// The incident that is opened at once; nil to watch first, or to join one.
    var opening: Opening?
    /// Variables every command of a runbook sees.
    var stepEnvironment: [String: String] = [:]
    /// True when steps must not outlive the console.
    var leavesNothingBehind = false
    /// Called when the screen is back and all engines have ended, also when the console could not open.
    var afterTerminalClosed: () -> Void = {}

    private let settings: Settings
    private let theme: Theme
    private let stateRoot: String
    private let workingDirectory: String
    private let screen: ScreenOptions

    /// Checks what can be checked before the screen is taken: theme, runbooks, state folder.
    init(
        settings: Settings, screen: ScreenOptions, stateRoot: String?, workingDirectory: String
    ) throws {
        self.settings = settings
        self.screen = screen
        self.stateRoot = stateRoot ?? UserFolders.incidents
        self.workingDirectory = workingDirectory
        theme = try ThemeFile.load(
            screen.theme ?? settings.theme, configurationFolder: UserFolders.configuration)
        for reference in settings.runbooks {
            _ = try RunbookShelf(userFolder: UserFolders.configuration).locate(reference)
        }
    }

    /// A console needs a terminal on both sides.
    static func requireTerminal() throws {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
            throw NeedsTerminal()
        }
    }

    /// Runs the console to its end.
    func run() throws {
        defer { afterTerminalClosed() }
        let folder = try recordFolder()
        let terminal = CursesTerminal()
        try terminal.open()
        let clock = SteadyClock()
        let plan = plan(folder, clock)
        let loop = ConsoleLoop(
            terminal: terminal, setup: setup(terminal), theme: theme, clock: WallClock(clock)
        ) {
            EngineRoom(plan: plan, publish: $0)
        }
        let ending = loop.run { room in
            if let opening { room.open(opening.facts, detected: opening.detectedAgo) }
        }
        terminal.close()
        loop.stopEngines(cancellingSteps: leavesNothingBehind)
        if !leavesNothingBehind {
            Plain.print("Recorded as \(folder.id): quell incidents report \(folder.id)")
        }
        if case .signalled(let number) = ending { endBy(number) }
    }

    /// The folder to record in: that of the incident to join, else a new one.
    private func recordFolder() throws -> IncidentFolder {
        guard let incident else {
            return try IncidentFolder.createNew(
                root: stateRoot, at: WallClock.system.now(),
                utcOffsetSeconds: WallClock.localOffset())
        }
        if let known = try? IncidentFolder.find(root: stateRoot, id: incident) { return known }
        return try IncidentFolder.create(root: stateRoot, id: incident)
    }

    /// Ends as the signal would have, so that whoever sent it sees that.
    private func endBy(_ number: Int32) {
        afterTerminalClosed()
        signal(number, SIG_DFL)
        raise(number)
    }

    private func plan(_ folder: IncidentFolder, _ clock: SteadyClock) -> EngineRoomPlan {
        EngineRoomPlan(
            settings: settings, folder: folder, isReadOnly: isReadOnly, actor: Actor.current,
            version: DisplayText(Quell.version), executable: ProgramPath.current,
            configurationFolder: UserFolders.configuration, stepEnvironment: stepEnvironment,
            workingDirectory: workingDirectory, clock: clock)
    }

    private func setup(_ terminal: CursesTerminal) -> ConsoleSetup {
        let defaults = settings.incident
        let names = settings.sources.map { $0.id.name.string }.joined(separator: ", ")
        return ConsoleSetup(
            title: defaults.title ?? .empty, services: settings.services.map(\.id),
            isReadOnly: isReadOnly, utcOffsetSeconds: WallClock.localOffset(),
            ringsBell: defaults.ringsBell, actor: Actor.current,
            updateCommand: DisplayText(defaults.updateCommand ?? ""),
            hints: names.isEmpty ? [:] : [.clusters: "No log line yet. Sources: \(names)."],
            workingFolder: DisplayText(workingDirectory),
            values: stepEnvironment.filter { $0.key != "PATH" }.sorted { $0.key < $1.key }.map {
                .init(name: DisplayText($0.key), text: DisplayText($0.value))
            }, asciiOnly: screen.ascii || terminal.asciiOnly, colourDepth: terminal.colourDepth)
    }
}

/// Standard input or output is not a terminal.
private struct NeedsTerminal: Error, CustomStringConvertible {
    let description = """
        the console needs a terminal on standard input and output; \
        `quell check` and `quell logs` work without one
        """
}
