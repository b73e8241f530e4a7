import Testing

@testable import Probes

@Suite struct StartGateTests {
    /// Origins, as the gate numbers them.
    private let a = 0
    private let b = 1
    private let c = 2

    private func gate(_ limit: Int, perOrigin: Int) -> StartGate {
        StartGate(limit: limit, limitPerOrigin: perOrigin, probes: 10, origins: 3)
    }

    @Test func oneOriginCannotTakeAllPlaces() {
        var gate = gate(3, perOrigin: 2)
        let started = [(1, a), (2, a), (3, a), (4, b), (5, b)].map {
            gate.enter($0.0, origin: $0.1)
        }
        #expect(started == [true, true, false, true, false])
        // A place of a goes to the first one that waits for a.
        let followers = [a, b, a].map { gate.leave(origin: $0) }
        #expect(followers == [3, 5, nil])
    }

    @Test func aProbeWaitsOnlyOnce() {
        var gate = gate(1, perOrigin: 1)
        let started = [1, 2, 2].map { gate.enter($0, origin: a) }
        #expect(started == [true, false, false])
        let followers = (0..<2).map { _ in gate.leave(origin: a) }
        #expect(followers == [2, nil])
        #expect(gate.isIdle)
    }

    @Test func aFreePlaceGoesToTheOneThatWaitedLongest() {
        var gate = gate(2, perOrigin: 2)
        for (probe, origin) in [(0, a), (1, b), (2, c), (3, b), (4, a)] {
            _ = gate.enter(probe, origin: origin)
        }
        let followers = [a, b, c, b, a].map { gate.leave(origin: $0) }
        #expect(followers == [2, 3, 4, nil, nil])
    }

    @Test func anOriginWithoutRoomHoldsNobodyElseUp() {
        var gate = gate(2, perOrigin: 1)
        let started = [(0, a), (1, a), (2, a), (3, b), (4, c)].map {
            gate.enter($0.0, origin: $0.1)
        }
        #expect(started == [true, false, false, true, false])
        // Two wait for a since before; a is full, so the place goes to c.
        #expect(gate.leave(origin: b) == 4)
        #expect(gate.leave(origin: a) == 1)
        #expect((gate.runningCount, gate.waitingCount) == (2, 1))
    }

    @Test func whoWithdrawsIsNotStarted() {
        var gate = gate(1, perOrigin: 1)
        for probe in 0..<4 { _ = gate.enter(probe, origin: a) }
        gate.withdraw(1, origin: a)
        gate.withdraw(7, origin: a)
        #expect(!gate.isWaiting(1))
        #expect(gate.leave(origin: a) == 2)
        let isStarted = gate.enter(1, origin: a)
        #expect(!isStarted)
        let followers = (0..<3).map { _ in gate.leave(origin: a) }
        #expect(followers == [3, 1, nil])
    }

    @Test func silentAttemptGivesItsPlaceUpButStillCountsForItsOrigin() {
        var gate = StartGate(limit: 1, limitPerOrigin: 1, probes: 3, origins: 2)
        let entered = [
            gate.enter(0, origin: 0), gate.enter(1, origin: 0), gate.enter(2, origin: 1),
        ]
        #expect(entered == [true, false, false])
        let hasYielded = gate.yield()
        #expect(hasYielded)
        let next = [gate.next(), gate.next()]
        #expect(next == [2, nil], "the first in line is of an origin without room")
        let followers = [
            gate.leave(origin: 0, hasYielded: true), gate.leave(origin: 1), gate.leave(origin: 0),
        ]
        #expect(followers == [nil, 1, nil], "the place was taken by 2")
        #expect(gate.isIdle)
    }

    @Test func onlySoManyGoOnWithoutAPlace() {
        let count = StartGate.silentLimit + 2
        var gate = StartGate(limit: count, limitPerOrigin: 1, probes: count, origins: count)
        let entered = (0..<count).map { gate.enter($0, origin: $0) }
        #expect(entered.allSatisfy { $0 })
        let yielded = (0..<count).map { _ in gate.yield() }
        #expect(yielded.count { $0 } == StartGate.silentLimit)
    }
}
