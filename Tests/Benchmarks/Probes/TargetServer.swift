import Foundation

/// nginx on many ports of loopback, with and without TLS, in a process of its own.
final class TargetServer {
    /// Ports of `http`.
    let plainPorts: [Int]
    /// Ports of `https`.
    let securePorts: [Int]
    /// The certificate (P-256, for 127.0.0.1), which is its own authority.
    var authorityFile: String { folder + "/cert.pem" }
    private let folder: String
    private let process = Process()

    init(count: Int) throws {
        folder = NSTemporaryDirectory() + "quell-bench-" + UUID().uuidString.prefix(8)
        let ports = try Self.freePorts(count * 2)
        plainPorts = Array(ports.prefix(count))
        securePorts = Array(ports.suffix(count))
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Self.run(
            "openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-keyout", folder + "/key.pem", "-out", folder + "/cert.pem", "-days",
                "2", "-subj", "/CN=quell-bench", "-addext", "subjectAltName=IP:127.0.0.1",
            ])
        try configuration.write(
            toFile: folder + "/nginx.conf", atomically: true, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["nginx", "-p", folder, "-c", folder + "/nginx.conf", "-e", "stderr"]
        process.standardInput = FileHandle.nullDevice
        process.environment = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"]
        try process.run()
        for _ in 0..<500 where !LoopbackSocket.listens(ports[ports.count - 1]) { usleep(10_000) }
    }

    /// Ends nginx and removes its files.
    func end() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: folder)
    }

    private var configuration: String {
        let plain = plainPorts.map { "listen 127.0.0.1:\($0);" }.joined(separator: " ")
        let secure = securePorts.map { "listen 127.0.0.1:\($0) ssl;" }.joined(separator: " ")
        return """
            daemon off;
            worker_processes 1;
            pid \(folder)/nginx.pid;
            error_log stderr crit;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path \(folder)/body;
              proxy_temp_path \(folder)/proxy;
              fastcgi_temp_path \(folder)/fastcgi;
              uwsgi_temp_path \(folder)/uwsgi;
              scgi_temp_path \(folder)/scgi;
              server {
                \(plain)
                \(secure)
                ssl_certificate \(folder)/cert.pem;
                ssl_certificate_key \(folder)/key.pem;
                location / { return 200 "ok\\n"; }
              }
            }

            """
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw BenchmarkFailure("\(program) failed") }
    }

    /// Ports nobody listened on a moment ago, all held at once so that they differ.
    static func freePorts(_ count: Int) throws -> [Int] {
        let sockets = (0..<count).map { _ in LoopbackSocket.listening(backlog: 1) }
        defer { for socket in sockets { close(socket.descriptor) } }
        let ports = sockets.map(\.port)
        guard ports.allSatisfy({ $0 > 0 }) else { throw BenchmarkFailure("no free ports") }
        return ports
    }
}
