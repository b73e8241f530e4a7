import Glibc
import IncidentModel
import LocatedYAML
import Processes
import SafeText

/// `systemd: nginx.service`: the unit must be active, and not be restarted again and again.
///
/// Of a timer the service that it starts must have ended well the last time.
struct SystemdProbe: ProbeKind {
    static let name = "systemd"
    static var staysLocal: Bool { true }
    /// Bytes of the answer that are kept; a unit's properties are about 400.
    static let answerLimit = 65_536

    let unit: String
    /// True for a unit of our user's own manager.
    let isUsers: Bool
    /// The systemctl to ask.
    let program: String
    let limit: RestartLimit

    init(_ keys: inout ProbeKeys) throws {
        let expected = "a unit such as nginx.service"
        let text = try keys.value.string(expected: expected)
        // unit names: systemd.unit(5).
        guard !text.isEmpty, !text.hasPrefix("-"),
            text.allSatisfy({
                $0.isASCII && ($0.isLetter || $0.isNumber || #":-_.\@"#.contains($0))
            })
        else { throw keys.value.error(expected: expected) }
        unit = text.contains(".") ? text : text + ".service"
        isUsers = try keys.probe.optionalBool("user") ?? false
        program = try keys.probe.optionalString("program") ?? "systemctl"
        var limit = RestartLimit()
        limit.restarts =
            try keys.expect.optionalInt("restarts", in: 1...1_000_000) ?? limit.restarts
        limit.within = try keys.expect.optionalDuration("since") ?? limit.within
        self.limit = limit
    }

    var origin: String { "systemd" }
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        ShellQuoting.line([program] + scope + ["--no-pager", "status", unit])
    }

    private var scope: [String] { isUsers ? ["--user"] : [] }

    /// A timer is of use only when what it starts ends well.
    private var started: String? {
        unit.hasSuffix(".timer") ? unit.dropLast("timer".count) + "service" : nil
    }

    func begin(_ attempt: ProbeAttempt) {
        attempt.enter("show")
        let timeout = attempt.timeout
        attempt.lateFailure = { _ in
            .local("timeout", "systemd did not answer within \(Words.short(timeout))")
        }
        let properties = UnitState.properties.joined(separator: ",")
        let command = ProcessCommand(
            executable: program,
            arguments: scope + ["show", "--no-pager", "--property", properties, "--", unit]
                + (started.map { [$0] } ?? []),
            environment: .adding(["LC_ALL": "C"]))
        CommandRun.start(command, in: attempt, limit: Self.answerLimit) { judge($0, attempt) }
    }

    private func judge(_ run: CommandRun, _ attempt: ProbeAttempt) {
        if let failure = run.failure(of: "systemctl") { return attempt.fail(failure) }
        let units = UnitState.parse(String(decoding: run.output, as: UTF8.self))
        guard run.end == .exited(0), let state = units.first else {
            attempt.keep("error", lines: run.error.prefix(1024))
            return attempt.fail(Self.refusal(run.complaint))
        }
        let now = Self.monotonicMicroseconds()
        for unit in units.prefix(2) { attempt.keep("unit", Self.line(unit)) }
        let verdict = UnitVerdict.judge(state, name: unit, limit: limit, now: now)
        if verdict.outcome == .up, let started, units.count > 1,
            let failure = Self.failure(ofStarted: units[1], started)
        {
            return attempt.fail(failure)
        }
        switch verdict.outcome {
        case .up: attempt.succeed(verdict.summary)
        case .degraded:
            attempt.warn(verdict.reason, .state)
            attempt.succeed(verdict.summary)
        case .down: attempt.fail(.down(verdict.summary, verdict.reason, .state))
        case .unknown: attempt.fail(.local(verdict.summary, verdict.reason))
        }
    }

    private static func failure(ofStarted unit: UnitState, _ name: String) -> ProbeFailure? {
        guard unit["LoadState"] == "loaded", !["success", ""].contains(unit["Result"]) else {
            return nil
        }
        return .down(
            "failed", "\(name) failed when it was started last: \(unit.failureWords)", .state)
    }

    private static func refusal(_ complaint: String) -> ProbeFailure {
        if complaint.contains("not been booted with systemd") {
            return .local("no init", "this machine does not run systemd")
        }
        if complaint.contains("Failed to connect to bus") {
            return .local("no bus", "systemd cannot be reached: \(complaint)")
        }
        return .local("failed", "systemctl: " + (complaint.isEmpty ? "no answer" : complaint))
    }

    private static func line(_ unit: UnitState) -> String {
        let memory = UInt64(unit["MemoryCurrent"]).flatMap { Int64(exactly: $0) }
        let parts = [
            unit["Id"], unit["LoadState"], "\(unit["ActiveState"]) (\(unit["SubState"]))",
            unit["Result"].isEmpty ? "" : "result \(unit["Result"])",
            ["", "0"].contains(unit["MainPID"]) ? "" : "pid \(unit["MainPID"])",
            Words.count(unit.restarts, "restart"), memory.map { Words.size($0) } ?? "",
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: ", ")
    }

    private static func monotonicMicroseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1000
    }
}
