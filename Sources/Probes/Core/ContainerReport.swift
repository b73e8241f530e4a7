import IncidentModel

/// What all containers that a probe found add up to.
struct ContainerReport: Hashable, Sendable {
    var outcome: Outcome
    /// At most 8 columns.
    var summary: String
    /// One sentence; empty when up.
    var reason: String
    /// One line for each container.
    var lines: [String]

    /// What is asked of the containers.
    struct Demand: Hashable, Sendable {
        /// Such as `container web` or `pods of app=web`, as the sentence begins.
        var subject: String
        /// Only containers of this name; nil for all.
        var container: String?
        /// How many pods there should be; nil for as many as there are.
        var replicas: Int?
        var limit = RestartLimit()
        /// Whether an end with exit code 0 is well.
        var mayBeCompleted = false
    }

    /// A pod, or the one container, judged.
    private struct Judged {
        var name: String
        var verdict: ContainerVerdict
    }

    /// Judges what was found.
    init(_ groups: [ContainerJSON.Group], _ demand: Demand, now: Timestamp) {
        let present = groups.filter { !$0.isLeaving }
        // While a rollout replaces pods, those that leave do not count, unless there are no others.
        let counted = (present.isEmpty ? groups : present)
            .filter { demand.mayBeCompleted || !$0.isCompleted || groups.count == 1 }
        let judged = counted.map { Self.judge($0, demand, now) }
        lines = counted.flatMap { group in
            Self.containers(of: group, demand).map { Self.line(group, $0, now) }
        }
        let bad = judged.filter { $0.verdict.outcome != .up }
        let missing = max(0, (demand.replicas ?? 0) - judged.count)
        guard let worst = bad.first(where: { $0.verdict.outcome == .down }) ?? bad.first else {
            self = Self.complete(judged, missing, demand, lines: lines)
            return
        }
        (summary, outcome) = (worst.verdict.summary, worst.verdict.outcome)
        reason = "\(worst.name) \(worst.verdict.words)"
        let total = judged.count + missing
        guard total > 1 else { return }
        let good = judged.count { $0.verdict.outcome != .down }
        if good > 0 { outcome = .degraded }
        summary = "\(good)/\(total)"
        reason = "\(total - good) of \(total) pods not ready: \(reason)"
        if good == total { reason = "\(worst.name) \(worst.verdict.words)" }
    }

    private init(outcome: Outcome, summary: String, reason: String, lines: [String]) {
        (self.outcome, self.summary) = (outcome, summary)
        (self.reason, self.lines) = (reason, lines)
    }

    /// All that are there are well.
    private static func complete(
        _ judged: [Judged], _ missing: Int, _ demand: Demand, lines: [String]
    ) -> ContainerReport {
        if judged.isEmpty {
            let wished = demand.replicas.map { ", expected \($0)" } ?? ""
            if demand.replicas == 0 {
                return .init(
                    outcome: .down, summary: "0", reason: "\(demand.subject) is scaled to 0",
                    lines: lines)
            }
            return .init(
                outcome: .down, summary: "none",
                reason: "\(demand.subject) has no pods\(wished)", lines: lines)
        }
        let total = judged.count + missing
        let summary = total > 1 ? "\(judged.count)/\(total)" : judged[0].verdict.summary
        if missing == 0 { return .init(outcome: .up, summary: summary, reason: "", lines: lines) }
        return .init(
            outcome: .degraded, summary: summary,
            reason: "\(demand.subject) has \(Words.count(judged.count, "pod")), expected \(total)",
            lines: lines)
    }

    private static func containers(
        of group: ContainerJSON.Group, _ demand: Demand
    ) -> [ContainerState] {
        guard let name = demand.container else { return group.containers }
        return group.containers.filter { $0.name == name || $0.isInit }
    }

    private static func judge(
        _ group: ContainerJSON.Group, _ demand: Demand, _ now: Timestamp
    ) -> Judged {
        let mine = containers(of: group, demand)
        let subject = group.pod.isEmpty ? demand.subject : "pod \(group.pod)"
        func down(_ summary: String, _ words: String) -> Judged {
            Judged(
                name: subject,
                verdict: ContainerVerdict(outcome: .down, summary: summary, words: words))
        }
        if !group.trouble.isEmpty { return down("pending", group.trouble) }
        if group.isLeaving { return down("leaving", "is being removed") }
        guard !mine.isEmpty else {
            return down("none", "has no container called \(demand.container ?? "anything")")
        }
        let verdicts = mine.map { state in
            let verdict = ContainerVerdict.judge(
                state, now: now, limit: demand.limit, mayBeCompleted: demand.mayBeCompleted)
            let part = group.pod.isEmpty ? subject : "\(subject): \(state.name)"
            return Judged(name: part, verdict: verdict)
        }
        return verdicts.first { $0.verdict.outcome == .down }
            ?? verdicts.first { $0.verdict.outcome != .up } ?? verdicts[0]
    }

    private static func line(
        _ group: ContainerJSON.Group, _ state: ContainerState, _ now: Timestamp
    ) -> String {
        let parts = [
            group.pod.isEmpty ? state.name : "\(group.pod)/\(state.name)", state.phase.words,
            state.startedAt.flatMap {
                state.phase == .running ? "for \(Words.age(now - $0))" : nil
            },
            Words.count(state.restarts, "restart"), state.lastEnd.map { "last \($0.words)" },
            state.health.map { "health \($0.status)" },
            state.isReady.map { $0 ? "ready" : "not ready" }, state.image,
        ]
        return parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension ContainerState.Phase {
    fileprivate var words: String {
        switch self {
        case .running: "running"
        case .waiting(let reason, _): reason.isEmpty ? "waiting" : "waiting (\(reason))"
        case .exited: "ended"
        case .paused: "paused"
        case .restarting: "restarting"
        case .other(let word): word
        }
    }
}
