import Glibc

/// Asks a port of this machine who is there.
enum LoopbackKnock {
    /// Milliseconds a server has for its answer; enough for a loaded machine, short for a person who waits.
    static let patience = 1500

    /// What answers on a port; nil when nobody accepts.
    ///
    /// A server that is known not to speak HTTP is only asked what it understands.
    static func knock(port: Int, speech: KnownServer.Speech? = nil) -> MachineFacts.Door? {
        switch speech {
        case .redis:
            answer(port: port, to: "PING\r\n").map { $0.hasPrefix("+PONG") ? .redis : .tcp }
        case .other: answer(port: port, to: nil).map { _ in .tcp }
        case nil: knockWithHTTP(port: port)
        }
    }

    /// HTTP with the first path that is served, else TCP.
    private static func knockWithHTTP(port: Int) -> MachineFacts.Door? {
        guard let first = status(port: port, path: "/") else { return nil }
        guard let root = first.status else { return .tcp }
        if (200..<400).contains(root) { return .http(path: "/", status: root) }
        for path in ["/health", "/healthz", "/-/healthy"] {
            if let status = status(port: port, path: path)?.status, (200..<300).contains(status) {
                return .http(path: path, status: status)
            }
        }
        return .http(path: "/", status: root)
    }

    /// Nil when the port does not accept; else the HTTP status, or nil inside when it is no HTTP.
    private static func status(port: Int, path: String) -> (status: Int?, Void)? {
        let request = "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        guard let answer = answer(port: port, to: request) else { return nil }
        let words = answer.split(separator: " ")
        guard answer.utf8.count > 12, words.count > 1, words[0].hasPrefix("HTTP/") else {
            return (nil, ())
        }
        return (Int(words[1].prefix(3)), ())
    }

    /// The first bytes that a server says to a request; nil when nobody accepts.
    ///
    /// Without a request nothing is said, nor waited for.
    private static func answer(port: Int, to request: String?) -> String? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var limit = timeval(tv_sec: patience / 1000, tv_usec: (patience % 1000) * 1000)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
        guard connects(descriptor, port: port) else { return nil }
        guard let request else { return "" }
        let bytes = Array(request.utf8)
        guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) > 0 else { return "" }
        var buffer = [UInt8](repeating: 0, count: 64)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
    }

    private static func connects(_ descriptor: Int32, port: Int) -> Bool {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(truncatingIfNeeded: port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
