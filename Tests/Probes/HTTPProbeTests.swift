import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct HTTPProbeTests {
    private func reading(
        of behaviour: LoopbackServer.Behaviour, keys: String = "timeout: 5s", path: String = ""
    ) async throws -> Reading {
        let server = try await LoopbackServer.start(behaviour)
        defer { Task { await server.stop() } }
        return try await once("{http: \"\(server.url)\(path)\", \(keys)}")
    }

    private func once(_ probe: String) async throws -> Reading {
        try await ProbesTests.reading(probe)
    }

    @Test func okIsUpWithItsPhases() async throws {
        let reading = try await reading(of: .http("200 OK", "fine"))
        #expect(reading.outcome == .up)
        #expect(reading.summary == "200")
        #expect(reading.reason.isEmpty)
        #expect(reading.failedPhase == nil)
        #expect(
            reading.phases.map(\.name.string) == ["resolve", "connect", "first byte", "transfer"])
        #expect(reading.evidence.contains(Evidence(label: "body", text: "fine")))
    }

    @Test func serverErrorIsDownInItsOwnWords() async throws {
        let reading = try await reading(of: .http("503 Service Unavailable", "no upstream"))
        #expect(reading.outcome == .down)
        #expect(reading.summary == "503")
        #expect(reading.reason == "HTTP 503 Service Unavailable")
        #expect(
            reading.evidence.first
                == Evidence(label: "status line", text: "HTTP/1.1 503 Service Unavailable"))
        #expect(reading.evidence.contains(Evidence(label: "body", text: "no upstream")))
    }

    @Test func redirectIsAnAnswer() async throws {
        let moved = LoopbackServer.Behaviour.http("302 Found", "", headers: "Location: /x\r\n")
        #expect(try await reading(of: moved).outcome == .up)
        let strict = try await reading(of: moved, keys: "expect: {status: 200}")
        #expect(strict.reason == "HTTP 302 Found, expected 200")
    }

    @Test func refusedConnectionSaysSo() async throws {
        let reading = try await once("{http: \"http://127.0.0.1:\(unusedPort())/\"}")
        #expect(reading.outcome == .down)
        #expect(reading.reason == "connection refused")
        #expect(reading.failedPhase == "connect")
    }

    @Test func localhostFallsBackFromOneAddressToTheOther() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let reading = try await once("{http: \"http://localhost:\(server.port)/\"}")
        #expect(reading.outcome == .up)
    }

    @Test func silentServerEndsInItsBudget() async throws {
        let reading = try await reading(of: .silent, keys: "timeout: 1s")
        #expect(reading.outcome == .down)
        #expect(reading.reason == "no answer within 1 s (first byte)")
        #expect(reading.failedPhase == "first byte")
    }

    @Test func drippingHeadersEndInTheBudget() async throws {
        let reading = try await reading(of: .drip("HTTP/1.1 200 OK\r\nX: "), keys: "timeout: 3s")
        #expect(reading.reason.string.hasPrefix("the headers are not complete after 3 s, "))
    }

    @Test func drippingBodyEndsInTheBudget() async throws {
        let start = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
        let reading = try await reading(of: .drip(start), keys: "timeout: 3s")
        #expect(reading.reason.string.hasPrefix("the body is not complete after 3 s, "))
        #expect(reading.failedPhase == "transfer")
    }

    @Test func endlessBodyIsJudgedByItsBeginning() async throws {
        let start = "HTTP/1.1 200 OK\r\n\r\n"
        #expect(try await reading(of: .flood(start)).outcome == .up)
        let searched = try await reading(of: .flood(start), keys: "expect: {text: never}")
        #expect(searched.reason == "the body does not contain “never” in its first 64 KiB")
    }

    @Test func endlessHeadersAreRefused() async throws {
        let reading = try await reading(of: .flood("HTTP/1.1 200 OK\r\nX: "))
        #expect(reading.reason == "the headers are too long")
    }

    @Test func closingWithoutAWordIsTold() async throws {
        let reading = try await reading(of: .close)
        #expect(reading.outcome == .down)
        #expect(reading.reason == "the server closed the connection without an answer")
    }

    @Test func closingWithinTheBodyIsTold() async throws {
        let half = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
        let reading = try await reading(of: .send(half))
        #expect(reading.reason == "the server closed the connection after 4 bytes of the body")
    }

    @Test func anotherProtocolIsTold() async throws {
        let reading = try await reading(of: .send("220 mail.example.test ESMTP\r\n"))
        #expect(reading.summary == "not http")
    }

    @Test func bodyHeaderAndJSONConditionsAreJudged() async throws {
        let good = LoopbackServer.Behaviour.http(
            "200 OK", #"{"status": "ok", "checks": [{"n": 3}]}"#, headers: "X-Zone: eu-1\r\n")
        let met = "expect: {status: [2xx], text: checks, header: {x-zone: eu}, json: "
        #expect(
            try await reading(of: good, keys: met + "{$.status: ok, \"$.checks[0].n\": 3}}")
                .outcome == .up)
        let wrong = try await reading(of: good, keys: met + "{$.status: degraded}}")
        #expect(wrong.reason == "$.status is “ok”, expected “degraded”")
        let zone = try await reading(of: good, keys: "expect: {header: {x-zone: us}}")
        #expect(zone.reason == "the header x-zone is “eu-1”, expected “us”")
    }

    @Test func requestCarriesWhatWasConfigured() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let keys = "method: POST, headers: {X-Key: k, Host: inner}, body: \"{}\""
        _ = try await once("{http: \"\(server.url)a?b=1\", \(keys)}")
        let request = try #require(server.received.first)
        #expect(request.hasPrefix("POST /a?b=1 HTTP/1.1\r\n"))
        #expect(request.contains("X-Key: k\r\n"))
        #expect(request.contains("Host: inner\r\n"))
        #expect(request.contains("Content-Length: 2\r\n"))
        #expect(request.hasSuffix("\r\n\r\n{}"))
    }

    @Test func hostileServerTextIsMadeVisible() async throws {
        let reading = try await reading(of: .http("500 \u{1B}[31mred", "\u{1B}]0;title\u{7}"))
        let texts = reading.evidence.map(\.text.string) + [reading.reason.string]
        #expect(texts.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
        #expect(reading.evidence.contains { $0.text.string.contains("␛") })
    }

    @Test func equivalentCommandIsQuoted() async throws {
        let reading = try await once(
            "{http: \"http://127.0.0.1:\(unusedPort())/it's\", timeout: 800ms}")
        let command = reading.equivalentCommand.string
        #expect(
            command.hasPrefix(#"curl -sS -o /dev/null -w '%{http_code}\n' --max-time 0.8 'http"#))
        #expect(command.hasSuffix("/it%27s'"))
    }

    @Test func plainServerBehindHttpsIsTold() async throws {
        let server = try await LoopbackServer.start(.http("400 Bad Request", ""))
        defer { Task { await server.stop() } }
        let reading = try await once("{http: \"https://127.0.0.1:\(server.port)/\"}")
        #expect(reading.outcome == .down)
        #expect(
            reading.reason
                == "the server does not speak TLS: it says “HTTP/1.1 400 Bad Request”")
        #expect(reading.failedPhase == "tls")
    }
}
