import Foundation
import Glibc
import Testing

/// A real PostgreSQL cluster on loopback: TLS on, a few roles, one database `app`.
///
/// Roles: `quell` (trusted), `secret` (password `hunter22!`), `few` (no connection allowed at a time),
/// `tlsonly` (refused without TLS).
final class PostgresCluster: Sendable {
    /// The one of the suite that runs.
    @TaskLocal static var current: PostgresCluster?

    /// What the role `secret` logs in with.
    static let password = "hunter22!"

    let port: Int
    let folder: String
    private let bin: String
    private let user: [String]

    /// Makes the cluster and starts it; that takes seconds.
    init(port: Int) throws {
        let base = "/usr/lib/postgresql"
        let versions = try FileManager.default.contentsOfDirectory(atPath: base)
        bin = try #require(versions.max().map { "\(base)/\($0)/bin" })
        self.port = port
        folder = "/tmp/quell-pg-\(UUID().uuidString.prefix(8))"
        // PostgreSQL does not run as root.
        user =
            getuid() == 0
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : []
        try run(user + ["mkdir", "-m", "755", folder])
        try run(user + ["\(bin)/initdb", "-D", folder + "/data", "-A", "trust", "--no-sync"])
        try run(
            user + [
                "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
                "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", folder + "/data/server.key", "-out", folder + "/data/server.crt",
            ])
        try run(user + ["cp", folder + "/data/server.crt", folder + "/ca.crt"])
        try write(
            """
            local all all trust
            hostssl all tlsonly 127.0.0.1/32 trust
            host all tlsonly 127.0.0.1/32 reject
            host all secret 127.0.0.1/32 scram-sha-256
            host all all 127.0.0.1/32 trust
            """, to: "data/pg_hba.conf")
        try write(
            """
            port = \(port)
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '\(folder)'
            fsync = off
            ssl = on
            log_line_prefix = ''
            """, to: "data/postgresql.conf")
        try start()
        try psql(
            """
            CREATE ROLE quell LOGIN; CREATE ROLE tlsonly LOGIN; CREATE ROLE few LOGIN CONNECTION LIMIT 0;
            CREATE ROLE secret LOGIN PASSWORD '\(Self.password)'; CREATE TABLE jobs (id int);
            INSERT INTO jobs SELECT generate_series(1, 42); GRANT ALL ON jobs TO quell;
            """, database: "postgres")
        try psql("CREATE DATABASE app TEMPLATE postgres", database: "postgres")
    }

    /// Starts the server and waits until it serves.
    func start() throws {
        // As a child of ours: a server that pg_ctl leaves behind keeps `waitUntilExit` waiting.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = user + ["\(bin)/postgres", "-D", folder + "/data"]
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        for _ in 0..<300 {
            if (try? psql("SELECT", database: "postgres")) != nil { return }
            usleep(100_000)
        }
        throw Failed(words: ["the server does not start"])
    }

    /// Ends the server at once and starts it again.
    func restart() throws {
        try control(["stop", "-m", "fast"])
        try start()
    }

    /// Runs pg_ctl, such as `stop -m fast`.
    func control(_ words: [String]) throws {
        try run(user + ["\(bin)/pg_ctl", "-D", folder + "/data", "-t", "60"] + words)
    }

    /// Runs statements as the superuser.
    func psql(_ text: String, database: String = "app") throws {
        try run(
            user + [
                "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", folder, "-p", "\(port)", "-d",
                database, "-c", text,
            ])
    }

    /// True when a statement gives `t`.
    func holds(_ text: String) -> Bool {
        let guarded = "DO $$ BEGIN IF NOT (\(text)) THEN RAISE 'no'; END IF; END $$"
        return (try? psql(guarded)) != nil
    }

    /// Ends the server and removes its files.
    func remove() {
        try? control(["stop", "-m", "immediate"])
        try? FileManager.default.removeItem(atPath: folder)
    }

    private func write(_ text: String, to name: String) throws {
        try Data((text + "\n").utf8).write(to: URL(filePath: folder + "/" + name))
    }

    private func run(_ words: [String]) throws {
        let root = URL(filePath: "/")
        guard try LoopbackProgram.run("/usr/bin/env", words, in: root) else {
            throw Failed(words: words)
        }
    }

    struct Failed: Error {
        var words: [String]
    }
}

/// Gives a suite one cluster for all its tests.
struct WithPostgres: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let cluster = try PostgresCluster(port: await unusedPort())
        defer { cluster.remove() }
        try await PostgresCluster.$current.withValue(cluster) { try await function() }
    }
}
