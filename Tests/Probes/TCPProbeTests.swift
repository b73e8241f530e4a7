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
        #expect(reading.reason == "connection refused")
        #expect(reading.failure == .unreachable)
        #expect(reading.failedPhase == "connect")
    }

    @Test func theExpectedAnswerIsLookedFor() async throws {
        let server = try await LoopbackServer.start(.sendAndStay("+PONG\r\n"))
        defer { Task { await server.stop() } }
        let probe = "tcp: \"127.0.0.1:\(server.port)\", send: \"PING\\r\\n\", timeout: 2s"
        #expect(try await reading("{\(probe), expect: {text: PONG}}").outcome == .up)
        #expect(server.received == ["PING\r\n"])
        let wrong = try await reading("{\(probe), expect: {text: LOADED}}")
        #expect(wrong.reason == "the answer does not contain “LOADED” in 7 bytes within 2 s")
        #expect(wrong.failure == .content)
        #expect(wrong.failedPhase == "answer")
        #expect(wrong.evidence == [Evidence(label: "answer", text: "+PONG")])
    }

    @Test func escapesWorkInPlainTextToo() async throws {
        let server = try await LoopbackServer.start(.sendAndStay("+PONG\r\n"))
        defer { Task { await server.stop() } }
        let reading = try await reading(
            "{tcp: \"127.0.0.1:\(server.port)\", send: PING\\r\\n, expect: {matches: '^.PONG$'}}")
        #expect(reading.outcome == .up, "\(reading.reason)")
        #expect(server.received == ["PING\r\n"])
        #expect(
            reading.equivalentCommand.string
                == "printf 'PING\\r\\n' | nc -w 5 127.0.0.1 \(server.port)")
    }

    @Test func otherEscapesAreRefused() {
        #expect(throws: (any Error).self) {
            try services("- {name: a, probes: [{tcp: \"a:1\", send: 'a\\q'}]}")
        }
    }

    @Test func silenceIsTold() async throws {
        let server = try await LoopbackServer.start(.silent)
        defer { Task { await server.stop() } }
        let reading = try await reading(
            "{tcp: \"127.0.0.1:\(server.port)\", expect: {text: \"220 \"}, timeout: 1s}")
        #expect(reading.reason == "no answer within 1 s (answer)")
        #expect(reading.failure == .timeout)
    }

    @Test func closingIsToldWithWhatWasSaid() async throws {
        let server = try await LoopbackServer.start(.send("554 no\r\n"))
        defer { Task { await server.stop() } }
        let probe = "{tcp: \"127.0.0.1:\(server.port)\", send: x, expect: {text: \"220 \"}}"
        let wrong = try await reading(probe)
        #expect(
            wrong.reason
                == "the answer does not contain “220 ” in 8 bytes until the server closed the connection"
        )
        #expect(wrong.failure == .content)
        server.become(.close)
        let closed = try await reading(probe)
        #expect(closed.reason == "the server closed the connection without an answer")
        #expect(closed.failure == .unreachable)
    }

    @Test func anEndlessAnswerIsJudgedByItsBeginning() async throws {
        let server = try await LoopbackServer.start(.flood(""))
        defer { Task { await server.stop() } }
        let probe = "tcp: \"127.0.0.1:\(server.port)\", send: x"
        let reading = try await reading("{\(probe), expect: {text: y}}")
        #expect(reading.reason == "the answer does not contain “y” in its first 64 KiB")
        let spoilt = try await ProbesTests.reading("{\(probe), expect: {text: y, lacks: xx}}")
        #expect(spoilt.outcome == .down)
    }

    @Test func anUnknownNameIsDownOrOurOwnNameServersFault() async throws {
        // RFC 6761 §6.4: this name never exists; without a network no name server says so.
        let reading = try await reading("{tcp: \"nobody.invalid:80\", timeout: 3s}")
        #expect(reading.failedPhase == "resolve")
        #expect(reading.outcome == .down || reading.outcome == .unknown)
    }
}
