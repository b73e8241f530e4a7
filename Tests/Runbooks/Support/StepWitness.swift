import Foundation
import IncidentModel
import Processes
import Runbooks
import SafeText
import Synchronization

/// Collects what an executor publishes.
final class StepWitness: Sendable {
    struct Seen {
        var pages: [OutputPage] = []
        var background: [RunID] = []
        var ends: [(step: StepID, run: RunID, end: IncidentModel.StepEnd, took: Duration)] = []
    }

    private let state = Mutex(Seen())

    var seen: Seen { state.withLock { $0 } }

    func take(_ publication: StepPublication) {
        state.withLock { state in
            switch publication {
            case .output(let page): state.pages.append(page)
            case .ended(let step, let run, let end, let took):
                state.ends.append((step, run, end, took))
            case .inBackground(_, let run): state.background.append(run)
            }
        }
    }

    /// The newest page of a run.
    func page(_ run: RunID) -> OutputPage? { seen.pages.last { $0.run == run } }

    /// The lines of a run's newest page, ours included.
    func text(_ run: RunID) -> String {
        (page(run)?.lines ?? []).map(\.text.string).joined(separator: "\n")
    }

    /// What the commands of a run wrote.
    func output(_ run: RunID) -> [String] {
        (page(run)?.lines ?? []).filter { $0.stream != .notice }.map(\.text.string)
    }

    func end(_ run: RunID) -> IncidentModel.StepEnd? { seen.ends.first { $0.run == run }?.end }
}

/// An executor over a folder of its own, with runners of the real program.
final class Bench: Sendable {
    let folder: String
    let witness = StepWitness()
    let executor: StepExecutor

    private let isKept: Bool

    /// `path` is its folder, nil for a new one; `isKept` leaves the folder to another process.
    init(at path: String? = nil, isKept: Bool = false) throws {
        let name =
            path
            ?? FileManager.default.temporaryDirectory.path
            + "/quell-runbooks-\(UUID().uuidString)"
        self.isKept = isKept
        try FileManager.default.createDirectory(
            atPath: name + "/work", withIntermediateDirectories: true)
        folder = name
        let witness = witness
        executor = StepExecutor(
            stateFolder: name + "/output",
            launcher: StepLauncher(executable: try QuellProgram.path()),
            now: { Timestamp(seconds: 1_700_000_000) }, publish: { witness.take($0) })
    }

    deinit {
        if !isKept { try? FileManager.default.removeItem(atPath: folder) }
    }

    var work: String { folder + "/work" }
    var output: String { folder + "/output" }

    /// Another executor over the same folder, as after a restart.
    func another(_ witness: StepWitness) throws -> StepExecutor {
        StepExecutor(
            stateFolder: output, launcher: StepLauncher(executable: try QuellProgram.path()),
            now: { Timestamp(seconds: 1_700_009_999) }, publish: { witness.take($0) })
    }

    func prepare(
        _ runbook: Runbook, _ number: Int = 1, environment: [String: String] = [:],
        values: [DisplayText: String] = [:]
    ) throws -> PreparedRun {
        let step = runbook.plan.steps[number - 1].id
        return try executor.prepare(
            step: step, of: runbook, environment: environment, workingDirectory: work,
            values: values)
    }

    /// Runs a step to its end.
    func run(
        _ runbook: Runbook, _ number: Int = 1, environment: [String: String] = [:],
        values: [DisplayText: String] = [:]
    ) async throws -> (run: RunID, end: IncidentModel.StepEnd?) {
        let prepared = try prepare(runbook, number, environment: environment, values: values)
        executor.start(prepared)
        _ = await eventually { self.witness.end(prepared.run) != nil }
        return (prepared.run, witness.end(prepared.run))
    }
}

/// Waits until something is true, for at most half a minute.
func eventually(_ condition: @Sendable () -> Bool) async -> Bool {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(30)
    while clock.now < deadline {
        if condition() { return true }
        try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
}

/// Finds the program `quell` that was built with the tests.
enum QuellProgram {
    struct NotFound: Error {}

    /// `QUELL_BINARY` wins; else the file in a folder above the test program.
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
