import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct WebSocketProbeTests {
    private func reading(
        of behaviour: WebSocketServer.Behaviour, keys: String = "timeout: 5s"
    ) async throws -> Reading {
        let server = try await WebSocketServer.start(behaviour)
        defer { Task { await server.stop() } }
        return try await ProbesTests.reading("{websocket: \"\(server.url)\", \(keys)}")
    }

    @Test func pongIsUp() async throws {
        let reading = try await reading(of: .pong)
        #expect(reading.outcome == .up)
        #expect(reading.summary == "pong")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "upgrade", "ping"])
    }

    @Test func missingPongIsDown() async throws {
        let reading = try await reading(of: .mute, keys: "timeout: 2s")
        #expect(reading.reason == "the ping did not come back within 2 s")
        #expect(reading.failedPhase == "ping")
        #expect(reading.failure == .timeout)
    }

    @Test func closingServerIsQuoted() async throws {
        let reading = try await reading(of: .close(1011, "out of memory"))
        #expect(
            reading.reason
                == "the server closed the WebSocket: 1011 internal error, “out of memory”")
        #expect(reading.failure == .serverError)
        #expect(reading.summary == "1011")
    }

    @Test func anHTTPAnswerInsteadIsQuoted() async throws {
        let server = try await LoopbackServer.start(.http("502 Bad Gateway", "no"))
        defer { Task { await server.stop() } }
        let reading = try await ProbesTests.reading(
            "{websocket: \"ws://127.0.0.1:\(server.port)/\"}")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "502")
        #expect(reading.reason == "HTTP 502 Bad Gateway instead of a WebSocket")
        #expect(reading.failure == .serverError)
        #expect(reading.failedPhase == "upgrade")
    }

    @Test func silentServerEndsInItsBudget() async throws {
        let server = try await LoopbackServer.start(.silent)
        defer { Task { await server.stop() } }
        let reading = try await ProbesTests.reading(
            "{websocket: \"ws://127.0.0.1:\(server.port)/\", timeout: 2s}")
        #expect(reading.reason == "no answer within 2 s (upgrade)")
    }

    @Test(arguments: [
        ("220 mail ESMTP\r\n", "the answer is not HTTP, it begins with “220 mail ESMTP”"),
        (
            "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{46}",
            "the server speaks TLS here, expected plain HTTP"
        ),
        ("", "the server closed the connection without an answer"),
        ("HTTP/1.1 101 Switching", "the server closed the connection within the headers"),
    ])
    func anotherAnswerIsTold(_ answer: String, _ reason: String) async throws {
        let server = try await LoopbackServer.start(.send(answer))
        defer { Task { await server.stop() } }
        let reading = try await ProbesTests.reading(
            "{websocket: \"ws://127.0.0.1:\(server.port)/\"}")
        #expect(reading.outcome == .down)
        #expect(reading.reason.string == reason)
    }

    @Test func wrongKeyInTheAnswerIsTold() async throws {
        let answer =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: bm90IHRoZSBrZXkgYXQgYWxs\r\n\r\n"
        let server = try await LoopbackServer.start(.sendAndStay(answer))
        defer { Task { await server.stop() } }
        let reading = try await ProbesTests.reading(
            "{websocket: \"ws://127.0.0.1:\(server.port)/\"}")
        #expect(reading.reason == "the server's answer to the WebSocket key is wrong")
    }
}
