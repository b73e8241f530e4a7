import Foundation
import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Real servers: grpcio of Python, and nginx as one that speaks HTTP/2 but not gRPC.
@Suite(.serialized) struct GRPCProbeServerTests {
    /// Takes and gives raw bytes, so that it needs no generated code.
    private static let script = """
        import sys, time, grpc
        from concurrent import futures
        def check(request, context):
            name = request[2:].decode()
            if name == "": return bytes([8, 1])
            if name == "sick": return bytes([8, 2])
            if name == "strange": return bytes([8, 3])
            if name == "garbage": return bytes([255, 255])
            if name == "slow": time.sleep(20)
            if name == "locked": context.abort(grpc.StatusCode.PERMISSION_DENIED, "not for you")
            if name == "busy": context.abort(grpc.StatusCode.UNAVAILABLE, "50% of disks\\nare full: ü")
            context.abort(grpc.StatusCode.NOT_FOUND, "unknown service")
        class Health(grpc.GenericRpcHandler):
            def service(self, details):
                if details.method == "/grpc.health.v1.Health/Check" and sys.argv[2] != "bare":
                    return grpc.unary_unary_rpc_method_handler(check)
        server = grpc.server(futures.ThreadPoolExecutor(4), handlers=[Health()])
        address = "127.0.0.1:" + sys.argv[1]
        if sys.argv[2] == "tls":
            pair = (open("key.pem", "rb").read(), open("cert.pem", "rb").read())
            server.add_secure_port(address, grpc.ssl_server_credentials([pair]))
        else:
            server.add_insecure_port(address)
        server.start()
        server.wait_for_termination()
        """

    private struct Server {
        let program: LoopbackProgram
        let port: Int

        func ask(_ keys: String = "timeout: 5s") async throws -> Reading {
            try await ProbesTests.reading("{grpc: \"127.0.0.1:\(port)\", \(keys)}")
        }
    }

    private func server(_ mode: String = "plain") async throws -> Server {
        let program = try LoopbackProgram()
        let port = try await unusedPort()
        if mode == "tls" {
            try LoopbackProgram.run(
                "/usr/bin/openssl",
                [
                    "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "60", "-subj",
                    "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                    "-keyout", "key.pem", "-out", "cert.pem",
                ], in: program.folder)
        }
        try program.write("health.py", Self.script)
        try program.start("/usr/bin/python3", ["health.py", "\(port)", mode])
        try #require(await LoopbackProgram.listens(onPort: port), "\(program.output)")
        return Server(program: program, port: port)
    }

    @Test func servingIsUp() async throws {
        let server = try await server()
        let reading = try await server.ask()
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "serving")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "answer"])
        #expect(reading.evidence.contains { $0.label == "state" && $0.text == "SERVING" })
        #expect(
            reading.equivalentCommand.string.hasPrefix(
                "grpc_health_probe -addr=127.0.0.1:\(server.port) "))
        #expect(openConnections(toPort: server.port) == 0)
    }

    @Test func everyOtherStateHasItsWords() async throws {
        let server = try await server()
        let sick = try await server.ask("service: sick")
        #expect(sick.outcome == .down)
        #expect(sick.failure == .serverError)
        #expect(sick.reason == "the service “sick” is NOT_SERVING, expected SERVING")
        #expect(sick.equivalentCommand.string.contains(" -service=sick"))
        let strange = try await server.ask("service: strange")
        #expect(
            strange.reason == "the server does not know the service “strange”: SERVICE_UNKNOWN")
        let unknown = try await server.ask("service: nobody")
        #expect(unknown.failure == .rejected)
        #expect(
            unknown.reason
                == "the server does not know the service “nobody”: NOT_FOUND unknown service")
        let locked = try await server.ask("service: locked")
        #expect(locked.failure == .rejected)
        #expect(locked.reason == "the server refuses the request: PERMISSION_DENIED not for you")
        let busy = try await server.ask("service: busy")
        #expect(busy.failure == .serverError)
        #expect(busy.reason.string.contains("UNAVAILABLE 50% of disks"))
        #expect(busy.reason.string.contains("are full: ü"))
        let garbage = try await server.ask("service: garbage")
        #expect(garbage.reason == "the answer is not a message of the health service")
    }

    @Test func aCallThatIsNotAnsweredEndsInItsBudget() async throws {
        let server = try await server()
        let reading = try await server.ask("service: slow, timeout: 700ms")
        #expect(reading.failure == .timeout)
        #expect(reading.failedPhase == "answer")
        #expect(reading.duration < .seconds(5))
    }

    @Test func aServerWithoutAHealthServiceSaysSo() async throws {
        let reading = try await server("bare").ask()
        #expect(reading.summary == "no check")
        #expect(reading.failure == .rejected)
        #expect(reading.reason.string.hasPrefix("the server has no health service: UNIMPLEMENTED"))
    }

    @Test func overTLSTheHandshakeIsAPhase() async throws {
        let server = try await server("tls")
        let file = server.program.folder.appendingPathComponent("cert.pem").path
        let reading = try await ProbesTests.reading(
            "{grpc: \"grpcs://localhost:\(server.port)\", tls: {ca: \"\(file)\"}}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "tls", "answer"])
        let untrusted = try await ProbesTests.reading(
            "{grpc: \"localhost:\(server.port)\", tls: true}")
        #expect(untrusted.failure == .tls)
        #expect(untrusted.failedPhase == "tls")
        #expect(untrusted.equivalentCommand.string.contains(" -tls"))
    }

    @Test func anHTTPStatusOfAnotherServerIsSaid() async throws {
        let program = try LoopbackProgram()
        let port = try await unusedPort()
        let folder = program.folder.path
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(folder)/\($0);" }.joined(separator: " ")
        try program.write(
            "nginx.conf",
            """
            daemon off; pid \(folder)/nginx.pid; error_log \(folder)/error.log; events {}
            http { access_log off; \(temporary)
              server { listen 127.0.0.1:\(port) http2; location / { return 503; } } }
            """)
        try program.start("/usr/sbin/nginx", ["-c", folder + "/nginx.conf"])
        try #require(await LoopbackProgram.listens(onPort: port), "\(program.output)")
        let reading = try await ProbesTests.reading("{grpc: \"127.0.0.1:\(port)\"}")
        #expect(reading.summary == "503")
        #expect(reading.failure == .serverError)
        #expect(reading.reason == "HTTP status 503, expected 200")
    }
}
