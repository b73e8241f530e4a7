import Processes
import SafeText

/// A command of a source while it runs, and what it said last on standard error.
final class CommandRun {
    private static let second: Int64 = 1_000_000_000

    private let inbox: CommandInbox
    private var process: StreamingProcess?
    private var lastError: [UInt8] = []
    /// When it was started, on the monotonic clock.
    private(set) var startedAt: Int64 = 0

    init(wake: WakePipe) { inbox = CommandInbox(wake: wake) }

    /// True when nothing waits to be taken.
    var isEmpty: Bool { inbox.isEmpty }

    /// True between `start` and the end that `take` returns.
    var isRunning: Bool { process != nil }

    /// Starts a command.
    func start(_ command: ProcessCommand) {
        startedAt = MonotonicTime.now
        lastError = []
        inbox.begin()
        process = StreamingProcess.start(
            command,
            onOutput: { [inbox] stream, bytes in inbox.put(stream, bytes) },
            onEnd: { [inbox] end in inbox.end(end) })
    }

    /// What it said since the last call, and its end if it came.
    func take() -> ([(ProcessStream, [UInt8])], ProcessEnd?) {
        let (pieces, end) = inbox.take()
        if end != nil { process = nil }
        return (pieces, end)
    }

    /// Keeps the last line of what it said about itself.
    func noteError(_ bytes: some Collection<UInt8>) {
        let line = bytes.split(separator: 10).last { !$0.allSatisfy { $0 <= 32 } }
        if let line { lastError = Array(line.prefix(512)) }
    }

    /// Asks it to end; `take` returns the end later.
    func cancel() { process?.cancel() }

    /// Ends it and waits for that.
    func stop() {
        inbox.close()
        // Each further call skips a wait: a log source has nothing to lose.
        while process != nil, !inbox.waitForEnd(milliseconds: 100) { process?.cancel() }
        process = nil
    }

    /// Its end and its last words in one sentence.
    func sentence(_ end: ProcessEnd, again delay: Int64) -> DisplayText {
        let words: DisplayText =
            lastError.isEmpty ? .empty : ": \(DisplayText(bytes: lastError))"
        return "\(Self.phrase(end)); again in \(Self.words(delay))\(words)"
    }

    private static func phrase(_ end: ProcessEnd) -> DisplayText {
        switch end {
        case .exited(let status): "exited with status \(status)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .timedOut: "timed out"
        case .couldNotStart(let reason): "could not start: \(DisplayText(reason))"
        case .cancelled: "stopped"
        }
    }

    private static func words(_ nanoseconds: Int64) -> DisplayText {
        nanoseconds < second ? "\(nanoseconds / 1_000_000) ms" : "\(nanoseconds / second) s"
    }
}
