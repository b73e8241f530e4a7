import Dispatch
import Foundation
import IncidentModel
import Processes
import Settings
import Synchronization

/// Looks at the sources of changes when it is told to; it has no clock of its own.
final class ChangeLookout: Sendable {
    /// How long the end waits for commands that are stopped.
    private static let patience = DispatchTimeInterval.milliseconds(1500)

    private let readers: [any ChangeReader]
    private let looks = Mutex<[Int: Task<Void, Never>]>([:])
    private let underWay = DispatchGroup()

    /// - Parameters:
    ///   - sources: Where to look.
    ///   - folder: Where commands start.
    ///   - environment: The variables that commands see.
    init(
        _ sources: [ChangeSourceDefinition], folder: String, environment: ProcessEnvironment
    ) {
        readers = sources.map { source -> any ChangeReader in
            switch source.kind {
            case .git(let repository, let branch):
                GitReader(
                    repository: Self.expanded(repository, environment), branch: branch,
                    environment: environment)
            case .rollout(let workload, let namespace, let context):
                RolloutReader(
                    workload: workload, namespace: namespace, context: context,
                    environment: environment)
            case .command(let text):
                CommandChangeReader(command: text, folder: folder, environment: environment)
            case .file(let pattern):
                FileChangeReader(
                    pattern: Self.expanded(pattern, environment), folder: folder)
            }
        }
    }

    /// Looks at a source; the answer comes once, on any thread, unless `stop` came first.
    func look(
        at source: Int, now: Timestamp, answer: @escaping @Sendable (ChangeLook) -> Void
    ) {
        guard readers.indices.contains(source) else { return }
        let (reader, underWay) = (readers[source], underWay)
        underWay.enter()
        let task = Task {
            let look = await reader.look(at: now)
            if !Task.isCancelled { answer(look) }
            underWay.leave()
        }
        looks.withLock { $0[source] = task }
    }

    /// Ends all looks; waits a moment for their commands.
    func stop() {
        for task in looks.withLock({ $0.values.map { $0 } }) { task.cancel() }
        _ = underWay.wait(timeout: .now() + Self.patience)
    }

    private static func expanded(_ path: String, _ environment: ProcessEnvironment) -> String {
        guard path == "~" || path.hasPrefix("~/"),
            let home = environment.resolved(own: ProcessInfo.processInfo.environment)["HOME"]
        else { return path }
        return home + path.dropFirst()
    }
}
