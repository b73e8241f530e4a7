import IncidentModel
import NIOSSL
import SafeText
import Testing

@testable import Probes

/// Against a real server: Python's websockets, with and without TLS.
@Suite(.serialized, .websockets) struct WebSocketServerTests {
    private func reading(_ path: String, _ keys: String = "timeout: 5s") async throws -> Reading {
        let server = try #require(PythonWebSocketServer.current)
        return try await ProbesTests.reading(
            "{websocket: \"ws://127.0.0.1:\(server.port)\(path)\", \(keys)}")
    }

    @Test func pongIsUpAndTimed() async throws {
        let reading = try await reading("/")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "pong")
        #expect(reading.phases.map(\.name.string) == ["resolve", "connect", "upgrade", "ping"])
        #expect(
            reading.evidence.first
                == Evidence(label: "status line", text: "HTTP/1.1 101 Switching Protocols"))
    }

    @Test(arguments: ["/echo", "/fragments"])
    func aMessageIsAnswered(_ path: String) async throws {
        let reading = try await reading(path, "send: hello, expect: {text: you said hello}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(reading.summary == "message")
        #expect(reading.phases.last?.name == "message")
        #expect(reading.evidence.last == Evidence(label: "message", text: "you said hello"))
    }

    @Test func theRightOneOfSeveralMessagesCounts() async throws {
        let reading = try await reading("/greet", "expect: {matches: '\"ready\": *true'}")
        #expect(reading.outcome == .up, "\(reading.reason)")
    }

    @Test func wrongMessagesAreQuoted() async throws {
        let reading = try await reading(
            "/greet", "send: hello, expect: {text: goodbye}, timeout: 2s")
        #expect(reading.outcome == .down)
        #expect(
            reading.reason
                == "the message does not contain “goodbye”, the last of 3 within 2 s")
        #expect(reading.failedPhase == "message")
        #expect(reading.failure == .content)
        #expect(reading.evidence.last == Evidence(label: "message", text: "you said hello"))
    }

    @Test func noMessageIsTold() async throws {
        let reading = try await reading("/mute", "send: hello, expect: {text: x}, timeout: 2s")
        #expect(reading.reason == "no message came within 2 s")
        #expect(reading.failure == .timeout)
    }

    @Test func anOverlongMessageIsTold() async throws {
        let reading = try await reading("/long", "send: hello, expect: {text: y}")
        #expect(reading.reason == "a frame is longer than 64 KiB")
        #expect(reading.failure == .content)
    }

    @Test(arguments: [
        (1000, "1000 normal closure, “as told”", FailureClass.unreachable),
        (1001, "1001 going away, “as told”", .unreachable),
        (1008, "1008 policy violation, “as told”", .rejected),
        (1013, "1013 try again later, “as told”", .serverError),
        (4401, "4401, “as told”", .rejected),
    ])
    func closeCodesAreToldInWords(_ code: Int, _ words: String, _ failure: FailureClass)
        async throws
    {
        let reading = try await reading("/close/\(code)", "expect: {text: x}")
        #expect(reading.reason.string == "the server closed the WebSocket: \(words)")
        #expect(reading.failure == failure)
    }

    @Test func aDroppedConnectionIsTold() async throws {
        let reading = try await reading("/drop", "expect: {text: x}")
        #expect(reading.outcome == .down)
        #expect(reading.failure == .unreachable)
    }

    @Test func headersAreSentAndSecretsAreNotShown() async throws {
        let refused = try await reading("/private")
        #expect(refused.reason == "HTTP 401 Unauthorized instead of a WebSocket")
        #expect(refused.failure == .rejected)
        let reading = try await reading(
            "/private", "headers: {Authorization: Bearer open-sesame-1}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(!"\(reading)".contains("open-sesame"))
    }

    @Test func theSubprotocolMustBeTaken() async throws {
        #expect(try await reading("/", "protocol: [chat.v3, chat.v2]").outcome == .up)
        let refused = try await reading("/", "protocol: chat.v3")
        #expect(refused.reason == "the server took no subprotocol, expected chat.v3")
        #expect(refused.failure == .rejected)
    }

    @Test func wssIsSpokenWithATrustedCertificateOnly() async throws {
        let server = try #require(PythonWebSocketServer.current)
        let list = try services(
            "- {name: a, probes: [{websocket: \"wss://localhost:\(server.securePort)/\", every: 1m}]}"
        )
        var options = ProbeEngineOptions()
        options.trustRoots = .file(server.certificate)
        let trusted = await ProbeEngine.checkOnce(services: list, options: options, now: wallClock)
        let reading = try #require(trusted.first?.latest.first)
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(
            reading.phases.map(\.name.string) == ["resolve", "connect", "tls", "upgrade", "ping"])
        let untrusted = await ProbeEngine.checkOnce(services: list, now: wallClock)
        #expect(untrusted.first?.latest.first?.failedPhase == "tls")
        #expect(untrusted.first?.latest.first?.failure == .tls)
    }
}
