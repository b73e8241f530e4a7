import Foundation
import IncidentModel
import Journal
import Probes
import Runbooks
import SafeText
import Settings

@testable import EngineRoom

/// What a room is built from in tests: a folder, an incident, a configuration and a small runbook.
final class RoomBench: Sendable {
    let folder: TemporaryFolder
    let incident: IncidentFolder
    let log: ReportLog
    private let settings: Settings
    private let program: String

    /// A runbook becomes `drill.md`; it is trusted unless said otherwise.
    init(
        _ configuration: String = "theme: dark", runbook: String? = nil, isTrusted: Bool = true
    ) throws {
        folder = try TemporaryFolder()
        program = try BuiltProgram.path()
        incident = try IncidentFolder.create(root: folder.file("incidents"), id: "INC-1")
        log = ReportLog(checkedAgainst: incident)
        var text = configuration
        if let runbook {
            let path = try folder.write(runbook, to: "drill.md")
            if isTrusted { try Self.trust(path, in: folder) }
            text += "\nrunbooks: [drill.md]\n"
        }
        try FileManager.default.createDirectory(
            atPath: folder.file("work"), withIntermediateDirectories: true)
        var settings = try SettingsLoader.parse(text, path: folder.file("quell.yaml"))
        settings.probeOptions.startSpread = .milliseconds(50)
        settings.probeOptions.intervalUp = .seconds(5)
        settings.probeOptions.intervalInTransition = .milliseconds(100)
        settings.probeOptions.intervalDown = .milliseconds(200)
        self.settings = settings
    }

    deinit {
        // Whatever a test did to it, the journal tells the state that its room had.
        JournalReplay.check(incident, reported: log.events)
    }

    /// A room that is not started yet; another `log` tells it apart from the first one.
    func room(
        isReadOnly: Bool = false, log: ReportLog? = nil,
        nextAction: NextAction? = nil,
        change: (inout EngineRoomPlan) -> Void = { _ in }
    ) -> EngineRoom {
        var plan = EngineRoomPlan(
            settings: settings, folder: incident, isReadOnly: isReadOnly, actor: "ada@test",
            version: "1.0", executable: program, configurationFolder: folder.file("config"),
            stepEnvironment: ["ROOM_FOLDER": folder.path], workingDirectory: folder.file("work"),
            clock: SteadyClock(Self.machine))
        change(&plan)
        let log = log ?? self.log
        guard let nextAction else { return EngineRoom(plan: plan, publish: { log.take($0) }) }
        return EngineRoom(plan: plan, nextAction: nextAction, publish: { log.take($0) })
    }

    /// Asks for a step and agrees to what would run; false when it was not prepared.
    func run(_ step: StepID, in room: EngineRoom, log: ReportLog? = nil) async -> Bool {
        guard let run = await prepare(step, in: room, log: log) else { return false }
        room.perform(.startRun(run, unrecordedOverride: false))
        return true
    }

    /// Asks for a step; nil when it was not prepared.
    func prepare(_ step: StepID, in room: EngineRoom, log: ReportLog? = nil) async -> RunID? {
        let log = log ?? self.log
        let before = log.previews(step).count
        room.perform(.prepareStep(step))
        let isPrepared = await eventually { log.previews(step).count > before }
        return isPrepared ? log.previews(step).last?.run : nil
    }

    /// This machine's clocks without a name for its boot.
    private static var machine: SteadyClock.Machine {
        var machine = SteadyClock.Machine.own
        machine.boot = nil
        return machine
    }

    private static func trust(_ path: String, in folder: TemporaryFolder) throws {
        let record = TrustRecord(
            hash: try RunbookLoader.load(path: path).plan.contentHash,
            date: "2026-01-02T03:04:05Z", actor: "ada@test", path: DisplayText(path))
        let file = try folder.write(record.line, to: "trusted")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    }

    /// The folder of a second incident beside the first.
    func anotherIncident() throws -> IncidentFolder {
        try IncidentFolder.create(root: folder.file("incidents"), id: "INC-2")
    }

    /// The state as another program reads it from disk.
    func stateOnDisk() throws -> IncidentState {
        let store = try JournalStore(folder: incident, readOnly: true)
        defer { store.close() }
        return try store.state()
    }

    /// All events as another program reads them from disk.
    func eventsOnDisk() throws -> [JournalEvent] {
        let store = try JournalStore(folder: incident, readOnly: true)
        defer { store.close() }
        return try store.events(from: 1, limit: 10_000)
    }

    /// The files of the incident and of the whole state folder that hold a text, by their paths in it.
    func filesNaming(_ text: String) throws -> [String] {
        let root = folder.file("incidents")
        let needle = Data(text.utf8)
        let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String }
        return (names ?? []).filter { name in
            FileManager.default.contents(atPath: root + "/" + name)?.range(of: needle) != nil
        }
    }

    /// A step of the small runbook.
    func step(_ number: Int) -> StepID {
        StepID(runbook: RunbookID("drill"), phase: 1, step: number)
    }

    /// Steps that read, change, fail, and wait until `go` is in the working folder; a gate.
    static let runbook = """
        # Drill

        ## Act (0-5 minutes)

        ### Read

        ```bash
        echo one; echo two >&2
        ```

        ### Change

        ```bash
        touch changed
        ```

        ### Fail

        ```bash
        echo before; exit 7
        ```

        ### Wait

        ```bash
        echo waiting; while [ ! -e go ]; do sleep 0.05; done; echo through; exit 3
        ```

        **Expected:**

        - `probe web is up`

        ### Sleep

        ```bash
        echo asleep; sleep 600 & sleep 600; wait
        ```
        """
}
