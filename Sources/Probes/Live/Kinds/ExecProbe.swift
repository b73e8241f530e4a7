import IncidentModel
import Processes
import SafeText

/// `exec: command line`: its exit status is the verdict, its first line the reason.
///
/// A plugin of Nagios, Icinga or Monitoring Plugins works as it is. bash reads a line, nobody reads a
/// list of words.
struct ExecProbe: ProbeKind {
    static let name = "exec"
    /// Bytes of each stream that are kept.
    static let outputLimit = 16_384
    /// Bytes of each stream that are kept as evidence.
    static let evidenceLimit = 1024
    /// Values of performance data that are kept as evidence.
    static let performanceLimit = 8

    let command: ExecCommand

    init(_ keys: inout ProbeKeys) throws {
        command = try ExecCommand(&keys)
    }

    var origin: String { "exec " + command.identity }
    /// A check command may take its time.
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String { command.equivalent(timeout: timeout) }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("run")
        do {
            let prepared = try command.prepared()
            let timeout = attempt.timeout
            attempt.lateFailure = { _ in Self.late(timeout) }
            CommandRun.start(prepared, in: attempt, limit: Self.outputLimit) { run in
                Self.judge(run, attempt, Redactor(environment: prepared.environment.set))
            }
        } catch {
            attempt.fail(error)
        }
    }

    private static func late(_ timeout: Duration) -> ProbeFailure {
        .late("the command did not end within \(Words.short(timeout))")
    }

    /// The redactor knows the secrets that only this command was given.
    private static func judge(_ run: CommandRun, _ attempt: ProbeAttempt, _ redactor: Redactor) {
        func hidden(_ bytes: [UInt8]) -> [UInt8] {
            Array(redactor.redact(String(decoding: bytes, as: UTF8.self)).utf8)
        }
        let check = CheckOutput(output: hidden(run.output), error: hidden(run.error))
        attempt.keep("output", lines: check.text.prefix(evidenceLimit))
        attempt.keep("error", lines: hidden(run.error).prefix(evidenceLimit))
        for datum in check.performance.prefix(performanceLimit) {
            attempt.keep("performance", datum.words)
        }
        switch run.end {
        case .exited(let status): finish(attempt, status, check)
        case .signalled(let signal):
            let words = "\(SignalName.words(signal)) ended the command"
            attempt.fail(.down("sig \(signal)", words, .serverError))
        case .timedOut: attempt.fail(late(attempt.timeout))
        case .couldNotStart, .cancelled:
            if let failure = run.failure(of: "the command") { attempt.fail(failure) }
        }
    }

    private static func finish(_ attempt: ProbeAttempt, _ status: Int32, _ check: CheckOutput) {
        let (outcome, reason) = check.judge(status: status)
        switch outcome {
        case .up, .degraded: attempt.succeed("exit \(status)", outcome: outcome, reason: reason)
        case .down, .unknown:
            attempt.fail(
                ProbeFailure(
                    outcome: outcome, summary: "exit \(status)", reason: reason,
                    failure: outcome == .unknown ? .local : .serverError))
        }
    }
}
