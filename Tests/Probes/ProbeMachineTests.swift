import IncidentModel
import Testing

@testable import Probes

@Suite struct ProbeMachineTests {
    private func machine(
        after outcomes: [Outcome], thresholds: ProbeThresholds = ProbeThresholds()
    ) -> ProbeMachine {
        var machine = ProbeMachine(thresholds: thresholds)
        for (second, outcome) in outcomes.enumerated() {
            _ = machine.apply(.made(at: Int64(second), outcome), mayRise: true)
        }
        return machine
    }

    @Test func firstGoodReadingSettles() {
        let machine = machine(after: [.up])
        #expect(machine.verdict == .up)
        #expect(machine.transition == .steady)
    }

    @Test func firstFailingReadingOnlySuspects() {
        let machine = machine(after: [.down])
        #expect(machine.verdict == .unknown)
        #expect(machine.transition == .suspect)
        #expect(machine.level == .failing)
    }

    @Test(arguments: [
        ([Outcome.up, .down, .down], Verdict.up), ([.up, .down, .down, .down], .down),
    ])
    func fallsAfterThreeInARow(_ outcomes: [Outcome], _ verdict: Verdict) {
        #expect(machine(after: outcomes).verdict == verdict)
    }

    @Test func aGoodReadingBetweenStartsTheCountAgain() {
        let machine = machine(after: [.up, .down, .down, .up, .down, .down])
        #expect(machine.verdict == .up)
        #expect(machine.transition == .suspect)
        #expect(machine.firstDown?.startedAt == Timestamp(seconds: 4))
    }

    @Test func risesAfterTwoInARow() {
        let down: [Outcome] = [.down, .down, .down]
        #expect(machine(after: down + [.up]).verdict == .down)
        #expect(machine(after: down + [.up]).transition == .recovering)
        #expect(machine(after: down + [.up, .down, .up]).verdict == .down)
        #expect(machine(after: down + [.up, .up]).verdict == .up)
    }

    @Test func anOutageKeepsItsFirstFailingReading() {
        let machine = machine(after: [.up, .down, .down, .down, .up, .down])
        #expect(machine.firstDown?.startedAt == Timestamp(seconds: 1))
        #expect(machine.lastGood?.startedAt == Timestamp(seconds: 4))
    }

    @Test func withoutLeaveToRiseGoodReadingsOnlyCount() {
        var machine = machine(after: [.down, .down, .down])
        for second in 3..<9 {
            _ = machine.apply(.made(at: Int64(second), .up), mayRise: false)
            #expect(machine.verdict == .down)
        }
        _ = machine.apply(.made(at: 9, .up), mayRise: true)
        #expect(machine.verdict == .up)
    }

    @Test func ownSideFailuresSayNothingOfTheTarget() {
        #expect(machine(after: [.up, .unknown, .unknown]).verdict == .up)
        #expect(machine(after: [.up, .unknown, .unknown, .unknown]).verdict == .unknown)
        // They neither break a run of failures nor lengthen it.
        #expect(machine(after: [.up, .down, .down, .unknown]).verdict == .up)
        #expect(machine(after: [.up, .down, .down, .unknown, .down]).verdict == .down)
    }

    @Test func downLostToOwnSideFailuresStillOwesTheRise() {
        let lost: [Outcome] = [.down, .down, .down, .unknown, .unknown, .unknown]
        #expect(machine(after: lost + [.up]).verdict == .unknown)
        #expect(machine(after: lost + [.up, .up]).verdict == .up)
    }

    @Test func slowReadingsDegradeAndDoNotBringDown() {
        #expect(machine(after: [.up, .degraded, .degraded, .degraded]).verdict == .degraded)
        #expect(machine(after: [.up, .degraded, .down, .degraded]).verdict == .degraded)
        #expect(machine(after: [.down, .down, .down, .degraded, .degraded]).verdict == .degraded)
    }

    @Test func ownThresholdsApply() {
        let quick = ProbeThresholds(fall: 1, rise: 1)
        #expect(machine(after: [.down], thresholds: quick).verdict == .down)
        #expect(machine(after: [.down, .up], thresholds: quick).verdict == .up)
    }
}
