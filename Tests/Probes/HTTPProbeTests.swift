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

    @Test func aRedirectThatStaysWhereItIsIsALoop() async throws {
        let moved = LoopbackServer.Behaviour.http("302 Found", "", headers: "Location: /x\r\n")
        #expect(try await reading(of: moved).reason == "redirect loop: /x → /x")
        let nowhere = try await reading(of: .http("302 Found", ""))
        #expect(nowhere.reason == "HTTP 302 Found does not say where to (no Location)")
        #expect(nowhere.failure == .rejected)
    }

    @Test func aSilentPlaceBehindARedirectEndsInTheSameBudget() async throws {
        let silent = try await LoopbackServer.start(.silent)
        defer { Task { await silent.stop() } }
        let moved = LoopbackServer.Behaviour.http(
            "307 Moved", "", headers: "Location: \(silent.url)\r\n")
        let reading = try await reading(of: moved, keys: "timeout: 1s")
        #expect(
            reading.reason.string
                == "no answer within 1 s (first byte) (redirected to \(silent.url))")
        #expect(reading.failure == .timeout)
        #expect(reading.duration < .seconds(10))
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
        #expect(reading.failure == .timeout)
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
        #expect(searched.failure == .content)
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
        #expect(
            reading.reason == "the answer is not HTTP, it begins with “220 mail.example.test ESMTP”"
        )
        #expect(reading.failure == .content)
        let alert = try await self.reading(of: .send("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{46}"))
        #expect(alert.reason == "the server speaks TLS here, expected plain HTTP")
        let settings = "\0\0\u{12}\u{4}\0\0\0\0\0" + String(repeating: "\0", count: 18)
        let modern = try await self.reading(of: .send(settings))
        #expect(modern.reason == "the server speaks HTTP/2 only, expected HTTP/1.1")
    }

    @Test func aBrokenChunkIsTold() async throws {
        let start = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let good = try await reading(
            of: .send(start + "4\r\nfine\r\n0\r\n\r\n"), keys: "expect: {text: fine}")
        #expect(good.outcome == .up, "\(good.reason)")
        let broken = try await reading(of: .send(start + "4\r\nfine\r\nnope\r\n"))
        #expect(broken.reason == "a chunk of the body does not begin with its size")
        #expect(broken.failure == .content)
        let cut = try await reading(of: .send(start + "9\r\nfine"))
        #expect(cut.reason == "the server closed the connection after 4 bytes of the body")
        #expect(cut.failure == .unreachable)
    }

    @Test func aBadStatusSaysMoreThanItsBrokenBody() async throws {
        let half = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 10\r\n\r\nhalf"
        let reading = try await reading(of: .send(half))
        #expect(reading.reason == "HTTP 503 Service Unavailable")
        #expect(reading.failure == .serverError)
    }

    @Test func anAnswerMayComeInBits() async throws {
        let early = "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
        let reading = try await reading(
            of: .send(early + "HTTP/1.1 200 OK\r\n\r\nno length"), keys: "expect: {text: no length}"
        )
        #expect(reading.outcome == .up, "\(reading.reason)")
    }

    @Test func anUnaskedChangeOfProtocolsIsAWrongAnswer() async throws {
        let switching =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
        let reading = try await reading(of: .sendAndStay(switching))
        #expect(reading.reason == "HTTP 101 Switching Protocols, expected 200 to 399")
        #expect(reading.failure == .rejected)
    }

    @Test func theCommandNamesTheVariablesOfABody() async throws {
        let reading = try await once(
            "{http: \"http://127.0.0.1:\(unusedPort())/\", method: PUT, body: '{\"a\": \"${HOME}\"}'}"
        )
        #expect(
            reading.equivalentCommand.string.contains(
                #" -X PUT --data-binary "{\"a\": \"$HOME\"}" 'http"#))
    }

    @Test func contradictoryLengthsAreTold() async throws {
        let twice = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nfine"
        let reading = try await reading(of: .send(twice))
        #expect(reading.reason == "the answer's Content-Length is not a length, or given twice")
    }

    @Test func patternsAndAbsentTextsAreJudged() async throws {
        let body = LoopbackServer.Behaviour.http("200 OK", "version 12.7\nWARN disk")
        let good = try await reading(
            of: body, keys: "expect: {matches: '^version [0-9]+\\.\\d$', lacks: ERROR}")
        #expect(good.outcome == .up, "\(good.reason)")
        let old = try await reading(of: body, keys: "expect: {matches: '^version 13'}")
        #expect(old.reason == "the body does not match /^version 13/")
        let spoilt = try await reading(of: body, keys: "expect: {lacks: [ERROR, WARN]}")
        #expect(spoilt.reason == "the body contains “WARN”")
        #expect(spoilt.failure == .content)
    }

    @Test(arguments: [
        ("expect: {matches: '('}", "a regular expression in which every ( has its )"),
        ("expect: {json: {$.a: '< x'}}", "a number after <"),
        ("redirects: 21", "a whole number from 0 to 20"),
        ("body: '${A'", "a variable as ${NAME}; $${ stands for ${ itself"),
        ("headers: {X: '${A-b}'}", "a variable as ${NAME}; $${ stands for ${ itself"),
    ])
    func badKeysAreRefusedWithTheirPlace(_ keys: String, _ expected: String) {
        let file = "- {name: a,\n   probes: [{http: \"http://a/\",\n   \(keys)}]}"
        #expect {
            try services(file)
        } throws: { error in
            "\(error)".contains("quell.yaml:3: ") && "\(error)".contains("expected \(expected)")
        }
    }

    @Test func aMissingVariableIsOurOwnFault() async throws {
        let reading = try await once(
            "{http: \"http://127.0.0.1:1/\", headers: {Authorization: 'Bearer ${QUELL_NO_SUCH}'}}")
        #expect(reading.outcome == .unknown)
        #expect(reading.reason == "the environment variable QUELL_NO_SUCH is not set")
        #expect(reading.failure == .local)
        #expect(
            reading.equivalentCommand.string.contains(#""Authorization: Bearer $QUELL_NO_SUCH""#))
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
            command.hasPrefix(
                "curl -sS --compressed -o /dev/null -w '%{http_code}\\n' --max-time 0.8 -L "
                    + "--max-redirs 10 'http"))
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
