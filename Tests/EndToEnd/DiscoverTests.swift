import Foundation
import Testing

/// On a machine with a real nginx and PostgreSQL: one command proposes a file that works at once.
@Suite(.serialized) struct DiscoverTests {
    @Test func proposalFindsBothServersAndTheirLogsAndWorks() throws {
        let screen = try TmuxScreen()
        defer { screen.close() }
        let servers = try RealServers(folder: screen.workFolder)
        defer { servers.stop() }
        let file = screen.workFolder + "/quell.yaml"
        try Tool.run(Program.path, ["init", "--discover", "--output", file])
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.contains("http: http://127.0.0.1:\(servers.nginxPort)/"))
        #expect(text.contains("tcp: 127.0.0.1:\(servers.postgresPort)"))
        #expect(text.contains(servers.accessLog))
        #expect(text.contains("/pg/postgresql.log"))
        try onlyOurs(file, servers)
        let table = try Tool.run(Program.path, ["check", "--config", file])
        #expect(table.contains("nginx") && table.contains("postgresql"), "\(table)")
        try screen.command("'\(Program.path)' open --config \(file)")
        try screen.wait(for: "2/2 up")
        _ = try Tool.run(
            "curl", ["-s", "http://127.0.0.1:\(servers.nginxPort)/marker-of-this-test"])
        try screen.wait(seconds: 30, what: "the request in a log cluster") { $0.contains("GET") }
    }

    @Test func existingFileIsNotReplaced() throws {
        let folder = NSTemporaryDirectory() + "/quell-init-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try "theme: dark\n".write(
            toFile: folder + "/quell.yaml", atomically: true, encoding: .utf8)
        #expect(throws: Tool.Failure.self) {
            try Tool.run(Program.path, ["init", "--discover"], in: folder)
        }
        #expect(
            try String(contentsOfFile: folder + "/quell.yaml", encoding: .utf8) == "theme: dark\n")
    }

    @Test func commentedFileLoadsAsItIs() throws {
        let folder = NSTemporaryDirectory() + "/quell-init-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try Tool.run(Program.path, ["init"], in: folder)
        #expect(try Tool.run(Program.path, ["check"], in: folder).contains("no services"))
    }

    /// Leaves out what else happens to listen on the machine that runs the tests.
    private func onlyOurs(_ file: String, _ servers: RealServers) throws {
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var index = 0
        while index < lines.count {
            let isService = lines[index].hasPrefix("  - name: ")
            guard isService else {
                kept.append(lines[index])
                index += 1
                continue
            }
            var end = index + 1
            while end < lines.count, lines[end].hasPrefix("    ") { end += 1 }
            let entry = lines[index..<end].joined(separator: "\n")
            if entry.contains(":\(servers.nginxPort)") || entry.contains(":\(servers.postgresPort)")
            {
                kept += lines[index..<end]
            }
            index = end
        }
        try kept.joined(separator: "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }
}
