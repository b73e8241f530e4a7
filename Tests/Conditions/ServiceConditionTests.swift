import Conditions
import IncidentModel
import SafeText
import Testing

@Suite struct ServiceConditionTests {
    private func judge(_ condition: String, _ services: ServiceStatus..., watched: Int = 10_000)
        throws -> String
    {
        try Snapshots.word(
            condition, Snapshots.snapshot(services: services, watched: watched))
    }

    @Test(arguments: [Verdict.up, .degraded, .down], [Verdict.up, .degraded, .down])
    func verdictIsCompared(_ actual: Verdict, _ wanted: Verdict) throws {
        let said = try judge("probe a is \(wanted.rawValue)", Snapshots.service("a", actual))
        #expect(said == (actual == wanted ? "met" : "unmet"))
    }

    @Test(arguments: ["up", "degraded", "down"])
    func nothingKnownIsNoData(_ wanted: String) throws {
        let claim = "probe a is \(wanted)"
        let never = Snapshots.service("a", .unknown, readings: [])
        let asked = Verdict(rawValue: wanted) ?? .unknown
        #expect(try judge(claim) == "no data")
        #expect(try judge(claim, Snapshots.service("b")) == "no data")
        #expect(try judge(claim, never) == "no data")
        #expect(try judge(claim, Snapshots.service("a", .unknown)) == "no data")
        #expect(try judge(claim, Snapshots.service("a", asked, isStale: true)) == "no data")
        #expect(try judge(claim, Snapshots.service("a", asked, readings: [])) == "no data")
    }

    @Test func failureOnOurOwnSideIsNoData() throws {
        let own = Snapshots.service("a", readings: [(.up, 5), (.unknown, 5)])
        #expect(try judge("probe a is up", own) == "no data")
        #expect(try judge("response of a < 2s", own) == "no data")
    }

    @Test func upIsNotMetWhileTheNewestReadingFails() throws {
        let suspect = Snapshots.service("a", readings: [(.down, 5)], transition: .suspect)
        #expect(try judge("probe a is up for 10s", suspect) == "unmet")
    }

    @Test func flappingServiceIsNotUp() throws {
        var flapping = Snapshots.service("a", since: 500)
        flapping.isFlapping = true
        #expect(try judge("probe a is up for 60s", flapping) == "unmet")
        #expect(try judge("response of a < 2s", flapping) == "met")
    }

    @Test func pausedServiceGivesNoData() throws {
        let paused = Self.held("a", .paused, .up)
        #expect(try judge("probe a is up", paused) == "no data")
        #expect(try judge("response of a < 2s", paused) == "no data")
    }

    @Test func serviceInMaintenanceDoesNotCountAmongAll() throws {
        let held = Self.held("a", .maintenance, .down)
        #expect(try judge("all probes are up", held, Snapshots.service("b")) == "met")
        #expect(try judge("all probes are up", held) == "no data")
        #expect(try judge("probe a is up", held) == "unmet", "asked for by name it is judged")
    }

    private static func held(_ name: DisplayText, _ kind: Hold.Kind, _ verdict: Verdict)
        -> ServiceStatus
    {
        var service = Snapshots.service(name, verdict)
        service.hold = Hold(kind: kind, until: nil, reason: "disks", by: "ana@host")
        return service
    }

    @Test(arguments: [(59, "holding 1"), (60, "met"), (61, "met"), (0, "holding 60")])
    func timeCountsFromTheVerdict(_ since: Int, _ said: String) throws {
        #expect(try judge("probe a is up for 60s", Snapshots.service("a", since: since)) == said)
    }

    @Test func timeBeforeWeWatchedDoesNotCount() throws {
        #expect(
            try judge("probe a is up for 60s", Snapshots.service("a", since: 500), watched: 20)
                == "holding 40")
    }

    @Test func momentInTheFutureCountsAsNow() throws {
        #expect(
            try judge("probe a is up for 60s", Snapshots.service("a", since: -90)) == "holding 60")
    }

    @Test func unknownBeginningIsNoData() throws {
        #expect(try judge("probe a is up for 5s", Snapshots.service("a", since: nil)) == "no data")
        #expect(try judge("probe a is up", Snapshots.service("a", since: nil)) == "met")
    }

    @Test func everyServiceMustHold() throws {
        let up = Snapshots.service("a")
        let short = Snapshots.service("b", since: 4)
        let down = Snapshots.service("c", .down)
        let stale = Snapshots.service("d", isStale: true)
        let claim = "all probes are up for 10s"
        #expect(try judge(claim) == "no data")
        #expect(try judge(claim, up) == "met")
        #expect(try judge(claim, up, short) == "holding 6")
        #expect(try judge(claim, up, short, stale) == "no data")
        #expect(try judge(claim, stale, down, short, up) == "unmet")
    }

    @Test func longestWaitRemains() throws {
        let first = Snapshots.service("a", since: 8)
        let second = Snapshots.service("b", since: 3)
        let third = Snapshots.service("c", since: 5)
        #expect(
            try judge("health of all services is up for 10s", first, second, third)
                == "holding 7")
    }

    @Test func slowestReadingIsTheResponse() throws {
        let claim = "response of a < 2s"
        #expect(try judge(claim, Snapshots.service("a", readings: [(.up, 1999)])) == "met")
        #expect(try judge(claim, Snapshots.service("a", readings: [(.up, 2000)])) == "unmet")
        #expect(
            try judge(claim, Snapshots.service("a", readings: [(.up, 1), (.up, 2500)])) == "unmet")
        #expect(try judge(claim) == "no data")
        #expect(try judge(claim, Snapshots.service("a", isStale: true)) == "no data")
    }

    @Test func refusalIsFastButNoResponse() throws {
        #expect(
            try judge("response of a < 2s", Snapshots.service("a", .down, readings: [(.down, 1)]))
                == "unmet")
    }

    @Test func judgementBecomesAGateState() throws {
        let snapshot = Snapshots.snapshot(services: [Snapshots.service("a", since: 20)])
        func state(_ text: String) throws -> GateState {
            try Condition.parse(text).judge(snapshot).gateState(at: Snapshots.now)
        }
        #expect(try state("probe a is up") == .met(at: Snapshots.now))
        #expect(
            try state("probe a is up for 60s")
                == .holding(since: Snapshots.ago(20), remaining: .seconds(40)))
        #expect(try state("probe a is down") == .unmet("a is up"))
        #expect(try state("probe b is up") == .noData("no service is named b"))
    }
}
