import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Servers that are none, or say what a real one only says at bad moments.
@Suite struct RedisProbeTests {
    private func ask(
        _ behaviour: LoopbackServer.Behaviour, keys: String = "timeout: 5s"
    ) async throws -> Reading {
        let server = try await LoopbackServer.start(behaviour)
        defer { Task { await server.stop() } }
        return try await reading("{redis: \"127.0.0.1:\(server.port)\", \(keys)}")
    }

    @Test func aLoadingServerSaysSo() async throws {
        let reading = try await ask(.send("-LOADING Redis is loading the dataset in memory\r\n"))
        #expect(reading.summary == "loading")
        #expect(reading.failure == .serverError)
        #expect(
            reading.reason
                == "the server is loading its data: LOADING Redis is loading the dataset in memory")
    }

    @Test func anotherProtocolIsToldApart() async throws {
        let reading = try await ask(.http("400 Bad Request", "no"))
        #expect(reading.summary == "not resp")
        #expect(reading.failure == .content)
        #expect(reading.evidence.first?.text.string.hasPrefix("HTTP/1.1 400") == true)
    }

    @Test func anotherAnswerThanPongIsDown() async throws {
        let reading = try await ask(.sendAndStay("+PING\r\n"))
        #expect(reading.reason == "the answer to PING is “PING”, expected “PONG”")
    }

    @Test func aConnectionThatEndsIsUnreachable() async throws {
        let mute = try await ask(.close)
        #expect(mute.failure == .unreachable)
        #expect(mute.failedPhase == "answer")
        let cut = try await ask(.send("+PO"))
        #expect(cut.reason == "the server closed the connection within its answer")
    }

    @Test func endlessAnswersAreBounded() async throws {
        let announced = try await ask(.sendAndStay("$9999999999\r\n"))
        #expect(announced.reason == "the answer is longer than 1024 KiB")
        let line = try await ask(.flood("+"))
        #expect(line.reason == "the answer is longer than 1024 KiB")
        let drip = try await ask(.drip("$100\r\n"), keys: "timeout: 500ms")
        #expect(drip.reason.string.hasPrefix("the answer is not complete after 500 ms"))
        #expect(drip.failure == .timeout)
    }

    @Test func infoIsNoCondition() async throws {
        // Answers PING and nothing more.
        let reading = try await ask(.sendAndStay("+PONG\r\n"))
        #expect(reading.outcome == .up)
        #expect(reading.duration < .seconds(4))
    }

    @Test func aTextThatIsNoTargetIsNotQuoted() {
        #expect {
            _ = try services("- {name: a, probes: [{redis: \"redis://:topsecret@db:x\"}]}")
        } throws: { error in
            !"\(error)".contains("topsecret")
        }
    }
}
