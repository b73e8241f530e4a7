import IncidentModel

/// What is known of one container, whichever program told it.
struct ContainerState: Hashable, Sendable {
    /// What it is doing now.
    enum Phase: Hashable, Sendable {
        case running
        /// Not started yet, or not again; with the runtime's word for why, such as `ImagePullBackOff`.
        case waiting(reason: String, message: String)
        case exited(End)
        case paused
        /// Between an end and the next start.
        case restarting
        /// Any other state, in the runtime's word: `created`, `dead`, `removing`.
        case other(String)
    }

    /// How it ended.
    struct End: Hashable, Sendable {
        var code: Int
        /// The runtime's word, such as `OOMKilled`, `Error`, `Completed`; may be empty.
        var reason = ""
        var finishedAt: Timestamp?
    }

    /// What its health check says.
    struct Health: Hashable, Sendable {
        /// `starting`, `healthy`, `unhealthy` or empty.
        var status: String
        var failures: Int
        /// What the last check wrote.
        var output: String
    }

    var name: String
    var image = ""
    var phase: Phase
    var restarts = 0
    var startedAt: Timestamp?
    /// The end before the present start.
    var lastEnd: End?
    var health: Health?
    /// Whether it takes requests; nil when the runtime does not tell.
    var isReady: Bool?
    /// Why the runtime could not start it; may be empty.
    var error = ""
    /// True for one that must end before others start.
    var isInit = false
}

extension ContainerState.End {
    /// `exit code 1`, `exit code 137 (out of memory)`, `exit code 137 (signal 9 (KILL))`.
    var words: String {
        if reason == "OOMKilled" { return "exit code \(code), out of memory" }
        let signal = SignalName.words(exitStatus: code)
        return "exit code \(code)" + (signal.map { ", \($0)" } ?? "")
    }
}
