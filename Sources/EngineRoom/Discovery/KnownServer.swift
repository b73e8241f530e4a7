/// What is known of servers that are found on many machines.
struct KnownServer: Sendable {
    /// The service's name in the proposal.
    var name: String
    /// Process names (`/proc/PID/comm`, at most 15 characters).
    var processes: [String]
    /// The ports it usually listens on.
    var ports: [Int]
    /// Where its log usually is.
    var logs: [String]
    /// What it speaks; nil when it may be HTTP, so that it is worth a request.
    var speech: Speech?

    /// A protocol that is not HTTP: a request would only stand in the server's log as an attack.
    enum Speech: Hashable, Sendable {
        /// Redis answers a PING.
        case redis
        /// Nothing is known to say to it.
        case other
    }

    static let all: [KnownServer] = [
        KnownServer(
            name: "nginx", processes: ["nginx"], ports: [80, 443],
            logs: ["/var/log/nginx/error.log", "/var/log/nginx/access.log"]),
        KnownServer(
            name: "apache", processes: ["apache2", "httpd"], ports: [],
            logs: ["/var/log/apache2/error.log", "/var/log/apache2/access.log"]),
        KnownServer(
            name: "postgresql", processes: ["postgres"], ports: [5432],
            logs: ["/var/log/postgresql/*.log"], speech: .other),
        KnownServer(
            name: "mysql", processes: ["mysqld", "mariadbd"], ports: [3306],
            logs: ["/var/log/mysql/error.log"], speech: .other),
        KnownServer(
            name: "redis", processes: ["redis-server", "valkey-server"], ports: [6379],
            logs: ["/var/log/redis/redis-server.log"], speech: .redis),
        KnownServer(
            name: "haproxy", processes: ["haproxy"], ports: [], logs: ["/var/log/haproxy.log"]),
        KnownServer(
            name: "memcached", processes: ["memcached"], ports: [11211], logs: [], speech: .other),
        KnownServer(
            name: "mongodb", processes: ["mongod"], ports: [27017],
            logs: ["/var/log/mongodb/mongod.log"], speech: .other),
        KnownServer(
            name: "rabbitmq", processes: ["beam.smp"], ports: [5672],
            logs: ["/var/log/rabbitmq/*.log"], speech: .other),
        KnownServer(
            name: "elasticsearch", processes: [], ports: [9200],
            logs: ["/var/log/elasticsearch/*.log"]),
        KnownServer(name: "dnsmasq", processes: ["dnsmasq"], ports: [53], logs: [], speech: .other),
        KnownServer(
            name: "sshd", processes: ["sshd"], ports: [22], logs: ["/var/log/auth.log"],
            speech: .other),
    ]

    /// The server of a process name, else the one that usually has the port.
    static func of(process: String?, port: Int) -> KnownServer? {
        if let process { return all.first { $0.processes.contains(process) } }
        return all.first { $0.ports.contains(port) }
    }
}
