import Foundation
import Testing

@testable import Probes

/// A real WebSocket server, Python's websockets, on two free loopback ports, one of them with TLS.
///
/// The program is only touched by the trait that starts and stops it.
final class PythonWebSocketServer: @unchecked Sendable {
    /// The one that a suite with the trait `.websockets` runs against.
    @TaskLocal static var current: PythonWebSocketServer?

    private let program: LoopbackProgram
    let port: Int
    let securePort: Int
    /// Who signed the server's certificate for `localhost`: itself.
    var certificate: String { program.folder.appendingPathComponent("cert.pem").path }

    private init(_ program: LoopbackProgram, port: Int, securePort: Int) {
        self.program = program
        self.port = port
        self.securePort = securePort
    }

    /// Starts it; it ends with this value.
    static func start() async throws -> PythonWebSocketServer {
        let program = try LoopbackProgram()
        let server = PythonWebSocketServer(
            program, port: try await unusedPort(), securePort: try await unusedPort())
        try program.write("server.py", script)
        try LoopbackProgram.run(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", "/CN=test", "-addext",
                "subjectAltName=DNS:localhost", "-keyout", "key.pem", "-out", "cert.pem",
            ], in: program.folder)
        try program.start(
            "/usr/bin/python3", ["server.py", "\(server.port)", "\(server.securePort)"])
        let listens = await LoopbackProgram.listens(onPort: server.securePort)
        #expect(listens, "\(program.output)")
        return server
    }

    func stop() { program.stop() }

    private static let script = """
        import asyncio, http, ssl, sys, websockets

        async def talk(socket):
            path = socket.path
            if path == "/greet":
                await socket.send("welcome")
                await socket.send('{"ready": true}')
            if path.startswith("/close/"):
                await socket.close(int(path[7:]), "as told")
            if path == "/drop":
                socket.transport.abort()
            async for message in socket:
                if path == "/fragments":
                    await socket.send(["you said ", message])
                elif path == "/long":
                    await socket.send("x" * 100000)
                elif path != "/mute":
                    await socket.send("you said " + message)

        async def door(path, headers):
            if path == "/private" and headers.get("Authorization") != "Bearer open-sesame-1":
                return http.HTTPStatus.UNAUTHORIZED, [], b"who are you"

        async def main():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain("cert.pem", "key.pem")
            ways = {"process_request": door, "subprotocols": ["chat.v2"]}
            plain, secure = int(sys.argv[1]), int(sys.argv[2])
            async with websockets.serve(talk, "127.0.0.1", plain, **ways):
                async with websockets.serve(talk, "127.0.0.1", secure, ssl=context, **ways):
                    await asyncio.Future()

        asyncio.run(main())
        """
}

/// Runs a suite against one server, which is started before it and ended after it.
struct WebSocketScope: SuiteTrait, TestScoping {
    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        let server = try await PythonWebSocketServer.start()
        try await PythonWebSocketServer.$current.withValue(server) { try await function() }
        server.stop()
    }
}

extension Trait where Self == WebSocketScope {
    /// The suite has a real WebSocket server.
    static var websockets: WebSocketScope { WebSocketScope() }
}
