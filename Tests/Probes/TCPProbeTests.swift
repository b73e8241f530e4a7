import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct TCPProbeTests {
    @Test func anOpenPortIsUp() async throws {
        let server = try await LoopbackServer.start(.silent)
        defer { Task { await server.stop() } }
        let reading = try await reading("{tcp: \"127.0.0.1:\(server.port)\"}")
        #expect(reading.outcome == .up)
        #expect(reading.summary == "open")
        #expect(reading.equivalentCommand.string == "nc -vz -w 5 127.0.0.1 \(server.port)")
    }

    @Test func aClosedPortIsDown() async throws {
        let reading = try await reading("{tcp: \"127.0.0.1:\(unusedPort())\"}")
        #expect(reading.outcome == .down)
        #expect(reading.summary == "refused")
    }

    @Test func theExpectedAnswerIsLookedFor() async throws {
        let server = try await LoopbackServer.start(.sendAndStay("+PONG\r\n"))
        defer { Task { await server.stop() } }
        let probe = "tcp: \"127.0.0.1:\(server.port)\", send: \"PING\\r\\n\", timeout: 2s"
        #expect(try await reading("{\(probe), expect: {text: PONG}}").outcome == .up)
        #expect(server.received == ["PING\r\n"])
        let wrong = try await reading("{\(probe), expect: {text: LOADED}}")
        #expect(wrong.reason == "the answer does not contain “LOADED” in 7 bytes within 2 s")
    }

    @Test func anUnknownNameIsDownOrOurOwnNameServersFault() async throws {
        // RFC 6761 §6.4: this name never exists; without a network no name server says so.
        let reading = try await reading("{tcp: \"nobody.invalid:80\", timeout: 3s}")
        #expect(reading.failedPhase == "resolve")
        #expect(reading.outcome == .down || reading.outcome == .unknown)
    }
}
