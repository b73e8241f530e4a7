import Foundation
import IncidentModel
import SafeText
import Testing

@testable import LogClusters

/// Starts a program that is ended by the test.
private func launch(_ words: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = URL(filePath: "/")
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
}

/// Runs a program to its end.
///
/// It must leave no server behind: that would never let the test go on.
private func run(_ words: [String]) throws {
    let process = try launch(words)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(words)")
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
            daemon off; pid \(folder)/nginx.pid; error_log \(folder)/error.log;
            events {}
            http { access_log \(folder)/access.log; \(temporary)
              server { listen 127.0.0.1:\(port); root \(folder)/none; location = /ok { return 200; } }
            }
            """, to: "nginx.conf")
        let nginx = ["nginx", "-c", folder + "/nginx.conf"]
        bench.start([.file(folder + "/access.log"), .file(folder + "/error.log")])
        let server = try launch(nginx)
        defer {
            server.terminate()
            server.waitUntilExit()
            bench.stop()
        }
        let url = "http://127.0.0.1:\(port)"
        try run([
            "curl", "-s", "-o", "/dev/null", "--retry", "100", "--retry-delay", "1",
            "--retry-connrefused", "\(url)/ok",
        ])
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
        try await bench.wait { status in
            lines(paths) >= 65 + 3 && bench.lines == lines(paths) && status.lines == bench.lines
                && status.sources.allSatisfy { $0.state == .following }
        }
        #expect(bench.lines == lines(paths))
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
            user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        }
        try run(user + ["\(bin)/initdb", "-D", "\(base)/data", "-A", "trust", "--no-sync"])
        let log = base + "/postgresql.log"
        bench.start([.file(log)])
        let server = try launch(
            user + [
                "sh", "-c",
                "exec \(bin)/postgres -D \(base)/data -k \(base) -c listen_addresses=''"
                    + " -c fsync=off >> \(log) 2>&1",
            ])
        defer {
            // SIGINT: a fast shutdown.
            server.interrupt()
            server.waitUntilExit()
            bench.stop()
        }
        let client = "psql -h \(base) -d postgres"
        try run(
            user + [
                "sh", "-c",
                "for i in $(seq 300); do \(client) -c 'select 1' && exit 0; sleep 0.1; done; exit 1",
            ])
        for number in 1...20 {
            try run(user + ["sh", "-c", "\(client) -c 'select * from orders_\(number)' || true"])
        }
        try await bench.wait { status in
            status.counts.errors >= 20 && bench.lines == lines([log])
                && status.lines == bench.lines
        }
        let source = try #require(bench.status.sources.first)
        #expect(source.linesPerSecond > 0)
        #expect(source.lag.map { $0 < .seconds(60) } == true)
    }
}
