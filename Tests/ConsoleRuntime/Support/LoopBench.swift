import BuiltinAssets
import CellGrid
import Console
import EngineRoom
import Foundation
import Glibc
import IncidentModel
import Journal
import LogClusters
import SafeText
import Settings
import Synchronization
import Testing

@testable import ConsoleRuntime

/// A loop over a scripted terminal and a real room on a folder of its own.
final class LoopBench {
    let folder: String
    let incident: IncidentFolder
    let terminal: ScriptedTerminal
    let loop: ConsoleLoop
    /// What the room, or a test in its place, reports to.
    let report: @Sendable (EngineReport) -> Void

    init(
        setup: ConsoleSetup = ConsoleSetup(title: "test"), clock: WallClock = .system,
        runbook: String? = nil, log: String? = nil, terminal: ScriptedTerminal = ScriptedTerminal()
    ) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("quell-loop-\(UUID().uuidString)").path
        self.folder = folder
        let incident = try IncidentFolder.create(root: folder, id: "INC-1")
        self.incident = incident
        self.terminal = terminal
        var settings = Settings(path: folder + "/quell.yaml")
        if let runbook {
            try runbook.write(toFile: folder + "/drill.md", atomically: true, encoding: .utf8)
            settings.addRunbooks(["drill.md"], workingDirectory: folder)
        }
        if let log {
            try log.write(toFile: folder + "/app.log", atomically: true, encoding: .utf8)
            settings.sources = [
                SourceDefinition(id: SourceID("app"), kind: .file(folder + "/app.log"))
            ]
        }
        let program = try BuiltProgram.path()
        // Without a name for its boot, so that tests can name what is recorded.
        var machine = SteadyClock.Machine.own
        machine.boot = nil
        var outlet: @Sendable (EngineReport) -> Void = { _ in }
        loop = ConsoleLoop(
            terminal: terminal, setup: setup,
            theme: try ThemeFile.load("dark", configurationFolder: folder), clock: clock
        ) { publish in
            outlet = publish
            var plan = EngineRoomPlan(
                settings: settings, folder: incident, isReadOnly: false, actor: "ada@test",
                version: "1.0", executable: program, configurationFolder: folder,
                stepEnvironment: ["LOOP_FOLDER": folder], workingDirectory: folder,
                clock: SteadyClock(machine))
            plan.trustFile = folder + "/trusted"
            return EngineRoom(plan: plan, publish: publish)
        }
        report = outlet
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    /// True once a room has opened the journal.
    var hasJournal: Bool { FileManager.default.fileExists(atPath: incident.journalPath) }

    /// Turns the loop on a thread of its own until it ends, acting after each frame, and ends the engines.
    func run(
        cancellingSteps: Bool = true, _ afterDraw: @escaping (ScriptedTerminal) -> Void
    ) async -> ConsoleEnding {
        terminal.afterDraw = afterDraw
        // Only that thread touches the loop and the terminal until it has ended.
        nonisolated(unsafe) let loop = self.loop
        let ending = await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                let ending = loop.run()
                loop.stopEngines(cancellingSteps: cancellingSteps)
                continuation.resume(returning: ending)
            }
        }
        // The closures hold this bench, which holds the terminal.
        (terminal.afterDraw, terminal.afterRead) = ({ _ in }, { _ in })
        if ending == .signalled(SIGALRM) { Issue.record("gave up at this:\n\(terminal.text)") }
        return ending
    }

    /// Carries out each action once, in turn, after the first frame of which its text is a part.
    func play(
        _ script: [(seen: String, action: (ScriptedTerminal) -> Void)],
        cancellingSteps: Bool = true
    ) async -> ConsoleEnding {
        var rest = script[...]
        return await run(cancellingSteps: cancellingSteps) { terminal in
            guard let next = rest.first, next.seen.isEmpty || terminal.text.contains(next.seen)
            else { return }
            rest.removeFirst()
            next.action(terminal)
        }
    }

    /// The events as another program reads them from disk.
    func eventsOnDisk() throws -> [EventBody] {
        let store = try JournalStore(folder: incident, readOnly: true)
        defer { store.close() }
        return try store.events(from: 1, limit: 1000).map(\.body)
    }
}

/// A steady clock that moves on with every look at it, so that a test needs no waiting.
final class SteppingClock: Sendable {
    private let nanoseconds: Mutex<Int64>
    private let step: Int64

    init(stepMilliseconds: Int64) {
        step = stepMilliseconds * 1_000_000
        nanoseconds = Mutex(1_000_000_000_000)
    }

    /// The moment of the last look.
    var present: Int64 { nanoseconds.withLock { $0 } }

    func look() -> Int64 {
        nanoseconds.withLock { value in
            value += step
            return value
        }
    }

    /// A clock for a loop, whose every look at the steady time moves it.
    var wallClock: WallClock {
        WallClock(now: { Timestamp(nanoseconds: self.present) }, steady: { self.look() })
    }
}

/// The program `quell` that was built with the tests.
enum BuiltProgram {
    struct NotFound: Error {}

    /// `QUELL_BINARY` wins; else the file beside the test program or in a folder above it.
    static func path() throws -> String {
        if let given = ProcessInfo.processInfo.environment["QUELL_BINARY"] { return given }
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        for start in [own, CommandLine.arguments[0], Bundle.main.bundlePath] {
            var folder = URL(fileURLWithPath: start).deletingLastPathComponent()
            while folder.path != "/" {
                let candidate = folder.appendingPathComponent("quell").path
                var isFolder: ObjCBool = false
                if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
                    !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: candidate)
                {
                    return candidate
                }
                folder.deleteLastPathComponent()
            }
        }
        throw NotFound()
    }
}
