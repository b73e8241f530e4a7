import Foundation
import Testing

@testable import Probes

/// A real nginx on two free loopback ports, one of them with TLS and a certificate for `localhost`.
///
/// The program is only touched by the trait that starts and stops it.
final class NginxServer: @unchecked Sendable {
    /// The one that a suite with the trait `.nginx` runs against.
    @TaskLocal static var current: NginxServer?

    private let program: LoopbackProgram
    let port: Int
    let securePort: Int

    var url: String { "http://127.0.0.1:\(port)" }
    /// Who signed the server's certificate: itself.
    var certificate: String { program.folder.appendingPathComponent("cert.pem").path }
    /// A line for each request that is over, from its target on: with its status and the bytes sent.
    func log(of target: String) -> [Substring] {
        let file = program.folder.appendingPathComponent("access.log")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        return text.split(separator: "\n").filter { $0.contains(" " + target) }
    }

    private init(_ program: LoopbackProgram, port: Int, securePort: Int) {
        self.program = program
        self.port = port
        self.securePort = securePort
    }

    /// Starts it; it ends with this value.
    static func start() async throws -> NginxServer {
        let program = try LoopbackProgram()
        let server = NginxServer(
            program, port: try await unusedPort(), securePort: try await unusedPort())
        try program.write("nginx.conf", server.configuration())
        try program.write("people", "quell:{PLAIN}secret-word\n")
        try program.write("private.txt", "inside\n")
        let made = try LoopbackProgram.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", "/CN=test", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem",
            ], in: program.folder)
        #expect(made)
        try server.writeBodies()
        try program.start(
            "/usr/sbin/nginx", ["-p", program.folder.path, "-c", "nginx.conf", "-e", "stderr"])
        guard await LoopbackProgram.listens(onPort: server.port) else {
            throw NotStarted(output: program.output)
        }
        return server
    }

    func stop() { program.stop() }

    struct NotStarted: Error {
        var output: String
    }

    /// A hole of 1 GiB, 64 MiB of zeros as gzip, a text as zlib's deflate, and gzip that is long or torn.
    private func writeBodies() throws {
        let script = """
            import gzip, zlib
            open('big', 'wb').truncate(1 << 30)
            open('bomb', 'wb').write(gzip.compress(bytes(1 << 26)))
            open('deflated', 'wb').write(zlib.compress(b'a text that was deflated'))
            wide = b''.join(b'%d lines of text\\n' % n for n in range(20000))
            open('wide', 'wb').write(gzip.compress(wide))
            open('torn', 'wb').write(gzip.compress(wide[:9000])[:-300])
            open('broken', 'wb').write(b'no gzip at all, not even close')
            """
        let isWritten = try LoopbackProgram.run(
            "/usr/bin/python3", ["-c", script], in: program.folder)
        #expect(isWritten)
    }

    private func configuration() -> String {
        """
        daemon off; master_process off; pid nginx.pid;
        events { worker_connections 128; }
        http {
          log_format short '$request $status $bytes_sent'; access_log access.log short;
          client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
          uwsgi_temp_path t4; scgi_temp_path t5;
          default_type text/plain; gzip_types text/plain; root \(program.folder.path);
          server {
            listen 127.0.0.1:\(port);
            location = /ok { return 200 "fine"; }
            location = /json {
              default_type application/json;
              return 200 '{"status": "ok", "queue": 150, "checks": [{"ok": true}]}';
            }
            location = /500 { return 500; }
            location = /502 { proxy_pass http://127.0.0.1:1; }
            location = /503 { return 503 "no capacity"; }
            location = /204 { return 204; }
            location = /304 { return 304; }
            location = /moved { return 301 /ok; }
            location = /see-other { return 303 /seen; }
            location = /seen { return 200 "$request_method $http_content_length."; }
            location = /kept { return 307 /seen; }
            location = /a { return 302 /b; }
            location = /b { return 302 /a; }
            location ~ ^/endless/(x*)$ { return 302 /endless/x$1; }
            location = /mail { return 302 mailto:somebody@example.test; }
            location = /foreign { return 302 http://localhost:\(port)/headers; }
            location = /refused { return 302 http://127.0.0.1:1/; }
            location = /headers { return 200 "auth=$http_authorization, zone=$http_x_zone"; }
            location = /private.txt { auth_basic "people"; auth_basic_user_file people; }
            location = /packed { gzip on; gzip_min_length 1; return 200 "\(Self.pale)"; }
            location = /bomb { gzip off; add_header Content-Encoding gzip; }
            location = /wide { gzip off; add_header Content-Encoding gzip; }
            location = /torn { gzip off; add_header Content-Encoding gzip; }
            location = /broken { gzip off; add_header Content-Encoding gzip; }
            location = /deflated { gzip off; add_header Content-Encoding deflate; }
          }
          server {
            listen 127.0.0.1:\(securePort) ssl; ssl_certificate cert.pem;
            ssl_certificate_key key.pem;
            location = /ok { return 200 "fine"; }
            location = /down { return 301 http://localhost:\(port)/headers; }
          }
        }
        """
    }

    /// What `/packed` says.
    static let pale = String(repeating: "pale ", count: 200)
}

/// Runs a suite against one nginx, which is started before it and ended after it.
struct NginxScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let server = try await NginxServer.start()
        try await NginxServer.$current.withValue(server) { try await function() }
        server.stop()
    }
}

extension Trait where Self == NginxScope {
    /// The suite has a real nginx.
    static var nginx: NginxScope { NginxScope() }
}
