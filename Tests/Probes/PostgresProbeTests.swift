import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Servers that are none, or say what a real one only says at bad moments.
@Suite struct PostgresProbeTests {
    private func ask(
        _ behaviour: LoopbackServer.Behaviour, sslmode: String = "disable", keys: String = ""
    ) async throws -> Reading {
        let server = try await LoopbackServer.start(behaviour)
        defer { Task { await server.stop() } }
        let url = "postgres://quell:swordfish@127.0.0.1:\(server.port)/app?sslmode=\(sslmode)"
        return try await reading("{postgres: \"\(url)\"\(keys)}")
    }

    /// An ErrorResponse (PostgreSQL manual, §55.7).
    private func error(_ state: String, _ text: String) -> LoopbackServer.Behaviour {
        let fields = "SFATAL\0VFATAL\0C\(state)\0M\(text)\0\0"
        return .send("E\0\0\0" + String(UnicodeScalar(UInt8(fields.utf8.count + 4))) + fields)
    }

    @Test func nobodyThereIsRefused() async throws {
        let reading = try await reading("{postgres: \"postgres://q@127.0.0.1:\(unusedPort())/a\"}")
        #expect(reading.summary == "refused")
        #expect(reading.reason == "connection refused")
        #expect(reading.failedPhase == "connect")
        #expect(reading.failure == .unreachable)
    }

    @Test func everyAddressIsTried() async throws {
        let server = try await LoopbackServer.start(.close)
        defer { Task { await server.stop() } }
        let hosts = "hostaddr=127.0.0.1,127.0.0.1 port=\(try await unusedPort()),\(server.port)"
        let reading = try await reading("{postgres: \"\(hosts) user=quell sslmode=disable\"}")
        #expect(reading.reason == "the server closed the connection without an answer")
        #expect(reading.failure == .unreachable)
    }

    @Test func aSilentServerEndsInItsBudgetWithItsOwnWords() async throws {
        for mode in ["disable", "prefer"] {
            let reading = try await ask(.silent, sslmode: mode, keys: ", timeout: 500ms")
            #expect(
                reading.reason
                    == "the server accepted the connection and said nothing within 500 ms")
            #expect(reading.failure == .timeout)
            #expect(reading.failedPhase == "connect")
        }
    }

    @Test func aDrippingServerEndsInItsBudget() async throws {
        let reading = try await ask(.drip("R"), keys: ", timeout: 500ms")
        #expect(reading.outcome == .down)
        #expect(reading.duration < .seconds(5))
    }

    @Test func anotherProtocolIsToldApart() async throws {
        for mode in ["disable", "prefer"] {
            let reading = try await ask(.http("400 Bad Request", "no"), sslmode: mode)
            #expect(reading.summary == "not pg")
            #expect(reading.failure == .content)
            #expect(
                reading.reason.string.hasPrefix(
                    "the server does not speak the protocol of PostgreSQL"))
        }
    }

    @Test func aServerThatStartsUpSaysSo() async throws {
        let reading = try await ask(error("57P03", "the database system is starting up"))
        #expect(reading.summary == "starting")
        #expect(reading.failure == .serverError)
        #expect(
            reading.reason
                == "the server takes no connections now: the database system is starting up (57P03)"
        )
    }

    @Test func aPasswordThatIsEchoedIsHidden() async throws {
        let reading = try await ask(error("28P01", "swordfish is wrong"))
        #expect(reading.reason == "the role or its password is wrong: *** is wrong (28P01)")
        #expect(!"\(reading)".contains("swordfish"))
    }

    @Test func aTextThatIsNoTargetIsNotQuoted() {
        for text in [
            "mysql://root:topsecret@db/app", "postgres://u:topsecret%zz@db/app", "topsecret",
        ] {
            #expect {
                _ = try services("- {name: a, probes: [{postgres: \"\(text)\"}]}")
            } throws: { error in
                !"\(error)".contains("topsecret") && "\(error)".contains("postgres://user@host")
            }
        }
    }
}
