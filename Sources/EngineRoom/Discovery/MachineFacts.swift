/// What was found on a machine; what a proposal is made from.
struct MachineFacts: Hashable, Sendable {
    /// How a server can be probed.
    enum Door: Hashable, Sendable {
        /// It speaks HTTP: this path answered with this status.
        case http(path: String, status: Int)
        /// It answers a Redis PING.
        case redis
        /// It accepts connections.
        case tcp
    }

    /// A server that listens.
    struct Server: Hashable, Sendable {
        /// A name for it, unique.
        var name: String
        /// The port.
        var port: Int
        /// How to probe it.
        var door: Door
        /// Its process, when it could be seen.
        var process: String?
    }

    /// A log that can be followed.
    struct Log: Hashable, Sendable {
        /// A name for it, unique.
        var name: String
        /// Where its lines come from.
        var origin: Origin
        /// The server it belongs to, when that is known.
        var server: String?

        /// Where lines come from.
        enum Origin: Hashable, Sendable {
            /// A path or a pattern.
            case file(String)
            /// A running container.
            case docker(String)
            /// A deployment of the present context.
            case kubernetes(String)
            /// Units of the system's journal.
            case journald([String])
        }
    }

    /// The servers by port.
    var servers: [Server] = []
    /// The logs.
    var logs: [Log] = []
    /// What was seen and left out, or could not be asked, each a sentence.
    var remarks: [String] = []
}
