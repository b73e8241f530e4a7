import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Which time counts as watched: only that between readings that follow each other.
@Suite struct VerdictHistoriesTests {
    private static let web = ServiceID("web")

    @Test func timeBetweenReadingsCounts() {
        var histories = Self.histories()
        for second in stride(from: Int64(0), through: 100, by: 10) {
            histories.take(Self.status(.up, since: 0, readAt: second))
        }
        #expect(Self.share(histories, at: 100).observed == .seconds(100))
        #expect(Self.share(histories, at: 100).available == .seconds(100))
    }

    @Test func timeWithoutReadingsDoesNotCount() {
        var histories = Self.histories()
        histories.take(Self.status(.up, since: 0, readAt: 0))
        histories.take(Self.status(.up, since: 0, readAt: 10))
        #expect(Self.share(histories, at: 300).observed == .seconds(10), "the machine slept")
        histories.take(Self.status(.up, since: 0, readAt: 300))
        histories.take(Self.status(.up, since: 0, readAt: 310))
        #expect(Self.share(histories, at: 310).observed == .seconds(20))
    }

    @Test func outageCountsFromItsFirstFailure() {
        var histories = Self.histories()
        for second in [Int64(0), 10, 20, 30] {
            histories.take(Self.status(.up, since: 0, readAt: second))
        }
        histories.take(Self.status(.down, since: 20, readAt: 40))
        #expect(Self.share(histories, at: 50).available == .seconds(20))
        #expect(Self.share(histories, at: 50).observed == .seconds(50))
    }

    @Test func staleAndPausedServicesAreNotWatched() {
        for isPaused in [false, true] {
            var histories = Self.histories()
            histories.take(Self.status(.up, since: 0, readAt: 0))
            histories.take(Self.status(.up, since: 0, readAt: 10))
            var status = Self.status(.up, since: 0, readAt: 10)
            if isPaused {
                status.hold = Hold(kind: .paused, until: nil, reason: "", by: "ada")
            } else {
                status.isStale = true
            }
            histories.take(status)
            histories.take(Self.status(.up, since: 0, readAt: 25))
            histories.take(Self.status(.up, since: 0, readAt: 30))
            #expect(Self.share(histories, at: 30).observed == .seconds(15))
        }
    }

    @Test func earlierConsoleCountsAsFarAsItsReadingsGo() {
        var histories = Self.histories()
        histories.replay(Self.event(.consoleStarted(version: "1"), at: 0))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 1))
        histories.replay(Self.event(.serviceChanged(Self.change(.up, since: 1)), at: 2))
        for second in stride(from: 10, through: 50, by: 10) {
            histories.replay(readingOf: Self.web, at: Timestamp(seconds: Int64(second)))
        }
        // It was killed: no word of its end.
        histories.replay(Self.event(.consoleStarted(version: "1"), at: 60))
        #expect(Self.share(histories, at: 70).observed >= .seconds(48))
        #expect(Self.share(histories, at: 70).observed <= .seconds(49))
    }

    @Test func verdictOfAnEarlierConsoleIsNotThatOfTheNext() {
        var histories = Self.histories()
        histories.replay(Self.event(.consoleStarted(version: "1"), at: 0))
        histories.replay(Self.event(.serviceChanged(Self.change(.up, since: 0)), at: 2))
        histories.replay(Self.event(.consoleStopped, at: 10))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 15))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 20))
        #expect(Self.share(histories, at: 25).observed <= .seconds(2))
    }

    @Test func gapsInTheReadingsOfAnEarlierConsoleDoNotCount() {
        var histories = Self.histories()
        histories.replay(Self.event(.serviceChanged(Self.change(.up, since: 0)), at: 0))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 10))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 500))
        histories.replay(readingOf: Self.web, at: Timestamp(seconds: 510))
        histories.stopWatching()
        #expect(Self.share(histories, at: 600).observed == .seconds(20))
    }

    private static func histories() -> VerdictHistories {
        VerdictHistories(patience: [web: .seconds(25)])
    }

    private static func share(
        _ histories: VerdictHistories, at second: Int64
    ) -> VerdictHistory.Share {
        let now = Timestamp(seconds: second)
        return (histories.all(at: now)[web] ?? VerdictHistory()).share(
            of: .seconds(3600), until: now)
    }

    private static func status(_ verdict: Verdict, since: Int64, readAt: Int64) -> ServiceStatus {
        var status = ServiceStatus(id: web)
        status.verdict = verdict
        status.since = Timestamp(seconds: since)
        status.latest = [
            Reading(
                probe: ProbeID(service: web, index: 0), kind: "http",
                startedAt: Timestamp(seconds: readAt), duration: .milliseconds(5),
                outcome: verdict == .up ? .up : .down)
        ]
        return status
    }

    private static func change(_ verdict: Verdict, since: Int64) -> ServiceChange {
        ServiceChange(
            service: web, from: .unknown, to: verdict, cause: .none,
            since: Timestamp(seconds: since), reason: .empty)
    }

    private static func event(_ body: EventBody, at second: Int64) -> JournalEvent {
        JournalEvent(
            sequence: 1, at: Timestamp(seconds: second), monotonic: 0, actor: "ada", body: body)
    }
}
