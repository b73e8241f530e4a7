import IncidentModel

/// What the error replies of Redis mean; the first word is their kind.
enum RedisWords {
    /// What an error reply means for the target.
    static func failure(_ error: String) -> ProbeFailure {
        let kind = error.prefix { $0 != " " }
        let said = ": \(error.prefix(200))"
        switch kind {
        case "NOAUTH": return .down("no auth", "the server asks for a password" + said, .rejected)
        case "WRONGPASS":
            return .down("password", "the user or the password is wrong" + said, .rejected)
        case "NOPERM": return .down("denied", "the user may not do this" + said, .rejected)
        case "DENIED":
            return .down("denied", "the server answers only its own machine" + said, .rejected)
        case "LOADING":
            return .down("loading", "the server is loading its data" + said, .serverError)
        case "MISCONF":
            return .down(
                "misconf", "the server cannot save to disk and refuses writes" + said, .serverError)
        case "MASTERDOWN":
            return .down("no link", "the replica has lost its master" + said, .serverError)
        case "CLUSTERDOWN":
            return .down("cluster", "the cluster is down" + said, .serverError)
        case "BUSY": return .down("busy", "a script keeps the server busy" + said, .serverError)
        case "OOM":
            return .down("no mem", "the server has reached its memory limit" + said, .serverError)
        case "READONLY":
            return .down(
                "readonly", "the server is a replica that refuses writes" + said, .rejected)
        case "MOVED", "ASK":
            return .down("moved", "the key is on another node of the cluster" + said, .rejected)
        default: return ordinary(error, said)
        }
    }

    private static func ordinary(_ error: String, _ said: String) -> ProbeFailure {
        if error.contains("max number of clients") {
            return .down("full", "the server has no connection left" + said, .serverError)
        }
        if error.contains("without any password configured") {
            return .down(
                "password", "a password is given and the server has none" + said, .rejected)
        }
        if error.contains("invalid password") {
            return .down("password", "the password is wrong" + said, .rejected)
        }
        if error.contains("unknown command") {
            return .down("command", "the server does not know the command" + said, .rejected)
        }
        if error.contains("DB index") {
            return .down("no db", "the database does not exist" + said, .rejected)
        }
        return .down("error", "the server answered with an error" + said, .rejected)
    }

    /// The lines of INFO that say most, in this order.
    static let facts: [(field: String, label: String)] = [
        ("redis_version", "version"), ("role", "role"), ("loading", "loading"),
        ("used_memory_human", "memory"), ("connected_clients", "clients"),
        ("master_link_status", "master link"), ("rdb_last_bgsave_status", "last save"),
    ]

    /// What INFO says of a server, as label and text.
    static func facts(in info: String) -> [(label: String, text: String)] {
        var found: [Substring: Substring] = [:]
        for line in info.split(whereSeparator: \.isNewline) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            found[line[..<colon]] = line[line.index(after: colon)...]
        }
        return facts.compactMap { fact in
            found[fact.field[...]].map { (fact.label, String($0)) }
        }
    }
}
