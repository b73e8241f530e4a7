import Conditions
import IncidentModel
import SafeText
import Testing

@Suite struct LogConditionTests {
    private static let silence = "cluster matching \"ModuleNotFound\" silent for 5m"

    private func silence(
        _ clusters: [ClusterStatus], sources: [SourceStatus] = [Snapshots.source()],
        watched: Int = 10_000
    ) throws -> String {
        try Snapshots.word(
            Self.silence,
            Snapshots.snapshot(clusters: clusters, sources: sources, watched: watched))
    }

    private func errors(
        _ condition: String, _ clusters: [ClusterStatus],
        sources: [SourceStatus] = [Snapshots.source()], watched: Int = 10_000, evicted: Int = 0
    ) throws -> String {
        try Snapshots.word(
            condition,
            Snapshots.snapshot(
                clusters: clusters, sources: sources, watched: watched, evictedErrors: evicted))
    }

    @Test(arguments: [(299, "holding 1"), (300, "met"), (100, "holding 200")])
    func silenceCountsFromTheLastRecord(_ lastSeen: Int, _ said: String) throws {
        let cluster = Snapshots.cluster(1, "ModuleNotFoundError: <*>", lastSeen: lastSeen)
        #expect(try silence([cluster]) == said)
    }

    @Test func speakingClusterIsUnmet() throws {
        let cluster = Snapshots.cluster(1, "ModuleNotFoundError", lastSeen: 14, lastMinute: 6)
        #expect(try silence([cluster]) == "unmet")
        let paused = Snapshots.cluster(1, "ModuleNotFoundError", lastSeen: 16, lastMinute: 6)
        #expect(try silence([paused]) == "holding 284")
    }

    @Test func lateSourceProvesNothing() throws {
        var source = Snapshots.source()
        source.lag = .seconds(59)
        #expect(try silence([], sources: [source]) == "met")
        source.lag = .seconds(60)
        #expect(try silence([], sources: [source]) == "no data")
        #expect(try errors("errors < 5 per hour", [], sources: [source]) == "no data")
    }

    @Test func newestOfAllMatchingClustersDecides() throws {
        let old = Snapshots.cluster(1, "modulenotfound in a", lastSeen: 900)
        let new = Snapshots.cluster(2, "MODULENOTFOUND in b", lastSeen: 200)
        let other = Snapshots.cluster(3, "something else", lastSeen: 1, lastMinute: 60)
        #expect(try silence([old, new, other]) == "holding 100")
    }

    @Test func continuationLineIsFoundInTheExamples() throws {
        var cluster = Snapshots.cluster(1, "Traceback <*>", lastSeen: 10, lastMinute: 6)
        cluster.samples = [
            LogSample(at: Snapshots.ago(10), lines: ["Traceback:", "ModuleNotFoundError: x"])
        ]
        #expect(try silence([cluster]) == "unmet")
    }

    @Test func clusterNeverSeenNeedsTimeToBeSilent() throws {
        #expect(try silence([]) == "met")
        #expect(try silence([], watched: 299) == "holding 1")
        let early = Snapshots.cluster(1, "ModuleNotFound", lastSeen: 4000)
        #expect(try silence([early], watched: 100) == "holding 200")
    }

    @Test(arguments: [SourceState.waiting, .ended, .reconnecting, .failed])
    func sourceThatDoesNotFollowProvesNothing(_ state: SourceState) throws {
        #expect(try silence([], sources: [Snapshots.source(state)]) == "no data")
        #expect(
            try errors("errors < 5 per hour", [], sources: [Snapshots.source(state)]) == "no data")
    }

    @Test(arguments: [
        (SourceState.failed, "no data"), (.reconnecting, "no data"), (.waiting, "met"),
        (.ended, "met"),
    ])
    func lostSourceBesideAFollowedOneProvesNothing(_ state: SourceState, _ said: String) throws {
        #expect(try silence([], sources: [Snapshots.source(), Snapshots.source(state)]) == said)
    }

    @Test func sourceThatNeverSpokeProvesNothing() throws {
        #expect(try silence([], sources: []) == "no data")
        let mute = Snapshots.source(lastLine: nil)
        #expect(try silence([], sources: [mute]) == "no data")
        #expect(try silence([], sources: [mute, Snapshots.source()]) == "met")
    }

    @Test func noiseIsUnmetAlsoWhenASourceIsLost() throws {
        let loud = Snapshots.cluster(1, "ModuleNotFound", lastSeen: 1, lastMinute: 60, errors: 60)
        let lost = [Snapshots.source(.failed)]
        #expect(try silence([loud], sources: lost) == "unmet")
        #expect(try errors("errors < 5 per minute", [loud], sources: lost) == "unmet")
    }

    @Test(arguments: [(4, "met"), (5, "unmet"), (6, "unmet")])
    func errorsOfTheLastMinuteAreCounted(_ count: Int, _ said: String) throws {
        let cluster = Snapshots.cluster(1, "x", lastSeen: 1, lastMinute: count, errors: 100)
        #expect(try errors("errors < 5 per minute", [cluster]) == said)
    }

    @Test func errorsOfTheLastHourAreCounted() throws {
        let first = Snapshots.cluster(1, "x", lastSeen: 1, errors: 50, trend: [1, 0, 1])
        let second = Snapshots.cluster(2, "y", lastSeen: 1, errors: 50, trend: [2])
        #expect(try errors("errors < 5 per hour", [first, second]) == "met")
        #expect(try errors("errors < 4 per hour", [first, second]) == "unmet")
    }

    @Test func recordsThatAreNoErrorsDoNotCount() throws {
        let calm = Snapshots.cluster(1, "x", lastSeen: 1, lastMinute: 900, errors: 0)
        let rare = Snapshots.cluster(2, "y", lastSeen: 1, lastMinute: 900, errors: 2)
        #expect(try errors("errors < 3 per minute", [calm, rare]) == "met")
    }

    @Test func windowMustBeWatchedInFull() throws {
        #expect(try errors("errors < 5 per hour", [], watched: 3590) == "holding 10")
        #expect(try errors("errors < 5 per minute", [], watched: 60) == "met")
    }

    @Test func evictedErrorsAreNotForgotten() throws {
        #expect(try errors("errors < 5 per hour", [], evicted: 4) == "met")
        #expect(try errors("errors < 5 per hour", [], evicted: 5) == "no data")
    }
}
