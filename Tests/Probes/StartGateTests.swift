import Testing

@testable import Probes

@Suite struct StartGateTests {
    @Test func oneOriginCannotTakeAllPlaces() {
        var gate = StartGate(limit: 3, limitPerOrigin: 2)
        let started = [(1, "a"), (2, "a"), (3, "a"), (4, "b"), (5, "b")].map {
            gate.enter($0.0, origin: $0.1)
        }
        #expect(started == [true, true, false, true, false])
        // A place of a goes to the first one that waits for a.
        let followers = ["a", "b", "a"].map { gate.leave(origin: $0) }
        #expect(followers == [3, 5, nil])
    }

    @Test func aProbeWaitsOnlyOnce() {
        var gate = StartGate(limit: 1, limitPerOrigin: 1)
        let started = [1, 2, 2].map { gate.enter($0, origin: "a") }
        #expect(started == [true, false, false])
        let followers = (0..<2).map { _ in gate.leave(origin: "a") }
        #expect(followers == [2, nil])
        #expect(gate.isIdle)
    }
}
