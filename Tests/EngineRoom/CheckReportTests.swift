import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What `quell check` prints, for people and for pipelines.
struct CheckReportTests {
    /// In the order of a file that names what needs something first.
    private static let outage = [
        service("web", .down, .blocked(by: ServiceID("db")), needs: ["api"], reason: "got 503"),
        service("api", .degraded, .blocked(by: ServiceID("db")), needs: ["db"], took: 1210),
        service("db", .down, .own, reason: "connection refused"),
        service("static", .up, .none, took: 4),
    ]

    @Test func tableIsInDependencyOrderAndNamesTheRoot() {
        let rows = CheckReport(services: Self.outage).table.split(separator: "\n").map(String.init)
        #expect(
            rows == [
                "db       down         3 ms  connection refused",
                "static   up           4 ms",
                "api      degraded  1210 ms  blocked by db",
                "web      down         3 ms  blocked by db: got 503",
                "root: db, blocks 2",
            ])
    }

    @Test func tableOfNothingSaysSo() {
        #expect(CheckReport(services: []).table == "no services are configured")
    }

    @Test func serviceWithoutAReadingHasADashForItsTime() {
        let report = CheckReport(services: [ServiceStatus(id: ServiceID("x"))])
        #expect(report.table == "x        unknown  –")
    }

    @Test func jsonHasExactlyTheKeysOfTheFormat() throws {
        let json = try Self.object(CheckReport(services: Self.outage).json)
        #expect(Set(json.keys) == ["services", "roots", "exit"])
        #expect(json["roots"] as? [String] == ["db"])
        #expect(json["exit"] as? Int == 2)
        let services = try #require(json["services"] as? [[String: Any]])
        #expect(services.map { $0["name"] as? String } == ["db", "static", "api", "web"])
        for service in services {
            #expect(
                Set(service.keys) == ["name", "verdict", "cause", "root", "since", "readings"])
        }
        #expect(services.map { $0["cause"] as? String } == ["own", "none", "blocked", "blocked"])
        #expect(services.map { $0["root"] as? String } == ["db", nil, "db", "db"])
        #expect(services[1]["root"] is NSNull, "what is not there is null, not left out")
        #expect(services[0]["since"] as? Double == 1_700_000_000.5)
        let readings = try #require(services[0]["readings"] as? [[String: Any]])
        #expect(readings.map { $0["outcome"] as? String } == ["down"])
        #expect(readings.map { $0["milliseconds"] as? Int } == [3])
        #expect(readings.map { $0["pass"] as? Int } == [1])
        #expect(
            readings.map { Set($0.keys) } == [
                [
                    "pass", "kind", "outcome", "summary", "reason", "milliseconds", "failure",
                    "failedPhase", "phases", "evidence", "command",
                ]
            ])
    }

    @Test func jsonOfNothingIsStillTheFormat() throws {
        let json = try Self.object(CheckReport(services: []).json)
        #expect((json["services"] as? [Any])?.isEmpty == true)
        #expect((json["roots"] as? [Any])?.isEmpty == true)
    }

    @Test(
        arguments: [
            ([Verdict.up, .up], 0), ([.up, .degraded], 1), ([.degraded, .down], 2),
            ([.up, .unknown], 3), ([.unknown, .down], 2), ([.degraded, .unknown], 3),
        ] as [([Verdict], Int32)])
    func exitStatusIsThatOfTheWorst(verdicts: [Verdict], status: Int32) {
        let services = verdicts.enumerated().map { index, verdict in
            Self.service("s\(index)", verdict, .none)
        }
        #expect(CheckReport(services: services).exitStatus == status)
    }

    @Test func anyOfNeedsKeepTheOrder() {
        var web = Self.service("web", .up, .none)
        web.needs = [.any([ServiceID("a"), ServiceID("b")])]
        let report = CheckReport(services: [
            web, Self.service("b", .up, .none), Self.service("a", .up, .none),
        ])
        #expect(report.table.split(separator: "\n").map { $0.prefix(3) } == ["b  ", "a  ", "web"])
    }

    private static func object(_ json: String) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        return try #require(object as? [String: Any])
    }

    private static func service(
        _ name: DisplayText, _ verdict: Verdict, _ cause: Cause, needs: [DisplayText] = [],
        reason: DisplayText = .empty, took: Int = 3
    ) -> ServiceStatus {
        var status = ServiceStatus(
            id: ServiceID(name), needs: needs.map { .one(ServiceID($0)) })
        status.verdict = verdict
        status.cause = cause
        status.reason = reason
        status.since = Timestamp(nanoseconds: 1_700_000_000_500_000_000)
        status.latest = [
            Reading(
                probe: ProbeID(service: status.id, index: 0), kind: "tcp",
                startedAt: Timestamp(seconds: 1), duration: .milliseconds(took),
                outcome: verdict == .up ? .up : .down)
        ]
        return status
    }
}
