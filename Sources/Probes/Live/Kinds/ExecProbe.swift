import IncidentModel
import LocatedYAML
import NIOCore
import Processes
import SafeText
import Synchronization

/// `exec: command line`: bash runs it; its exit status is the verdict, its first line the reason.
struct ExecProbe: ProbeKind {
    static let name = "exec"
    /// Bytes of each stream that are kept.
    static let outputLimit = 4096
    /// Bytes of each stream that are kept as evidence.
    static let evidenceLimit = 1024

    let command: String

    init(_ keys: inout ProbeKeys) throws {
        command = try keys.value.string(expected: "a command line for bash")
        guard command.contains(where: { !$0.isWhitespace }), !command.contains("\0") else {
            throw keys.value.error(expected: "a command line for bash")
        }
    }

    var origin: String { "exec " + command }
    /// A check command may take its time.
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        ShellQuoting.line(["timeout", Words.seconds(timeout), "bash", "-c", command])
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("run")
        let (gate, children) = (attempt.environment.gate, attempt.environment.children)
        let bound = NIOLoopBound(attempt, eventLoop: attempt.loop)
        let output = CommandOutput()
        children.started()
        // Callbacks, not `capture`: a busy pool of tasks must not make a check late.
        let process = StreamingProcess.start(.bash(command), onOutput: output.add) { end in
            children.ended()
            gate.execute { Self.end(bound.value, end, output) }
        }
        // Of effect only when the budget is used up or the engine stops.
        attempt.atEnd { process.cancel() }
        let timeout = attempt.timeout
        attempt.lateFailure = { _ in Self.late(timeout) }
    }

    private static func late(_ timeout: Duration) -> ProbeFailure {
        .late("the command did not end within \(Words.short(timeout))")
    }

    private static func end(_ attempt: ProbeAttempt, _ end: ProcessEnd, _ output: CommandOutput) {
        guard !attempt.isOver else { return }
        let (text, error) = (output.bytes(of: .standardOutput), output.bytes(of: .standardError))
        attempt.keep("output", lines: text.prefix(evidenceLimit))
        attempt.keep("error", lines: error.prefix(evidenceLimit))
        switch end {
        case .exited(let status):
            let (outcome, reason) = CheckOutput(output: text, error: error).judge(status: status)
            switch outcome {
            case .up, .degraded: attempt.succeed("exit \(status)", outcome: outcome, reason: reason)
            case .down, .unknown:
                attempt.fail(
                    ProbeFailure(
                        outcome: outcome, summary: "exit \(status)", reason: reason,
                        failure: outcome == .unknown ? .local : .serverError))
            }
        case .signalled(let signal):
            attempt.fail(.down("signal \(signal)", "signal \(signal) ended the command"))
        case .timedOut: attempt.fail(late(attempt.timeout))
        case .couldNotStart(let reason):
            attempt.fail(.local("no start", "the command could not start: \(reason)"))
        case .cancelled: attempt.fail(.local("stopped", "the command was stopped"))
        }
    }
}

/// The first bytes of what a command writes.
private final class CommandOutput: Sendable {
    private let streams = Mutex<[ProcessStream: [UInt8]]>([:])

    @Sendable func add(_ stream: ProcessStream, _ bytes: [UInt8]) {
        streams.withLock { streams in
            let room = ExecProbe.outputLimit - streams[stream, default: []].count
            streams[stream, default: []] += bytes.prefix(room)
        }
    }

    func bytes(of stream: ProcessStream) -> [UInt8] { streams.withLock { $0[stream] ?? [] } }
}
