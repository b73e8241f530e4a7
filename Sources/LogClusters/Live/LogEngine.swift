import Foundation
public import IncidentModel
import SafeText
import Synchronization

/// Follows log sources on a thread of its own and publishes what they say as clusters.
///
/// A publication is a whole status, at most one each `publishInterval`, and none while nothing changes.
/// A log that says nothing costs no wake-up beyond the next moment that time alone brings, such as a
/// silence or a new minute of a trend.
public final class LogEngine: Sendable {
    private struct State {
        var thread: Thread?
        var isStopping = false
        var actions: [RecordedClusterAction] = []
    }

    private let sources: [SourceDefinition]
    private let options: LogEngineOptions
    private let now: @Sendable () -> Timestamp
    private let wallOffset: @Sendable () -> Duration
    private let publish: @Sendable (LogPublication) -> Void
    private let wake = WakePipe()
    private let state = Mutex(State())
    private let ended = DispatchSemaphore(value: 0)

    /// Prepares an engine; nothing is opened before `start`.
    ///
    /// - Parameters:
    ///   - sources: What to follow, in the order of the status.
    ///   - options: Bounds and habits.
    ///   - now: The clock of all times that are published; called on the engine's thread, about once a turn.
    ///   - wallOffset: What leads from `now` to the wall clock, by which lines are stamped.
    ///   - publish: Gets each publication on the engine's thread. It must not call `stop`.
    public init(
        sources: [SourceDefinition], options: LogEngineOptions = LogEngineOptions(),
        now: @escaping @Sendable () -> Timestamp,
        wallOffset: @escaping @Sendable () -> Duration = { .zero },
        publish: @escaping @Sendable (LogPublication) -> Void
    ) {
        self.sources = sources
        self.options = options
        self.now = now
        self.wallOffset = wallOffset
        self.publish = publish
    }

    /// Starts the thread; has no effect when it was started before.
    public func start() {
        guard let wake else { return reportNoDescriptors() }
        state.withLock { state in
            guard state.thread == nil, !state.isStopping else { return }
            let thread = Thread { [self] in
                EngineLoop(
                    sources: sources, options: options, wake: wake, now: now,
                    wallOffset: wallOffset,
                    isStopping: { [self] in self.state.withLock(\.isStopping) },
                    takeActions: { [self] in takeActions() }, publish: publish
                ).run()
                ended.signal()
            }
            thread.name = "quell-logs"
            thread.stackSize = 1 << 20
            state.thread = thread
            thread.start()
        }
    }

    /// Takes a person's decision about a cluster; the next publication shows it, or says why not.
    ///
    /// May be called from any thread, also before `start`. The decision rests on the cluster's number if
    /// its template is still the one named, else on the template.
    public func perform(_ action: RecordedClusterAction) {
        state.withLock { $0.actions.append(action) }
        wake?.wake()
    }

    /// Ends the thread, the commands it has started and all descriptors, and returns when they are gone.
    public func stop() {
        let wasRunning = state.withLock { state in
            defer { state.isStopping = true }
            return state.thread != nil && !state.isStopping
        }
        guard wasRunning else { return }
        wake?.wake()
        ended.wait()
    }

    private func takeActions() -> [RecordedClusterAction] {
        state.withLock { state in
            defer { state.actions = [] }
            return state.actions
        }
    }

    private func reportNoDescriptors() {
        var status = LogStatus()
        status.sources = sources.map { source in
            var failed = SourceStatus(id: source.id, kind: source.kind.name)
            failed.state = .failed
            failed.detail = "the process has no descriptors left"
            return failed
        }
        publish(LogPublication(status: status))
    }
}
