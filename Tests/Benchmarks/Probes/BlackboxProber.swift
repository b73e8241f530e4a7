import Foundation
import Synchronization

/// prometheus-blackbox-exporter, driven through its `/probe` with ten requests at a time.
final class BlackboxProber {
    /// Requests at a time.
    static let concurrency = 10

    private let process = Process()
    private let port: Int
    private let configuration: String

    init(authorityFile: String) throws {
        port = try TargetServer.freePorts(1)[0]
        configuration = NSTemporaryDirectory() + "quell-bench-" + UUID().uuidString + ".yml"
        try """
        modules:
          http: {prober: http, timeout: 5s}
          https: {prober: http, timeout: 5s, http: {tls_config: {ca_file: "\(authorityFile)"}}}

        """.write(toFile: configuration, atomically: true, encoding: .utf8)
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "prometheus-blackbox-exporter", "--config.file=" + configuration,
            "--web.listen-address=127.0.0.1:\(port)", "--log.level=error",
        ]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<1000 where !LoopbackSocket.listens(port) { usleep(10_000) }
    }

    func end() {
        process.terminate()
        process.waitUntilExit()
        try? FileManager.default.removeItem(atPath: configuration)
    }

    /// Milliseconds of its CPU a probe.
    func milliseconds(_ scheme: String, _ ports: [Int], probes: Int) throws -> Double {
        try drive(scheme, ports, probes: 200)
        let before = ProcessTreeUsage.of(process.processIdentifier).cpuSeconds
        try drive(scheme, ports, probes: probes)
        let after = ProcessTreeUsage.of(process.processIdentifier).cpuSeconds
        return (after - before) * 1000 / Double(probes)
    }

    private func drive(_ scheme: String, _ ports: [Int], probes: Int) throws {
        let next = Atomic(0)
        let failed = Atomic(0)
        let group = DispatchGroup()
        let port = port
        for _ in 0..<Self.concurrency {
            group.enter()
            Thread.detachNewThread {
                while case let turn = next.add(1, ordering: .relaxed).oldValue, turn < probes {
                    let target = "\(scheme)://127.0.0.1:\(ports[turn % ports.count])/"
                    let answer = Self.get("/probe?module=\(scheme)&target=\(target)", port)
                    if !answer.contains("\nprobe_success 1") { failed.add(1, ordering: .relaxed) }
                }
                group.leave()
            }
        }
        group.wait()
        let count = failed.load(ordering: .relaxed)
        guard count == 0 else {
            throw BenchmarkFailure("\(count) probes of the other prober failed")
        }
    }

    private static func get(_ path: String, _ port: Int) -> String {
        guard let connection = LoopbackSocket.connected(port) else { return "" }
        defer { close(connection) }
        let request = Array("GET \(path) HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n".utf8)
        guard write(connection, request, request.count) == request.count else { return "" }
        var answer: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while case let count = read(connection, &buffer, buffer.count), count > 0 {
            answer += buffer[..<count]
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
