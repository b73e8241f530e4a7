import IncidentModel
import SafeText
import Testing

@testable import Journal

@Suite struct IncidentAccountTests {
    private func account(_ entries: [(Int, EventBody)]) -> IncidentAccount {
        var state = IncidentState()
        let events = entries.enumerated().map { index, entry in
            JournalEvent(
                sequence: index + 1, at: Timestamp(seconds: Int64(entry.0)), monotonic: 0,
                actor: "quell", body: entry.1)
        }
        for event in events { state.apply(event) }
        return IncidentAccount(state: state, events: events, utcOffsetSeconds: 0)
    }

    private func service(
        _ to: Verdict, at second: Int64, _ cause: Cause = .own, name: DisplayText = "a"
    ) -> EventBody {
        .serviceChanged(
            ServiceChange(
                service: ServiceID(name), from: .unknown, to: to, cause: cause,
                since: Timestamp(seconds: second), reason: ""))
    }

    private func moment(_ moment: IncidentMoment, at second: Int64) -> EventBody {
        .edited(.moment(moment, at: Timestamp(seconds: second), reason: "x"))
    }

    private func opened(at second: Int64) -> EventBody {
        .incidentOpened(
            IncidentFacts(
                id: "INC-1", title: "t", severity: .p1, openedAt: Timestamp(seconds: second)))
    }

    @Test func bandsBeginInRetrospectAndStopWhenNobodyWatches() {
        let account = account([
            (0, .consoleStarted(version: "1")), (10, service(.up, at: 10)),
            (40, service(.down, at: 30)), (60, .consoleStopped),
            (100, .consoleStarted(version: "1")), (110, service(.up, at: 110)),
        ])
        let bands = account.services.first?.bands.map { band in
            "\(band.look.rawValue) \(band.from.seconds)-\(band.until.map { "\($0.seconds)" } ?? "")"
        }
        #expect(bands == ["up 10-30", "down 30-60", "unknown 60-110", "up 110-"])
        #expect(account.services.first?.unavailable(until: Timestamp(seconds: 200)) == .seconds(30))
    }

    @Test func onsetIsTheFirstOutageByOnesOwnFault() {
        let account = account([
            (5, service(.down, at: 3, .blocked(by: ServiceID("b")), name: "a")),
            (9, service(.down, at: 7, name: "b")), (20, opened(at: 20)),
        ])
        #expect(account.metric(.detect) == .seconds(13))
    }

    @Test func withoutAnOnsetTimesCountFromTheDetection() {
        let account = account([
            (20, opened(at: 20)), (50, moment(.mitigated, at: 50)), (90, moment(.resolved, at: 80)),
        ])
        #expect(account.metric(.detect) == nil)
        #expect(account.metricText(.detect) == "not recorded")
        #expect(account.metric(.mitigate) == .seconds(30))
        #expect(account.metric(.resolve) == .seconds(60))
    }

    @Test func reopeningTakesBackWhatWasMitigatedAndResolved() {
        let account = account([
            (20, opened(at: 20)), (30, moment(.acknowledged, at: 30)),
            (50, moment(.resolved, at: 50)), (60, moment(.reopened, at: 60)),
            (65, moment(.acknowledged, at: 65)), (90, moment(.resolved, at: 90)),
        ])
        #expect(account.metric(.acknowledge) == .seconds(10), "the first word counts")
        #expect(account.metric(.mitigate) == nil)
        #expect(account.metric(.resolve) == .seconds(70))
    }

    @Test func sameEntriesOneAfterTheOtherAreOneLineThatCounts() {
        let check = CheckID(
            step: StepID(runbook: RunbookID("r"), phase: 1, step: 1), index: 0)
        let gate = EventBody.gateChanged(check: check, state: .unmet("503"))
        let account = account([(1, gate), (2, gate), (3, gate), (4, .noteAdded("x")), (5, gate)])
        #expect(account.timeline.map(\.count) == [3, 1, 1])
        let markdown = IncidentReport.markdown(account)
        #expect(markdown.contains("gate 1.1 unmet: 503, 3 times until 00:00:03"))
    }

    @Test func countsOfTheLogEngineAreTakenForTheSameTemplateOnly() {
        var status = ClusterStatus(
            id: ClusterID(3), template: "x <*>", firstSeen: Timestamp(seconds: 1))
        status.counts[.error] = 107
        status.priority = .p1
        var other = status
        other.id = ClusterID(4)
        var logs = LogStatus()
        logs.clusters = [status, other]
        let events = [3, 4].map { number in
            JournalEvent(
                sequence: number - 2, at: Timestamp(seconds: 5), monotonic: 0, actor: "quell",
                body: .clusterChanged(
                    ClusterChange(
                        cluster: ClusterID(number), moment: .appeared,
                        template: number == 3 ? "x <*>" : "y", severity: .error)))
        }
        var state = IncidentState()
        for event in events { state.apply(event) }
        let account = IncidentAccount(
            state: state, events: events, logs: logs, utcOffsetSeconds: 0)
        #expect(account.clusters.map(\.id.number) == [3, 4])
        #expect(account.clusters.map { $0.counts?.total } == [107, nil])
        #expect(IncidentReport.markdown(account).contains("107 records in these: 107 error."))
    }

    @Test func mostUrgentPriorityIsTheClustersUnlessAPersonSetOne() {
        func change(_ number: Int, _ priority: Priority?) -> EventBody {
            .clusterChanged(
                ClusterChange(
                    cluster: ClusterID(number), moment: .found, template: "x", severity: .error,
                    priority: priority))
        }
        let reference = ClusterReference(id: ClusterID(2), template: "x")
        let account = account([
            (1, change(1, .p2)), (2, change(1, .p0)), (3, change(1, .p3)),
            (4, change(2, .p0)), (5, .clusterMarked(reference, .setPriority(.p3))),
            (6, change(3, nil)),
        ])
        #expect(account.clusters.map(\.id.number) == [1, 2, 3])
        #expect(account.clusters.map(\.priority) == [.p0, .p3, nil])
        #expect(account.clusters.allSatisfy { $0.standing == "active" })
    }

    @Test func criteriaAreToldAlsoWhenTheyNeverHeld() {
        let ids = ["web is up", "users can log in", "errors < 5/h"].map { CriterionID($0) }
        let account = account([
            (1, opened(at: 1)), (2, .noticed(.criteria(ids))),
            (3, .noticed(.criterion(ids[0], .met(at: Timestamp(seconds: 3))))),
            (4, .edited(.criterion(ids[1], holds: true))),
        ])
        let markdown = IncidentReport.markdown(account)
        #expect(markdown.contains("- [x] web is up (met"))
        #expect(markdown.contains("- [x] users can log in (met"))
        #expect(markdown.contains("- [ ] errors < 5/h (unmet: never seen to hold)"))
    }

    @Test func chartIsDrawnWhateverTheTimes() {
        let odd = account([
            (0, service(.down, at: -5_000_000)), (0, service(.up, at: 9_000_000_000)),
            (1, opened(at: 9_000_000_000)),
        ])
        #expect(XMLWellFormed(IncidentReport.html(odd)).problem == nil)
        let many = account(
            (0..<3000).map { ($0, service($0 % 2 == 0 ? .up : .down, at: Int64($0))) })
        let html = IncidentReport.html(many)
        #expect(XMLWellFormed(html).problem == nil)
        #expect(IncidentReport.markdown(many).contains("more changes"))
    }
}
