import IncidentModel
import Testing

@testable import Probes

@Suite struct ContainerReportTests {
    /// 2026-03-01 12:00:00 UTC.
    private let now = Timestamp(seconds: 1_772_366_400)

    private func report(
        _ json: String, replicas: Int? = nil, container: String? = nil, completed: Bool = false
    ) throws -> ContainerReport {
        var demand = ContainerReport.Demand(subject: "container web")
        (demand.replicas, demand.container) = (replicas, container)
        demand.mayBeCompleted = completed
        return ContainerReport(try ContainerJSON.groups(Array(json.utf8)), demand, now: now)
    }

    private func docker(_ state: String, restarts: Int = 0) -> String {
        ContainerSamples.docker(state, restarts: restarts)
    }

    @Test func runningContainerIsUp() throws {
        let report = try report(
            docker(ContainerSamples.running(since: "2026-03-01T09:00:00.123456789Z")))
        #expect(report.outcome == .up)
        #expect(report.summary == "running")
        #expect(report.lines == ["web, running, for 3 h, 0 restarts, nginx:1.27"])
    }

    @Test func crashLoopDoesNotLookUpWhileItRuns() throws {
        let state = ContainerSamples.running(
            since: "2026-03-01T11:59:56Z", exitCode: 1, finishedAt: "2026-03-01T11:59:50Z")
        let report = try report(docker(state, restarts: 7))
        #expect(report.outcome == .down)
        #expect(
            report.reason
                == "container web is restarting: 7 restarts, last exit code 1, up for 4 s")
    }

    @Test func oneRecentRestartIsDegradedAndAnOldOneIsForgotten() throws {
        let young = try report(
            docker(ContainerSamples.running(since: "2026-03-01T11:58:00Z"), restarts: 1))
        #expect(young.outcome == .degraded)
        #expect(young.reason == "container web was restarted: 1 restart, up for 2 min")
        let old = try report(
            docker(ContainerSamples.running(since: "2026-02-01T11:58:00Z"), restarts: 40))
        #expect(old.outcome == .up)
    }

    @Test(arguments: [
        (
            #""Status":"exited","Running":false,"ExitCode":137,"OOMKilled":true,"FinishedAt":"2026-03-01T11:57:00Z""#,
            "container web ended 3 min ago with exit code 137, out of memory"
        ),
        (
            #""Status":"exited","Running":false,"ExitCode":0,"FinishedAt":"2026-03-01T11:57:00Z""#,
            "container web completed 3 min ago with exit code 0"
        ),
        (
            #""Status":"restarting","Running":true,"Restarting":true,"ExitCode":1,"FinishedAt":"2026-03-01T11:59:59Z""#,
            "container web is restarting: last exit code 1"
        ),
        (#""Status":"paused","Running":true,"Paused":true"#, "container web is paused"),
        (
            #""Status":"created","Error":"port is already allocated""#,
            "container web was never started: port is already allocated"
        ),
        (#""Status":"dead","Dead":true"#, "container web is dead"),
        (
            #""Status":"running","StartedAt":"2026-03-01T09:00:00Z","Health":{"Status":"unhealthy","FailingStreak":4,"Log":[{"Output":"no"}]}"#,
            "container web runs, but is unhealthy: 4 failed health checks in a row"
        ),
    ])
    func dockerStatesAreToldInWords(_ state: String, _ reason: String) throws {
        let report = try report(docker(state))
        #expect(report.outcome == .down)
        #expect(report.reason == reason)
        #expect(report.summary.count <= 8)
    }

    @Test func healthCheckThatHasNotPassedYetIsDegraded() throws {
        let state =
            #""Status":"running","StartedAt":"2026-03-01T09:00:00Z","Health":{"Status":"starting"}"#
        #expect(try report(docker(state)).outcome == .degraded)
    }

    @Test func completedJobIsUpWhenThatIsExpected() throws {
        let state = #""Status":"exited","ExitCode":0,"FinishedAt":"2026-03-01T11:57:00Z""#
        #expect(try report(docker(state), completed: true).outcome == .up)
        #expect(
            try report(#"{"kind":"List","items":[]}"#, completed: true).reason
                == "container web has no pods")
    }

    @Test func crashLoopOfAPodIsToldWithItsHistory() throws {
        let report = try report(
            ContainerSamples.pod(
                "web-1", ready: false, restarts: 12, state: ContainerSamples.crashLoop))
        #expect(report.outcome == .down)
        #expect(
            report.reason
                == "pod web-1: app is restarting (CrashLoopBackOff): 12 restarts, last exit code 1")
    }

    @Test(arguments: [
        (
            #"{"waiting":{"reason":"ImagePullBackOff","message":"Back-off pulling image \"shop:9\""}}"#,
            "pod web-1: app has no image to start from (ImagePullBackOff): Back-off pulling image \"shop:9\""
        ),
        (
            #"{"waiting":{"reason":"ContainerCreating"}}"#,
            "pod web-1: app has not started yet (ContainerCreating)"
        ),
        (
            #"{"waiting":{"reason":"CreateContainerConfigError","message":"secret \"db\" not found"}}"#,
            "pod web-1: app does not start (CreateContainerConfigError): secret \"db\" not found"
        ),
        (
            #"{"running":{"startedAt":"2026-03-01T09:00:00Z"}}"#,
            "pod web-1: app runs, but is not ready"
        ),
        (
            #"{"terminated":{"exitCode":137,"reason":"OOMKilled","finishedAt":"2026-03-01T11:59:00Z"}}"#,
            "pod web-1: app ended 60 s ago with exit code 137, out of memory"
        ),
    ])
    func podStatesAreToldInWords(_ state: String, _ reason: String) throws {
        let report = try report(ContainerSamples.pod("web-1", ready: false, state: state))
        #expect(report.outcome == .down)
        #expect(report.reason == reason)
    }

    @Test func someOfSeveralPodsIsDegradedAndNoneIsDown() throws {
        let good = ContainerSamples.pod("web-1", ready: true)
        let bad = ContainerSamples.pod(
            "web-2", ready: false, restarts: 5, state: ContainerSamples.crashLoop)
        let some = try report(ContainerSamples.list([good, bad]))
        #expect(some.outcome == .degraded)
        #expect(some.summary == "1/2")
        #expect(
            some.reason
                == "1 of 2 pods not ready: pod web-2: app is restarting (CrashLoopBackOff): "
                + "5 restarts, last exit code 1")
        #expect(try report(ContainerSamples.list([bad, bad])).outcome == .down)
        #expect(try report(ContainerSamples.list([good, good])).outcome == .up)
    }

    @Test func missingPodsAreCounted() throws {
        let good = ContainerSamples.pod("web-1", ready: true)
        let report = try report(ContainerSamples.list([good]), replicas: 3)
        #expect(report.outcome == .degraded)
        #expect(report.reason == "container web has 1 pod, expected 3")
        #expect(try self.report(ContainerSamples.list([]), replicas: 3).outcome == .down)
    }

    @Test func podsThatLeaveDoNotCountInARollout() throws {
        let leaving = ContainerSamples.pod("web-0", ready: false, isLeaving: true)
        let good = ContainerSamples.pod("web-1", ready: true)
        #expect(try report(ContainerSamples.list([leaving, good])).outcome == .up)
        #expect(try report(ContainerSamples.list([leaving])).outcome == .down)
    }

    @Test func podWithoutContainersSaysWhy() throws {
        let unscheduled =
            #"{"kind":"Pod","metadata":{"name":"web-1"},"status":{"phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","message":"0/3 nodes are available"}]}}"#
        #expect(
            try report(unscheduled).reason
                == "pod web-1 is not scheduled: 0/3 nodes are available")
        let evicted =
            #"{"kind":"Pod","metadata":{"name":"web-1"},"status":{"phase":"Failed","reason":"Evicted","message":"low on memory"}}"#
        #expect(try report(evicted).reason == "pod web-1 failed (Evicted): low on memory")
    }

    @Test func oneContainerOfAPodIsChosenByItsName() throws {
        let pod = ContainerSamples.pod("web-1", ready: true)
        #expect(try report(pod, container: "app").outcome == .up)
        #expect(
            try report(pod, container: "nope").reason
                == "pod web-1 has no container called nope")
    }

    @Test(arguments: [
        "", "null", "[1]", "{}", "[[[[", "{\"kind\":\"Node\"}", "{\"kind\":\"Pod\"}", "\u{0}",
    ])
    func otherAnswersAreRefused(_ json: String) {
        #expect(throws: ContainerJSON.Unreadable.self) {
            try ContainerJSON.groups(Array(json.utf8))
        }
    }

    @Test func deepAndWrongTypedAnswersDoNotCrash() {
        let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        _ = try? ContainerJSON.groups(Array(deep.utf8))
        let wrong = #"{"State":{"Status":7,"ExitCode":"x","Health":[],"StartedAt":1e400}}"#
        _ = try? ContainerJSON.groups(Array(wrong.utf8))
        let pod =
            #"{"kind":"Pod","metadata":[],"status":{"containerStatuses":[{"state":3}],"phase":[]}}"#
        let groups = try? ContainerJSON.groups(Array(pod.utf8))
        #expect(groups?.first?.containers.count == 1)
    }

    @Test(arguments: [
        ("2026-03-01T12:00:00Z", 1_772_366_400),
        ("2026-03-01T12:00:00.999999999+01:00", 1_772_362_800),
        ("2024-02-29T00:00:00-00:30", 1_709_166_600), ("1970-01-01T00:00:00Z", 0),
    ])
    func momentsAreRead(_ text: String, _ seconds: Int64) {
        #expect(RFC3339.timestamp(text)?.seconds == seconds)
    }

    @Test(arguments: [
        "", "0001-01-01T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-01", "2026-03-01T12:00:00",
    ])
    func otherTextsAreNoMoments(_ text: String) {
        #expect(RFC3339.timestamp(text) == nil)
    }
}
