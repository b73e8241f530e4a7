import Conditions
import IncidentModel
import SafeText
import Testing

/// The success metrics of an incident: what every service answers, and how fast.
@Suite struct AnswerConditionTests {
    @Test(arguments: [
        "health of all services 200 for 10 min", "health of all services is 200",
        "health of all probes are 204 for 60s", "health of all services < 2 s", "health < 2 s",
        "health <2s", "websocket connects < 5 s", "WebSocket connects <500ms",
        "health of all services is up for 1 h", "errors < 5 per hour",
    ])
    func sentenceIsRead(_ text: String) throws {
        #expect(try Condition.parse(text).text == text)
    }

    @Test(arguments: [
        ("health", "", 7), ("health > 2 s", ">", 8), ("health <", "", 9),
        ("health < soon", "soon", 10),
        ("health of all services 20", "20", 24), ("health of all services 999", "999", 24),
        ("health of all services 200 in 5s", "in", 28), ("health of all services", "", 23),
        ("health of all services 200 for ever", "ever", 32), ("websocket", "", 10),
        ("websocket connects in 5 s", "in", 20), ("websocket opens < 5 s", "opens", 11),
    ])
    func errorNamesWhatWasFoundAndWhere(_ text: String, _ found: String, _ column: Int) {
        let error = #expect(throws: ConditionError.self) { try Condition.parse(text) }
        #expect(error?.found.string == found)
        #expect(error?.column == column)
    }

    @Test(arguments: [
        ("health < soon", true), ("websocket connects < soon", true),
        ("health of all services 20", true), ("websocket connects again", false),
        ("health is fine now", false),
    ])
    func attemptIsTold(_ text: String, _ isAttempt: Bool) {
        #expect(Condition.isAttempted(in: text) == isAttempt)
    }

    /// Who answers what since when; `nil` for a probe that is not HTTP.
    @Test(arguments: [
        ([200, 200], 700, "met"), ([200, nil], 700, "met"), ([nil], 700, "met"),
        ([200, 204], 700, "unmet"), ([503], 700, "unmet"), ([200, 200], 500, "holding 100"),
        ([204], 500, "unmet"), ([], 700, "no data"),
    ])
    func statusOfEveryAnswerCounts(_ answers: [Int?], _ since: Int, _ expected: String) throws {
        let services = answers.enumerated().map { index, status in
            Self.service(
                "s\(index)", since: since,
                [status.map { Self.reading("http", "\($0)") } ?? Self.reading("tcp", "open")])
        }
        #expect(try Self.word("health of all services 200 for 10 min", services) == expected)
    }

    @Test func serviceThatIsNotUpIsNoHealthWhateverItAnswers() throws {
        var service = Self.service("a", [Self.reading("http", "200")])
        service.verdict = .degraded
        #expect(try Self.word("health of all services 200", [service]) == "unmet")
        service.verdict = .unknown
        #expect(try Self.word("health of all services 200", [service]) == "no data")
        service.verdict = .up
        service.isStale = true
        #expect(try Self.word("health of all services 200", [service]) == "no data")
    }

    @Test func wrongAnswerOutranksWhatIsNotKnown() throws {
        var silent = Self.service("a", [Self.reading("http", "200")])
        silent.isStale = true
        let wrong = Self.service("b", [Self.reading("http", "204")])
        #expect(try Self.word("health of all services 200", [silent, wrong]) == "unmet")
    }

    @Test(arguments: [(1999, "met"), (2000, "unmet"), (2500, "unmet")])
    func slowestHealthAnswerCounts(_ milliseconds: Int, _ expected: String) throws {
        let services = [
            Self.service("a", [Self.reading("http", "200", 20)]),
            Self.service("b", [Self.reading("grpc", "SERVING", milliseconds)]),
        ]
        #expect(try Self.word("health < 2 s", services) == expected)
    }

    @Test func healthLooksAtOtherProbesOnlyWhereNobodyAsksForHealth() throws {
        let slow = Self.service("job", [Self.reading("exec", "exit 0", 9000)])
        let web = Self.service("web", [Self.reading("http", "200", 20)])
        #expect(try Self.word("health < 2 s", [web, slow]) == "met")
        #expect(try Self.word("health < 2 s", [slow]) == "unmet")
    }

    @Test func refusedConnectionIsFastButNoHealth() throws {
        let down = Self.service("a", [Self.reading("http", "refused", 1, .down)])
        #expect(try Self.word("health < 2 s", [down]) == "unmet")
    }

    @Test(arguments: ["health < 2 s", "websocket connects < 5 s", "health of all services 200"])
    func nothingKnownIsNoData(_ condition: String) throws {
        #expect(try Self.word(condition, []) == "no data")
        #expect(try Self.word(condition, [ServiceStatus(id: ServiceID("a"))]) == "no data")
        var stale = Self.service(
            "a", [Self.reading("http", "200"), Self.reading("websocket", "pong")])
        stale.isStale = true
        #expect(try Self.word(condition, [stale]) == "no data")
    }

    @Test func serviceWithoutAReadingKeepsTheOthersFromPassing() throws {
        let web = Self.service("web", [Self.reading("http", "200")])
        #expect(
            try Self.word("health < 2 s", [web, ServiceStatus(id: ServiceID("b"))]) == "no data")
    }

    @Test(arguments: [(4000, 2000, "met"), (2000, 3500, "unmet"), (4999, 9000, "unmet")])
    func webSocketCountsUpToItsUpgrade(
        _ connect: Int, _ upgrade: Int, _ expected: String
    ) throws {
        let limit = expected == "met" ? "7 s" : "5 s"
        var reading = Self.reading("websocket", "pong", connect + upgrade + 60_000)
        reading.phases = [("connect", connect), ("upgrade", upgrade), ("message", 60_000)].map {
            PhaseTiming(name: $0.0, duration: .milliseconds($0.1))
        }
        let services = [Self.service("ws", [Self.reading("http", "200", 90_000), reading])]
        #expect(try Self.word("websocket connects < \(limit)", services) == expected)
    }

    @Test func webSocketThatIsDownDoesNotConnect() throws {
        let down = Self.service("ws", [Self.reading("websocket", "no pong", 5, .down)])
        #expect(try Self.word("websocket connects < 5 s", [down]) == "unmet")
    }

    @Test func withoutAWebSocketNothingIsKnownOfOne() throws {
        let web = Self.service("web", [Self.reading("http", "200")])
        #expect(try Self.word("websocket connects < 5 s", [web]) == "no data")
    }

    @Test func maintenanceIsLeftOut() throws {
        var held = Self.service("a", [Self.reading("http", "503", 5000)])
        held.hold = Hold(kind: .maintenance, until: nil, reason: "disks", by: "ada")
        let web = Self.service("web", [Self.reading("http", "200", 20)])
        #expect(try Self.word("health of all services 200", [held, web]) == "met")
        #expect(try Self.word("health < 2 s", [held, web]) == "met")
    }

    private static func word(_ condition: String, _ services: [ServiceStatus]) throws -> String {
        try Snapshots.word(condition, Snapshots.snapshot(services: services))
    }

    private static func service(
        _ name: DisplayText, since: Int = 1000, _ readings: [Reading]
    ) -> ServiceStatus {
        var service = Snapshots.service(name, .up, since: since)
        service.latest = readings
        return service
    }

    private static func reading(
        _ kind: DisplayText, _ summary: DisplayText, _ milliseconds: Int = 20,
        _ outcome: Outcome = .up
    ) -> Reading {
        Reading(
            probe: ProbeID(service: ServiceID("a"), index: 0), kind: kind,
            startedAt: Snapshots.ago(1), duration: .milliseconds(milliseconds), outcome: outcome,
            summary: summary)
    }
}
