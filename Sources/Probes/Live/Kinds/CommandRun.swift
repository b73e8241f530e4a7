import NIOCore
import Processes
import Synchronization

/// One command of a probe, from its start to its end within the attempt's budget.
///
/// Output beyond a limit is read and dropped, so that a command with much to say is neither held back
/// nor kept. When the attempt ends first, the command and what it started are stopped.
struct CommandRun {
    /// How the command ended.
    let end: ProcessEnd
    /// The first bytes of standard output.
    let output: [UInt8]
    /// The first bytes of standard error.
    let error: [UInt8]

    /// Starts a command; `ended` is called on the event loop unless the attempt is over by then.
    ///
    /// - Parameters:
    ///   - command: What to run.
    ///   - attempt: Whose budget it has.
    ///   - limit: Bytes of each stream that are kept.
    ///   - ended: Takes the end.
    static func start(
        _ command: ProcessCommand, in attempt: ProbeAttempt, limit: Int,
        ended: @escaping (CommandRun) -> Void
    ) {
        let (gate, children) = (attempt.environment.gate, attempt.environment.children)
        let output = KeptOutput(limit: limit)
        let waiting = NIOLoopBound((attempt, ended), eventLoop: attempt.loop)
        children.started()
        // Callbacks, not `capture`: a busy pool of tasks must not make a probe late.
        let process = StreamingProcess.start(command, onOutput: output.add) { end in
            children.ended()
            gate.execute {
                let (attempt, ended) = waiting.value
                if !attempt.isOver { ended(output.run(endedBy: end)) }
            }
        }
        // Of effect only when the budget is used up or the engine stops.
        attempt.atEnd { process.cancel() }
    }

    /// What a person reads first: of standard error, else of standard output; empty when there is nothing.
    var complaint: String {
        (CheckOutput.firstLine(error) ?? CheckOutput.firstLine(output)) ?? ""
    }

    /// Why the command itself came to nothing, apart from its exit status; nil when it exited.
    func failure(of program: String) -> ProbeFailure? {
        switch end {
        case .exited: nil
        case .signalled(let signal):
            .local("sig \(signal)", "\(SignalName.words(signal)) ended \(program)")
        case .timedOut: .local("timeout", "\(program) did not end in time")
        case .couldNotStart(let reason):
            .local("no start", "\(program) could not start: \(reason)")
        case .cancelled: .local("stopped", "\(program) was stopped")
        }
    }
}

/// The first bytes of what a command writes.
private final class KeptOutput: Sendable {
    private let limit: Int
    private let streams = Mutex<[ProcessStream: [UInt8]]>([:])

    init(limit: Int) { self.limit = limit }

    @Sendable func add(_ stream: ProcessStream, _ bytes: [UInt8]) {
        streams.withLock { streams in
            let room = limit - streams[stream, default: []].count
            if room > 0 { streams[stream, default: []] += bytes.prefix(room) }
        }
    }

    func run(endedBy end: ProcessEnd) -> CommandRun {
        streams.withLock { streams in
            CommandRun(
                end: end, output: streams[.standardOutput] ?? [],
                error: streams[.standardError] ?? [])
        }
    }
}
