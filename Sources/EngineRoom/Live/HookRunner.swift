import Dispatch
import IncidentModel
import Processes
import SafeText
import Synchronization

/// Runs the configured hook: each call is a process in a session of its own, for a bounded time, and what
/// it writes is thrown away.
final class HookRunner: Sendable {
    /// After which a hook is stopped.
    static let timeout = Duration.seconds(30)
    /// How long the end of the console waits for hooks.
    private static let patience = DispatchTimeInterval.seconds(3)

    private let calls = DispatchGroup()
    private let running = Mutex<[Int: StreamingProcess]>([:])
    private let number = Atomic<Int>(0)

    /// Starts a hook; `onEnd` is called on a thread of its own.
    func run(_ command: ProcessCommand, onEnd: @escaping @Sendable (IncidentModel.StepEnd) -> Void)
    {
        let id = number.add(1, ordering: .relaxed).newValue
        calls.enter()
        running.withLock { running in
            running[id] = StreamingProcess.start(
                command, timeout: Self.timeout, onOutput: { _, _ in },
                onEnd: { [self] end in
                    onEnd(Self.recorded(end))
                    self.running.withLock { $0[id] = nil }
                    calls.leave()
                })
        }
    }

    /// Waits a moment for what runs and stops the rest; nothing is left.
    func stop() {
        if calls.wait(timeout: .now() + Self.patience) == .success { return }
        for process in running.withLock({ Array($0.values) }) { process.cancel() }
        _ = calls.wait(timeout: .now() + Self.patience)
    }

    /// The end as the journal has it.
    private static func recorded(_ end: ProcessEnd) -> IncidentModel.StepEnd {
        switch end {
        case .exited(let status): .exited(Int(status))
        case .signalled(let signal): .signalled(Int(signal))
        case .timedOut: .timedOut
        case .couldNotStart(let reason): .couldNotStart(DisplayText(reason))
        case .cancelled: .cancelled
        }
    }
}
