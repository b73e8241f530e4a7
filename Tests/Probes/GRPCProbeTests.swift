import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Servers that do not speak HTTP/2, or badly.
@Suite struct GRPCProbeTests {
    private func ask(
        _ behaviour: LoopbackServer.Behaviour, keys: String = "timeout: 5s"
    ) async throws -> Reading {
        let server = try await LoopbackServer.start(behaviour)
        defer { Task { await server.stop() } }
        return try await reading("{grpc: \"127.0.0.1:\(server.port)\", \(keys)}")
    }

    /// Frames of HTTP/2 (RFC 9113 §4.1), after the server's SETTINGS.
    private func frames(_ text: String) -> LoopbackServer.Behaviour {
        .sendAndStay("\0\0\0\u{4}\0\0\0\0\0" + text)
    }

    @Test func nobodyThereIsRefused() async throws {
        let reading = try await reading("{grpc: \"127.0.0.1:\(unusedPort())\"}")
        #expect(reading.reason == "connection refused")
        #expect(reading.failure == .unreachable)
    }

    @Test func anHTTP1ServerIsToldApart() async throws {
        let reading = try await ask(.http("400 Bad Request", "no"))
        #expect(reading.summary == "not h2")
        #expect(reading.reason == "the server does not speak HTTP/2")
        #expect(reading.failure == .content)
    }

    @Test func aSilentServerEndsInItsBudget() async throws {
        let reading = try await ask(.silent, keys: "timeout: 400ms")
        #expect(
            reading.reason == "the server accepted the connection and said nothing within 400 ms")
        #expect(reading.failure == .timeout)
        let half = try await ask(frames(""), keys: "timeout: 400ms")
        #expect(half.reason == "the health check was not answered within 400 ms")
    }

    @Test func aServerThatClosesIsUnreachable() async throws {
        let reading = try await ask(.close)
        #expect(reading.failure == .unreachable)
        #expect(reading.failedPhase == "answer")
    }

    @Test func resetsAndFarewellsAreNamed() async throws {
        // RST_STREAM of stream 1 with REFUSED_STREAM.
        let reset = try await ask(frames("\0\0\u{4}\u{3}\0\0\0\0\u{1}\0\0\0\u{7}"))
        #expect(reset.reason == "the server reset the call: REFUSED_STREAM")
        #expect(reset.failure == .serverError)
        // GOAWAY before any stream with ENHANCE_YOUR_CALM and a text.
        let away = try await ask(
            frames("\0\0\u{C}\u{7}\0\0\0\0\0\0\0\0\0\0\0\0\u{B}calm"))
        #expect(away.reason == "the server sent the connection away: ENHANCE_YOUR_CALM")
        #expect(away.evidence.contains { $0.label == "go away" && $0.text == "calm" })
    }

    @Test func aFloodIsBounded() async throws {
        let reading = try await ask(.flood("\0\0\0\u{4}\0\0\0\0\0"))
        #expect(reading.outcome == .down)
        #expect(reading.duration < .seconds(5))
    }
}
