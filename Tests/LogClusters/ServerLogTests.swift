import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

/// Runs a program to its end and gives what it wrote.
@discardableResult
private func run(_ words: [String]) throws -> String {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(words)")
    return String(decoding: output, as: UTF8.self)
}

private func freePort() -> UInt16 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        } ? UInt16(bigEndian: pointer.pointee.sin_port) : 0
    }
}

@Suite("Logs of real servers", .serialized)
struct ServerLogTests {
    private static let postgres: String? = {
        let base = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        return versions.map { "\(base)/\($0)/bin" }.max()
    }()

    private func lines(_ paths: [String]) -> Int {
        paths.reduce(0) {
            $0 + (FileManager.default.contents(atPath: $1) ?? Data()).count { $0 == 10 }
        }
    }

    @Test("nginx: both logs, over the rotation that nginx itself asks for")
    func followsNginx() async throws {
        let bench = try EngineBench()
        let folder = bench.folder.path
        let port = freePort()
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder)/\($0);" }.joined(separator: " ")
        try bench.write(
            """
            pid \(folder)/nginx.pid; error_log \(folder)/error.log;
            events {}
            http { access_log \(folder)/access.log; \(temporary)
              server { listen 127.0.0.1:\(port); root \(folder)/none; location = /ok { return 200; } }
            }
            """, to: "nginx.conf")
        let nginx = ["nginx", "-c", folder + "/nginx.conf"]
        bench.start([.file(folder + "/access.log"), .file(folder + "/error.log")])
        try run(nginx)
        defer {
            _ = try? run(nginx + ["-s", "stop"])
            bench.stop()
        }
        let url = "http://127.0.0.1:\(port)"
        for round in 0..<3 {
            for number in 0..<20 {
                try run(["curl", "-s", "-o", "/dev/null", "\(url)/ok?n=\(number)"])
            }
            try run(["curl", "-s", "-o", "/dev/null", "\(url)/missing/\(round)"])
            for name in ["access.log", "error.log"] {
                try run(["mv", "\(folder)/\(name)", "\(folder)/\(name).\(round)"])
            }
            try run(nginx + ["-s", "reopen"])
        }
        try run(["curl", "-s", "-o", "/dev/null", "\(url)/ok"])
        let names = ["access.log", "error.log"].flatMap { name in
            [name] + (0..<3).map { "\(name).\($0)" }
        }
        let paths = names.map { folder + "/" + $0 }
        try await bench.wait { _ in lines(paths) >= 64 + 3 && bench.lines == lines(paths) }
        #expect(bench.status.lines == bench.lines)
        #expect(bench.status.sources.allSatisfy { $0.state == .following })
    }

    @Test("PostgreSQL: errors, with the lines that belong to them, and their severity")
    func followsPostgres() async throws {
        let bin = try #require(Self.postgres, "PostgreSQL is not installed")
        let bench = try EngineBench()
        let folder = bench.folder.path
        let base = folder + "/pg"
        try run(["mkdir", base])
        var user: [String] = []
        if getuid() == 0 {
            try run(["chown", "postgres", base])
            try run(["chmod", "o+x", folder])
            user = ["runuser", "-u", "postgres", "--"]
        }
        try run(user + ["\(bin)/initdb", "-D", "\(base)/data", "-A", "trust", "--no-sync"])
        let log = base + "/postgresql.log"
        bench.start([.file(log)])
        let options = "-k \(base) -c listen_addresses='' -c fsync=off"
        try run(
            user + [
                "sh", "-c",
                "\(bin)/pg_ctl -D \(base)/data -l \(log) -w -o \"\(options)\" start >/dev/null 2>&1",
            ])
        defer {
            _ = try? run(user + ["\(bin)/pg_ctl", "-D", base + "/data", "-m", "fast", "stop"])
            bench.stop()
        }
        for number in 1...20 {
            _ = try? run(
                user + [
                    "sh", "-c",
                    "psql -h \(base) -d postgres -c 'select * from orders_\(number)' 2>/dev/null;true",
                ])
        }
        try await bench.wait { status in
            status.counts.errors >= 20 && bench.lines == lines([log])
        }
        #expect(bench.status.lines == bench.lines)
        let source = try #require(bench.status.sources.first)
        #expect(source.linesPerSecond > 0)
        #expect(source.lag.map { $0 < .seconds(60) } == true)
    }
}
