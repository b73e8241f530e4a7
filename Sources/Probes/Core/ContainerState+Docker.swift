/// A container as `docker inspect` (API 1.24 to 1.50) and `podman inspect` print it.
extension ContainerState {
    init(docker object: [String: Any]) throws(ContainerJSON.Unreadable) {
        guard let state = object["State"] as? [String: Any] else {
            throw ContainerJSON.Unreadable(reason: "the answer has no State of a container")
        }
        let named = object["Name"] as? String ?? ""
        let config = object["Config"] as? [String: Any]
        let end = End(
            code: state["ExitCode"] as? Int ?? 0,
            reason: state["OOMKilled"] as? Bool == true ? "OOMKilled" : "",
            finishedAt: (state["FinishedAt"] as? String).flatMap(RFC3339.timestamp))
        let hasEnded = end.finishedAt != nil
        self.init(
            name: named.hasPrefix("/") ? String(named.dropFirst()) : named,
            image: object["ImageName"] as? String ?? config?["Image"] as? String ?? "",
            phase: Self.phase(state, end), restarts: object["RestartCount"] as? Int ?? 0,
            startedAt: (state["StartedAt"] as? String).flatMap(RFC3339.timestamp),
            lastEnd: hasEnded ? end : nil,
            health: Self.health(state["Health"] ?? state["Healthcheck"]),
            error: state["Error"] as? String ?? "")
    }

    private static func phase(_ state: [String: Any], _ end: End) -> Phase {
        switch (state["Status"] as? String ?? "").lowercased() {
        case "running": .running
        case "exited", "stopped": .exited(end)
        case "paused": .paused
        case "restarting": .restarting
        case "": state["Running"] as? Bool == true ? .running : .exited(end)
        case "created", "configured", "initialized": .other("created")
        case let word: .other(word)
        }
    }

    private static func health(_ value: Any?) -> Health? {
        guard let value = value as? [String: Any], let status = value["Status"] as? String,
            !status.isEmpty, status != "none"
        else { return nil }
        let log = value["Log"] as? [[String: Any]] ?? []
        return Health(
            status: status, failures: value["FailingStreak"] as? Int ?? 0,
            output: String((log.last?["Output"] as? String ?? "").prefix(1024)))
    }
}
