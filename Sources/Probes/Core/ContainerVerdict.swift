import IncidentModel

/// What a container's state means for those who need it.
struct ContainerVerdict: Hashable, Sendable {
    var outcome: Outcome
    /// At most 8 columns.
    var summary: String
    /// A part of a sentence that follows the container's name; empty when up.
    var words: String

    private static func up(_ summary: String) -> ContainerVerdict {
        ContainerVerdict(outcome: .up, summary: summary, words: "")
    }
    private static func degraded(_ summary: String, _ words: String) -> ContainerVerdict {
        ContainerVerdict(outcome: .degraded, summary: summary, words: words)
    }
    private static func down(_ summary: String, _ words: String) -> ContainerVerdict {
        ContainerVerdict(outcome: .down, summary: summary, words: words)
    }

    /// Judges a container.
    ///
    /// - Parameters:
    ///   - state: What is known of it.
    ///   - now: The time.
    ///   - limit: When restarts are too many.
    ///   - mayBeCompleted: True when an end with exit code 0 is as good as running.
    /// - Returns: The verdict.
    static func judge(
        _ state: ContainerState, now: Timestamp, limit: RestartLimit, mayBeCompleted: Bool
    ) -> ContainerVerdict {
        switch state.phase {
        case .running: return running(state, now: now, limit: limit)
        case .waiting(let reason, let message): return waiting(state, reason, message)
        case .exited(let end): return exited(state, end, now, mayBeCompleted || state.isInit)
        case .paused: return .down("paused", "is paused")
        case .restarting:
            return .down("restarts", "is restarting" + history(state, end: state.lastEnd))
        case .other("created"):
            return .down(
                "created", "was never started" + (state.error.isEmpty ? "" : ": \(state.error)"))
        case .other(let word):
            return .down(String(word.prefix(8)), word.isEmpty ? "has no state" : "is \(word)")
        }
    }

    private static func running(
        _ state: ContainerState, now: Timestamp, limit: RestartLimit
    ) -> ContainerVerdict {
        let age = state.startedAt.map { now - $0 }
        let since = age.map { ", up for \(Words.age($0))" } ?? ""
        switch limit.judge(restarts: state.restarts, age: age) {
        case .restarting:
            return .down("restarts", "is restarting" + history(state, end: state.lastEnd) + since)
        case .restarted:
            return .degraded(
                "restart", "was restarted" + history(state, end: state.lastEnd) + since)
        case .steady: break
        }
        switch state.health?.status {
        case "unhealthy":
            let failures = Words.count(state.health?.failures ?? 0, "failed health check")
            return .down("sick", "runs, but is unhealthy: \(failures) in a row")
        case "starting": return .degraded("starting", "runs, its health check has not passed yet")
        default: break
        }
        if state.isReady == false { return .down("unready", "runs, but is not ready") }
        return .up("running")
    }

    private static func waiting(
        _ state: ContainerState, _ reason: String, _ message: String
    ) -> ContainerVerdict {
        switch reason {
        case "CrashLoopBackOff":
            return .down(
                "restarts", "is restarting (CrashLoopBackOff)" + history(state, end: state.lastEnd))
        case "ContainerCreating", "PodInitializing", "":
            // Harmless for a moment; a rollout that hangs here shows by what is not ready.
            return .down("creating", "has not started yet" + aside(reason, message))
        case "ImagePullBackOff", "ErrImagePull", "InvalidImageName", "ErrImageNeverPull":
            return .down("no image", "has no image to start from" + aside(reason, message))
        default: return .down("waiting", "does not start" + aside(reason, message))
        }
    }

    private static func exited(
        _ state: ContainerState, _ end: ContainerState.End, _ now: Timestamp, _ mayBeCompleted: Bool
    ) -> ContainerVerdict {
        if end.code == 0, mayBeCompleted { return .up("done") }
        let ago = end.finishedAt.map { " \(Words.age(now - $0)) ago" } ?? ""
        let error = state.error.isEmpty ? "" : ": \(state.error)"
        let restarts = state.restarts > 0 ? " after \(Words.count(state.restarts, "restart"))" : ""
        let word = end.reason == "Completed" || end.code == 0 ? "completed" : "ended"
        return .down("exit \(end.code)", "\(word)\(ago) with \(end.words)\(restarts)\(error)")
    }

    /// `: 7 restarts, last exit code 1`.
    private static func history(_ state: ContainerState, end: ContainerState.End?) -> String {
        let parts = [
            state.restarts > 0 ? Words.count(state.restarts, "restart") : nil,
            end.map { "last \($0.words)" },
        ].compactMap { $0 }
        return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    }

    private static func aside(_ reason: String, _ message: String) -> String {
        let first = message.split(whereSeparator: \.isNewline).first.map { ": \($0.prefix(200))" }
        return (reason.isEmpty ? "" : " (\(reason))") + (first ?? "")
    }
}
