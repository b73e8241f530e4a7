import Testing

@testable import Processes

@Suite struct RunLifeTests {
    private static let ladder = StopLadder(
        interruptMilliseconds: 5000, terminateMilliseconds: 4000, giveUpMilliseconds: 3000)

    private func life(
        timeout: Duration? = nil, firstSweep: StopLadder.Rung = .terminate
    ) -> RunLife {
        RunLife(timeout: timeout, ladder: Self.ladder, firstSweep: firstSweep)
    }

    private func finish(
        _ end: ProcessEnd, stopped: Bool = false, holder: Bool = false
    ) -> [RunLife.Action] {
        [.finish(RunOutcome(end: end, wasStopped: stopped, backgroundHolder: holder))]
    }

    @Test func exitWaitsForTheEndOfTheOutput() {
        var life = life()
        #expect(life.handle(.childExited(.exited(0)), at: .seconds(1)) == [])
        #expect(life.deadline == .seconds(1) + RunLife.drainTime)
        #expect(life.handle(.outputClosed, at: .seconds(1)) == finish(.exited(0)))
        #expect(life.deadline == nil)
    }

    @Test func exitAfterTheEndOfTheOutputEndsAtOnce() {
        var life = life()
        #expect(life.handle(.outputClosed, at: .seconds(1)) == [])
        #expect(life.handle(.childExited(.signalled(9)), at: .seconds(2)) == finish(.signalled(9)))
    }

    @Test func outputThatStaysOpenIsHeldByAnother() {
        var life = life()
        _ = life.handle(.childExited(.exited(3)), at: .zero)
        #expect(life.handle(.timePassed, at: .milliseconds(499)) == [])
        #expect(
            life.handle(.timePassed, at: .milliseconds(500)) == finish(.exited(3), holder: true))
    }

    @Test func cancelClimbsTheLadder() {
        var life = life()
        #expect(life.handle(.stopRequested, at: .zero) == [.signalGroup(.interrupt)])
        #expect(life.handle(.timePassed, at: .milliseconds(4999)) == [])
        #expect(life.handle(.timePassed, at: .seconds(5)) == [.signalGroup(.terminate)])
        #expect(life.handle(.timePassed, at: .seconds(9)) == [.signalGroup(.kill)])
        #expect(
            life.handle(.childExited(.signalled(9)), at: .seconds(9)) == [
                .signalLeftovers(.kill)
            ])
        #expect(life.handle(.swept, at: .seconds(9)) == [])
        #expect(life.handle(.outputClosed, at: .seconds(9)) == finish(.cancelled, stopped: true))
    }

    @Test func secondRequestSkipsTheWait() {
        var life = life()
        _ = life.handle(.stopRequested, at: .zero)
        #expect(life.handle(.stopRequested, at: .seconds(1)) == [.signalGroup(.terminate)])
        #expect(life.deadline == .seconds(5))
        #expect(life.handle(.stopRequested, at: .seconds(1)) == [.signalGroup(.kill)])
    }

    @Test func timeoutClimbsTheSameLadder() {
        var life = life(timeout: .seconds(2))
        #expect(life.deadline == .seconds(2))
        #expect(life.handle(.timePassed, at: .seconds(2)) == [.signalGroup(.interrupt)])
        _ = life.handle(.outputClosed, at: .seconds(2))
        #expect(
            life.handle(.childExited(.exited(130)), at: .seconds(3)) == [
                .signalLeftovers(.terminate)
            ])
        #expect(life.handle(.swept, at: .seconds(3)) == finish(.timedOut, stopped: true))
    }

    @Test func leftoversThatIgnoreTermAreKilled() {
        var life = life()
        _ = life.handle(.stopRequested, at: .zero)
        _ = life.handle(.childExited(.signalled(2)), at: .zero)
        #expect(life.sweepRung == .terminate)
        #expect(life.handle(.timePassed, at: .seconds(4)) == [.signalLeftovers(.kill)])
        #expect(life.sweepRung == .kill)
    }

    @Test func leftoversThatCannotBeKilledAreGivenUpOn() {
        var life = life(firstSweep: .kill)
        _ = life.handle(.stopRequested, at: .zero)
        _ = life.handle(.outputClosed, at: .zero)
        _ = life.handle(.childExited(.signalled(2)), at: .zero)
        #expect(life.handle(.timePassed, at: .seconds(3)) == finish(.cancelled, stopped: true))
    }

    @Test func commandThatCannotBeKilledIsGivenUpOn() {
        var life = life()
        for _ in 0..<3 { _ = life.handle(.stopRequested, at: .zero) }
        #expect(life.handle(.timePassed, at: .seconds(3)) == finish(.cancelled, stopped: true))
    }

    @Test func cancelWhileDrainingStopsTheHolderAndKeepsTheEnd() {
        var life = life()
        _ = life.handle(.childExited(.exited(0)), at: .zero)
        #expect(life.handle(.stopRequested, at: .zero) == [.signalLeftovers(.terminate)])
        #expect(life.handle(.swept, at: .zero) == [])
        #expect(life.handle(.outputClosed, at: .zero) == finish(.exited(0)))
    }

    @Test func holderCanBeStoppedAfterTheEnd() {
        var life = life()
        _ = life.handle(.childExited(.exited(0)), at: .zero)
        _ = life.handle(.timePassed, at: .seconds(1))
        #expect(life.handle(.stopRequested, at: .seconds(9)) == [.signalLeftovers(.terminate)])
        #expect(life.handle(.outputClosed, at: .seconds(9)) == [])
        #expect(life.handle(.swept, at: .seconds(9)) == finish(.exited(0)))
    }

    @Test func endedRunIgnoresRequests() {
        var life = life()
        _ = life.handle(.outputClosed, at: .zero)
        _ = life.handle(.childExited(.exited(0)), at: .zero)
        #expect(life.handle(.stopRequested, at: .zero) == [])
        #expect(life.handle(.timePassed, at: .seconds(99)) == [])
    }
}
