import IncidentModel
import Testing

@Suite struct VerdictHistoryTests {
    private static func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    private func history(_ changes: (Int64, Verdict)...) -> VerdictHistory {
        var history = VerdictHistory()
        for (moment, verdict) in changes { history.observe(verdict, at: Self.at(moment)) }
        return history
    }

    @Test func nothingWatchedCoversNothing() {
        let share = VerdictHistory().share(of: .seconds(100), until: Self.at(100))
        #expect(share.coverage == 0)
        #expect(share.availability == 0)
    }

    @Test func verdictHoldsUntilTheNextOne() {
        let share = history((0, .up), (90, .down), (95, .up)).share(
            of: .seconds(100), until: Self.at(100))
        #expect(share.observed == .seconds(100))
        #expect(share.available == .seconds(95))
        #expect(share.availability == 950_000)
    }

    @Test func degradedServiceStillServes() {
        let share = history((0, .degraded)).share(of: .seconds(10), until: Self.at(10))
        #expect(share.availability == 1_000_000)
    }

    @Test func unknownTimeIsNotWatched() {
        let share = history((0, .up), (40, .unknown), (50, .down)).share(
            of: .seconds(100), until: Self.at(100))
        #expect(share.observed == .seconds(90))
        #expect(share.available == .seconds(40))
    }

    @Test func onlyTheWindowCounts() {
        let seen = history((0, .down), (1000, .up))
        #expect(seen.share(of: .seconds(100), until: Self.at(1100)).availability == 1_000_000)
        #expect(seen.share(of: .seconds(200), until: Self.at(1100)).availability == 500_000)
        #expect(seen.share(of: .seconds(2200), until: Self.at(1100)).coverage == 500_000)
    }

    @Test func pauseBetweenTwoWatchesIsNotWatched() {
        var seen = history((0, .up))
        seen.stopWatching(at: Self.at(30))
        seen.observe(.up, at: Self.at(70))
        let share = seen.share(of: .seconds(100), until: Self.at(100))
        #expect(share.observed == .seconds(60))
        #expect(share.available == .seconds(60))
    }

    @Test func clockThatWasSetBackCountsNothingTwice() {
        let share = history((0, .up), (50, .down), (20, .up)).share(
            of: .seconds(100), until: Self.at(100))
        #expect(share.observed <= .seconds(100))
        let later = history((50, .up)).share(of: .seconds(100), until: Self.at(40))
        #expect(later.observed == .zero)
    }

    @Test func oldChangesAreForgotten() {
        var seen = VerdictHistory()
        for second in 0..<Int64(VerdictHistory.limit) + 100 {
            seen.observe(second.isMultiple(of: 2) ? .up : .down, at: Self.at(second))
        }
        let end = Int64(VerdictHistory.limit) + 100
        let share = seen.share(of: .seconds(end), until: Self.at(end))
        #expect(share.observed == .seconds(VerdictHistory.limit))
        seen.forget(before: Self.at(end))
        #expect(seen.share(of: .seconds(end), until: Self.at(end)).observed == .seconds(1))
    }
}
