/// A TCP port on which somebody listens, as the kernel lists it.
struct ListeningSocket: Hashable, Sendable {
    /// The port.
    var port: Int
    /// True when it can be reached from this machine over IPv4 loopback.
    var isOnLoopback: Bool
    /// The socket's inode, by which its process is found.
    var inode: String

    /// Reads the text of `/proc/net/tcp` or `/proc/net/tcp6` (proc(5)): only sockets in state 0A.
    static func parse(_ table: String) -> [ListeningSocket] {
        table.split(separator: "\n").dropFirst().compactMap { line in
            let fields = line.split(separator: " ")
            guard fields.count > 9, fields[3] == "0A" else { return nil }
            let parts = fields[1].split(separator: ":")
            guard parts.count == 2, let port = Int(parts[1], radix: 16) else { return nil }
            return ListeningSocket(
                port: port, isOnLoopback: reachable.contains(String(parts[0])),
                inode: String(fields[9]))
        }
    }

    /// 0.0.0.0, 127.0.0.1, :: (which serves IPv4 too unless it is told not to).
    private static let reachable: Set<String> = [
        "00000000", "0100007F", "00000000000000000000000000000000",
    ]
}
