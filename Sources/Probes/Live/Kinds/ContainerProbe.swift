import Foundation
import IncidentModel
import LocatedYAML
import Processes
import SafeText

/// `container: name`: it must run, be healthy and ready, and not have been restarted again and again.
///
/// With `runtime: kubectl` the name is a pod's; with `selector` or `deployment` it is a container's in
/// each of their pods, or `*` for all of them.
struct ContainerProbe: ProbeKind {
    static let name = "container"

    /// Which pods, where not one by its name.
    enum Choice: Hashable, Sendable {
        case named
        case selector(String)
        /// A resource that selects pods, such as `deployment/web`.
        case owner(String)
    }

    let target: String
    let runtime: ContainerRuntime
    let choice: Choice
    let limit: RestartLimit
    let mayBeCompleted: Bool

    init(_ keys: inout ProbeKeys) throws {
        target = try keys.value.string(expected: "a container's name")
        // A name with a dash in front would be an option of the client.
        guard !target.isEmpty, !target.hasPrefix("-"), !target.contains("\0") else {
            throw keys.value.error(expected: "a container's name")
        }
        let selector = keys.probe.optionalNode("selector")
        let deployment = keys.probe.optionalNode("deployment")
        runtime = try ContainerRuntime(&keys.probe)
        switch (try selector?.string(), try deployment?.string()) {
        case (nil, nil): choice = .named
        case (let selector?, nil): choice = .selector(selector)
        case (nil, let deployment?):
            choice = .owner(deployment.contains("/") ? deployment : "deployment/\(deployment)")
        case (_?, _?):
            throw keys.value.error(expected: "a selector or a deployment, not both")
        }
        if let node = selector ?? deployment, runtime.get([]) == nil {
            throw node.error(expected: "runtime: kubectl beside it")
        }
        var limit = RestartLimit()
        limit.restarts =
            try keys.expect.optionalInt("restarts", in: 1...1_000_000) ?? limit.restarts
        limit.within = try keys.expect.optionalDuration("since") ?? limit.within
        self.limit = limit
        mayBeCompleted =
            try keys.expect.optionalEnumeration(
                "state", of: ["running": false, "completed": true]) ?? false
    }

    var origin: String { runtime.program }
    /// The client of a cluster may take its time.
    var isSpeedJudged: Bool { false }

    func equivalentCommand(timeout: Duration) -> String {
        switch choice {
        case .named: runtime.equivalent(of: target)
        case .selector(let selector): runtime.equivalent(get: ["pods", "--selector", selector])
        case .owner(let owner):
            runtime.equivalent(get: [owner]) + " && " + runtime.equivalent(get: ["pods"])
        }
    }

    func begin(_ attempt: ProbeAttempt) {
        let program = runtime.program
        attempt.lateFailure = { _ in
            .local("timeout", "\(program) did not answer within \(Words.short(attempt.timeout))")
        }
        switch choice {
        case .named:
            ask(attempt, "inspect", runtime.inspection(of: target)) { try finish(attempt, $0, nil) }
        case .selector(let selector):
            ask(attempt, "pods", runtime.get(["pods", "--selector", selector])) {
                try finish(attempt, $0, nil)
            }
        case .owner(let owner):
            ask(attempt, "deployment", runtime.get([owner])) { output in
                let wish = try ContainerJSON.wish(output)
                ask(attempt, "pods", runtime.get(["pods", "--selector", wish.selector])) {
                    try finish(attempt, $0, wish.replicas)
                }
            }
        }
    }

    /// Runs one command; what is no answer ends the attempt.
    private func ask(
        _ attempt: ProbeAttempt, _ phase: String, _ command: ProcessCommand?,
        answered: @escaping ([UInt8]) throws -> Void
    ) {
        guard let command else { return }
        attempt.enter(phase)
        CommandRun.start(command, in: attempt, limit: ContainerJSON.sizeLimit) { run in
            if let failure = refusal(run) {
                attempt.keep("error", lines: run.error.prefix(1024))
                return attempt.fail(failure)
            }
            do {
                try answered(run.output)
            } catch {
                let reason = (error as? ContainerJSON.Unreadable)?.reason ?? "\(error)"
                attempt.fail(.local("no json", "\(runtime.program): \(reason)"))
            }
        }
    }

    private func refusal(_ run: CommandRun) -> ProbeFailure? {
        if let failure = run.failure(of: runtime.program) { return failure }
        guard run.end != .exited(0) else { return nil }
        let text = String(decoding: run.error.prefix(8192), as: UTF8.self)
        let sentence = RuntimeComplaint.sentence(in: text)
        switch RuntimeComplaint.meaning(of: text) {
        case .absent: return .down("none", absence(sentence), .state)
        case .ours:
            let words = sentence.isEmpty ? "it failed without a word" : sentence
            return .local(RuntimeComplaint.summary(of: text), "\(runtime.program): \(words)")
        }
    }

    private func absence(_ sentence: String) -> String {
        switch (choice, runtime) {
        case (.named, .docker): "there is no container called \(target)"
        case (.named, .kubectl): "there is no pod called \(target)"
        case (.named, .command): sentence
        case (.selector, _): sentence
        case (.owner(let owner), _): "there is no \(owner)"
        }
    }

    private func finish(_ attempt: ProbeAttempt, _ output: [UInt8], _ replicas: Int?) throws {
        let groups = try ContainerJSON.groups(output)
        var demand = ContainerReport.Demand(subject: "container \(target)")
        (demand.limit, demand.mayBeCompleted, demand.replicas) = (limit, mayBeCompleted, replicas)
        switch choice {
        case .named: break
        case .selector(let selector): demand.subject = "the selector \(selector)"
        case .owner(let owner): demand.subject = owner
        }
        if choice != .named, target != "*" { demand.container = target }
        let now = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
        let report = ContainerReport(groups, demand, now: now)
        for line in report.lines.prefix(8) { attempt.keep("container", line) }
        for health in groups.flatMap(\.containers).compactMap(\.health).prefix(2) {
            attempt.keep("health check", lines: Array(health.output.utf8))
        }
        switch report.outcome {
        case .up: attempt.succeed(report.summary)
        case .degraded:
            attempt.warn(report.reason, .state)
            attempt.succeed(report.summary)
        case .down, .unknown: attempt.fail(.down(report.summary, report.reason, .state))
        }
    }
}
