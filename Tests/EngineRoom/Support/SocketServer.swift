import Foundation
import Glibc
import Synchronization

/// A real server on a free loopback port, on threads of its own, that behaves as told.
final class SocketServer: Sendable {
    /// What it does with a connection.
    enum Manner: Sendable {
        /// Answers a request for a path with a status; paths that are not named get 404.
        case http([String: Int])
        /// Sends this at once, whatever is asked.
        case banner(String)
        /// Accepts, and says nothing.
        case silent
    }

    struct CannotListen: Error {}

    let port: Int
    private let listener: Int32
    private let paths = Mutex<[String]>([])
    private let held = Mutex<[Int32]>([])
    private let isStopped = Mutex(false)

    /// The paths that were asked for, in order.
    var askedPaths: [String] { paths.withLock { $0 } }

    init(_ manner: Manner) throws {
        (listener, port) = try Self.listen()
        let listener = listener
        Thread.detachNewThread { [weak self] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0, let server = self else { return }
                server.serve(connection, manner)
            }
        }
    }

    deinit {
        stop()
        for connection in held.withLock({ $0 }) { close(connection) }
    }

    /// Ends listening: from then on the port refuses.
    func stop() {
        let isFirst = isStopped.withLock { stopped in
            defer { stopped = true }
            return !stopped
        }
        guard isFirst else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// A port on which nobody listens.
    static func refusedPort() throws -> Int {
        let (descriptor, port) = try listen()
        close(descriptor)
        return port
    }

    private func serve(_ connection: Int32, _ manner: Manner) {
        switch manner {
        case .silent: held.withLock { $0.append(connection) }
        case .banner(let text):
            send(text, to: connection)
            close(connection)
        case .http(let statuses):
            var buffer = [UInt8](repeating: 0, count: 4096)
            let count = recv(connection, &buffer, buffer.count, 0)
            let words = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
                .split(separator: " ")
            if words.count > 1 {
                let path = String(words[1])
                paths.withLock { $0.append(path) }
                let status = statuses[path] ?? 404
                send(
                    "HTTP/1.1 \(status) Some\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok",
                    to: connection)
            }
            close(connection)
        }
    }

    private func send(_ text: String, to connection: Int32) {
        let bytes = Array(text.utf8)
        _ = Glibc.send(connection, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    private static func listen() throws -> (descriptor: Int32, port: Int) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isListening else { throw CannotListen() }
        return (descriptor, Int(in_port_t(bigEndian: address.sin_port)))
    }
}
