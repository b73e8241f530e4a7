import Foundation

/// A real nginx and a real PostgreSQL of this test alone: own folders, own free ports.
final class RealServers {
    /// The port on which nginx serves.
    let nginxPort: Int
    /// The port on which PostgreSQL accepts connections.
    let postgresPort: Int
    /// Where nginx writes its access log.
    let accessLog: String
    private let folder: String
    private let postgresBin: String

    /// Starts both; throws with the server's own words when one does not start.
    init(folder: String) throws {
        self.folder = folder
        nginxPort = try FreePort.find()
        postgresPort = try FreePort.find()
        accessLog = folder + "/nginx/access.log"
        postgresBin = try Self.postgresBinaries()
        try startNginx()
        try startPostgres()
    }

    /// Ends both servers.
    func stop() {
        _ = try? Tool.run("nginx", ["-c", folder + "/nginx/nginx.conf", "-s", "stop"])
        _ = try? asDatabaseUser([
            postgresBin + "/pg_ctl", "-D", folder + "/pg/data", "-m", "immediate", "stop",
        ])
    }

    private func startNginx() throws {
        try FileManager.default.createDirectory(
            atPath: folder + "/nginx", withIntermediateDirectories: true)
        try """
        pid \(folder)/nginx/nginx.pid;
        error_log \(folder)/nginx/error.log;
        events {}
        http {
          access_log \(accessLog);
          client_body_temp_path \(folder)/nginx/body;
          proxy_temp_path \(folder)/nginx/proxy;
          fastcgi_temp_path \(folder)/nginx/fastcgi;
          uwsgi_temp_path \(folder)/nginx/uwsgi;
          scgi_temp_path \(folder)/nginx/scgi;
          server {
            listen 127.0.0.1:\(nginxPort);
            location / { return 200 "hello\\n"; }
          }
        }
        """.write(
            toFile: folder + "/nginx/nginx.conf", atomically: true, encoding: .utf8)
        try Tool.run("nginx", ["-c", folder + "/nginx/nginx.conf"])
    }

    private func startPostgres() throws {
        let base = folder + "/pg"
        try FileManager.default.createDirectory(atPath: base, withIntermediateDirectories: true)
        if getuid() == 0 {
            try Tool.run("chown", ["postgres", base])
            try Tool.run("chmod", ["o+x", folder])
        }
        try asDatabaseUser([
            postgresBin + "/initdb", "-D", base + "/data", "-A", "trust", "--no-sync",
        ])
        let options =
            "-p \(postgresPort) -c listen_addresses=127.0.0.1"
            + " -c unix_socket_directories=\(base) -c fsync=off"
        // Its output goes to the log alone: a server that held the pipe would never let the test read on.
        try asDatabaseUser([
            "sh", "-c",
            "\(postgresBin)/pg_ctl -D \(base)/data -l \(base)/postgresql.log -w"
                + " -o '\(options)' start >/dev/null 2>&1",
        ])
    }

    @discardableResult
    private func asDatabaseUser(_ words: [String]) throws -> String {
        let prefix = getuid() == 0 ? ["runuser", "-u", "postgres", "--"] : []
        let all = prefix + words
        return try Tool.run(all[0], Array(all.dropFirst()), in: "/")
    }

    /// Debian keeps the server's programs outside of the path.
    private static func postgresBinaries() throws -> String {
        let base = "/usr/lib/postgresql"
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? []
        for version in versions.sorted(by: >) {
            let bin = "\(base)/\(version)/bin"
            if FileManager.default.isExecutableFile(atPath: bin + "/initdb") { return bin }
        }
        throw Tool.Failure(description: "no PostgreSQL server below \(base)")
    }
}

/// Ports nobody listens on.
enum FreePort {
    /// One port that was free a moment ago.
    static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Tool.Failure(description: "no free port on loopback") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
