/// Pods as `kubectl get pods -o json` prints them (Kubernetes API, core/v1 PodStatus).
extension ContainerJSON.Group {
    init(pod object: [String: Any]) throws(ContainerJSON.Unreadable) {
        guard object["kind"] as? String == "Pod" || object["kind"] == nil,
            let status = object["status"] as? [String: Any]
        else { throw ContainerJSON.Unreadable(reason: "the answer has no status of a pod") }
        let metadata = object["metadata"] as? [String: Any] ?? [:]
        let starting = (status["initContainerStatuses"] as? [[String: Any]] ?? [])
            .map { ContainerState(kubernetes: $0, isInit: true) }
        // Those that ended well did their work; one that runs and is ready is a side car.
        let hindering = starting.filter { !$0.isDoneOrServing }
        let serving = (status["containerStatuses"] as? [[String: Any]] ?? [])
            .map { ContainerState(kubernetes: $0, isInit: false) }
        let phase = status["phase"] as? String ?? ""
        self.init(
            pod: metadata["name"] as? String ?? "", containers: hindering + serving,
            isLeaving: metadata["deletionTimestamp"] is String, isCompleted: phase == "Succeeded")
        trouble = Self.trouble(status, phase: phase, hasContainers: !containers.isEmpty)
    }

    /// What keeps the pod as a whole from running: evicted, not scheduled, node lost.
    private static func trouble(
        _ status: [String: Any], phase: String, hasContainers: Bool
    ) -> String {
        let reason = status["reason"] as? String ?? ""
        let message = (status["message"] as? String).map { ": \($0.prefix(200))" } ?? ""
        if phase == "Failed", !hasContainers || !reason.isEmpty {
            return "failed" + (reason.isEmpty ? "" : " (\(reason))") + message
        }
        if phase == "Unknown" { return "is out of reach of the cluster" + message }
        let conditions = status["conditions"] as? [[String: Any]] ?? []
        let scheduled = conditions.first { $0["type"] as? String == "PodScheduled" }
        guard !hasContainers, scheduled?["status"] as? String == "False" else {
            return hasContainers ? "" : "has not started yet"
        }
        let why = (scheduled?["message"] as? String).map { ": \($0.prefix(200))" } ?? ""
        return "is not scheduled" + why
    }
}

extension ContainerState {
    init(kubernetes status: [String: Any], isInit: Bool) {
        let state = status["state"] as? [String: Any] ?? [:]
        let running = state["running"] as? [String: Any]
        let last = (status["lastState"] as? [String: Any])?["terminated"] as? [String: Any]
        self.init(
            name: status["name"] as? String ?? "", image: status["image"] as? String ?? "",
            phase: Self.phase(state), restarts: status["restartCount"] as? Int ?? 0,
            startedAt: (running?["startedAt"] as? String).flatMap(RFC3339.timestamp),
            lastEnd: last.map(End.init(terminated:)), isReady: status["ready"] as? Bool,
            isInit: isInit)
    }

    private static func phase(_ state: [String: Any]) -> Phase {
        if state["running"] != nil { return .running }
        if let end = state["terminated"] as? [String: Any] { return .exited(End(terminated: end)) }
        let waiting = state["waiting"] as? [String: Any] ?? [:]
        return .waiting(
            reason: waiting["reason"] as? String ?? "",
            message: waiting["message"] as? String ?? "")
    }

    fileprivate var isDoneOrServing: Bool {
        switch phase {
        case .running: isReady == true
        case .exited(let end): end.code == 0
        case .waiting, .paused, .restarting, .other: false
        }
    }
}

extension ContainerState.End {
    fileprivate init(terminated: [String: Any]) {
        self.init(
            code: terminated["exitCode"] as? Int ?? 0,
            reason: terminated["reason"] as? String ?? "",
            finishedAt: (terminated["finishedAt"] as? String).flatMap(RFC3339.timestamp))
    }
}
