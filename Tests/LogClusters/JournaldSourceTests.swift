import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

/// A real systemd-journald of our own, with a namespace that nobody else uses.
final class JournalDaemon {
    static let program = "/lib/systemd/systemd-journald"

    let namespace = "quell\(UInt32.random(in: 1...UInt32.max))"
    private let process = Process()

    static var isThere: Bool {
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: program)
            && FileManager.default.fileExists(atPath: "/etc/machine-id")
    }

    init() throws {
        process.executableURL = URL(filePath: Self.program)
        process.arguments = [namespace]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<3_000 where !FileManager.default.fileExists(atPath: socket) { usleep(10_000) }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        let machine = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
        let name = machine.trimmingCharacters(in: .whitespacesAndNewlines) + "." + namespace
        let folders = ["/var/log/journal/", "/run/log/journal/"].map { $0 + name }
        for folder in folders + [URL(filePath: socket).deletingLastPathComponent().path] {
            try? FileManager.default.removeItem(atPath: folder)
        }
    }

    private var socket: String { "/run/systemd/journal.\(namespace)/socket" }

    /// Sends an entry as sd_journal_send(3) does; its text must not hold line ends.
    func send(_ message: String) {
        let descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { path in
            path.copyBytes(from: socket.utf8.prefix(path.count - 1))
        }
        let bytes = Array("MESSAGE=\(message)\nPRIORITY=3\nSYSLOG_IDENTIFIER=shop\n".utf8)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(
                    descriptor, bytes, bytes.count, 0, $0,
                    socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(sent == bytes.count)
    }
}

@Suite(
    "The real journal", .serialized,
    .enabled(if: JournalDaemon.isThere, "needs root and systemd-journald"))
struct JournaldSourceTests {
    @Test("entries come once, also over a killed journalctl and a restart")
    func followsJournal() async throws {
        let bench = try EngineBench()
        let daemon = try JournalDaemon()
        var options = LogEngineOptions()
        options.publishInterval = .milliseconds(20)
        options.restartDelay = .milliseconds(30)
        options.checkpointInterval = .milliseconds(50)
        let kind = SourceKind.journald(JournalDefinition(namespace: daemon.namespace))
        for number in 0..<100 { daemon.send("order \(number) was lost") }
        bench.start([kind], options: options)
        try await bench.wait { _ in bench.lines >= 100 }
        for number in 100..<200 { daemon.send("order \(number) was lost") }
        try await bench.wait { _ in bench.lines >= 200 }
        let before = bench.lines
        try killFollowers(of: daemon.namespace)
        for number in 200..<250 { daemon.send("order \(number) was lost") }
        try await bench.wait { _ in bench.lines >= before + 50 }
        #expect(bench.lines == before + 50)
        #expect(bench.status.sources.first?.reconnects ?? 0 >= 1)
        bench.stop()
        for number in 250..<300 { daemon.send("order \(number) was lost") }
        options.checkpoint = bench.lastCheckpoint
        bench.restart([kind], options: options)
        defer { bench.stop() }
        try await bench.wait { _ in bench.lines >= before + 100 }
        try await Task.sleep(for: .milliseconds(300))
        #expect(bench.lines == before + 100)
        withExtendedLifetime(daemon) {}
    }

    /// Ends the `journalctl` that our engine started, and no other.
    private func killFollowers(of namespace: String) throws {
        var found = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: "/proc") {
            guard let pid = pid_t(name),
                let line = FileManager.default.contents(atPath: "/proc/\(pid)/cmdline"),
                String(decoding: line, as: UTF8.self).contains("--namespace=\(namespace)")
            else { continue }
            found += kill(pid, SIGKILL) == 0 ? 1 : 0
        }
        #expect(found == 1)
    }
}
