import Synchronization

/// Runs commands to their end and hands back what they wrote, for probes and gates.
public enum ProcessRunner {
    /// Runs a command.
    ///
    /// Returns at most half a second after the command's exit, even if something that it left behind
    /// holds its output; that is killed, as is everything after a time-out. Cancelling the task stops
    /// the command.
    /// - Parameters:
    ///   - command: What to run.
    ///   - timeout: After which it is stopped (INT, 300 ms, TERM, 300 ms, KILL).
    ///   - maximumOutputBytes: How much of each stream to keep; the rest is read and dropped.
    /// - Returns: The end and what was written; no failure is thrown.
    public static func capture(
        _ command: ProcessCommand, timeout: Duration, maximumOutputBytes: Int = 1 << 20
    ) async -> CapturedResult {
        let capture = Capture(limit: maximumOutputBytes)
        let cancellation = Cancellation()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let process = StreamingProcess.start(
                    command, timeout: timeout, onOutput: capture.add,
                    onEnd: { continuation.resume(returning: capture.result($0)) })
                cancellation.attach(process)
            }
        } onCancel: {
            cancellation.cancel()
        }
    }
}

/// Collects what a command writes.
private final class Capture: Sendable {
    private let began = SuspendingClock.now
    private let limit: Int
    private let output = Mutex<[ProcessStream: [UInt8]]>([:])
    private let isTruncated = Atomic<Bool>(false)

    init(limit: Int) { self.limit = limit }

    @Sendable func add(_ stream: ProcessStream, _ bytes: [UInt8]) {
        output.withLock { output in
            let room = limit - output[stream, default: []].count
            output[stream, default: []] += bytes.prefix(max(0, room))
            if bytes.count > room { isTruncated.store(true, ordering: .relaxed) }
        }
    }

    func result(_ end: ProcessEnd) -> CapturedResult {
        output.withLock { output in
            CapturedResult(
                end: end, standardOutput: output[.standardOutput] ?? [],
                standardError: output[.standardError] ?? [],
                duration: SuspendingClock.now - began,
                isTruncated: isTruncated.load(ordering: .relaxed))
        }
    }
}

/// Joins a task's cancellation with a process that may not have been started yet.
private final class Cancellation: Sendable {
    private let state = Mutex<(process: StreamingProcess?, isCancelled: Bool)>((nil, false))

    func attach(_ process: StreamingProcess) {
        let isCancelled = state.withLock { state in
            state.process = process
            return state.isCancelled
        }
        if isCancelled { process.cancel() }
    }

    func cancel() {
        state.withLock { state in
            state.isCancelled = true
            return state.process
        }?.cancel()
    }
}
