import IncidentModel
import Testing

@testable import Probes

@Suite struct ProbeTimetableTests {
    private let second: Int64 = 1_000_000_000
    private func table(_ name: String, every: Duration = .seconds(10)) -> ProbeTimetable {
        ProbeTimetable(
            name: name, settled: every, transition: .seconds(2), down: .seconds(5))
    }

    @Test func settledProbesKeepTheirPhaseWithinFivePercent() {
        let table = table("backend#0")
        var now = 1_000_000 * second
        var gaps: [Int64] = []
        for round in 0..<200 {
            let due = table.due(.settled, began: now, now: now, round: round)
            gaps.append(due - now)
            now = due
        }
        let mean = gaps.dropFirst().reduce(0, +) / Int64(gaps.count - 1)
        #expect(abs(mean - 10 * second) < second / 100)
        #expect(gaps.dropFirst().allSatisfy { 9 * second <= $0 && $0 <= 11 * second })
    }

    @Test func namesSpreadOverTheInterval() {
        let start = 1_000_000 * second
        let dues = (0..<100).map {
            table("service-\($0)#0").due(.settled, began: start, now: start, round: 1)
                % (10 * second)
        }
        for tenth in 0..<10 {
            let from = Int64(tenth) * second
            #expect(dues.contains { $0 >= from && $0 < from + second }, "nobody in second \(tenth)")
        }
    }

    @Test func pacesHaveTheirIntervals() {
        let now = 1_000_000 * second
        let soon = table("a").due(.transition, began: now, now: now, round: 1) - now
        let down = table("a").due(.down, began: now, now: now, round: 1) - now
        #expect(abs(soon - 2 * second) <= second / 10)
        #expect(abs(down - 5 * second) <= second / 4)
    }

    @Test func ownIntervalBoundsTheOthers() {
        let quick = table("a", every: .seconds(1))
        #expect(quick.interval(.transition) == .seconds(1))
        #expect(quick.interval(.down) == .seconds(1))
    }

    @Test func longAttemptIsNotFollowedAtOnce() {
        let now = 1_000_000 * second
        let due = table("a").due(.transition, began: now - 5 * second, now: now, round: 1)
        #expect(due >= now + second / 5)
    }

    @Test func firstRoundFitsItsSpread() {
        #expect(ProbeTimetable.firstDelay(position: 0, of: 4, spread: .seconds(2)) == 0)
        #expect(ProbeTimetable.firstDelay(position: 3, of: 4, spread: .seconds(2)) == 75_000_000)
        #expect(
            ProbeTimetable.firstDelay(position: 999, of: 1000, spread: .seconds(2)) < 2 * second)
    }
}
