import IncidentModel
import Testing

@testable import Probes

@Suite struct HoldEndsTests {
    private func at(_ seconds: Int64) -> Timestamp { Timestamp(seconds: seconds) }

    @Test func theClockIsLookedAtAtLeastEveryHalfMinute() {
        var ends = HoldEnds()
        #expect(ends.wait(at: at(0)) == nil)
        ends.set(0, until: at(3600))
        #expect(ends.wait(at: at(0)) == .seconds(30))
        #expect(ends.wait(at: at(3590)) == .seconds(10))
        #expect(ends.wait(at: at(4000)) == .zero)
    }

    @Test func aClockThatJumpsEndsWhatIsOverInTheOrderOfTheirEnds() {
        var ends = HoldEnds()
        for (service, end) in [(0, 300), (1, 100), (2, 200), (3, 5000)] {
            ends.set(service, until: at(Int64(end)))
        }
        #expect(ends.over(at: at(99)) == [])
        #expect(ends.over(at: at(1000)) == [1, 2, 0])
        #expect(ends.over(at: at(1000)) == [])
    }

    @Test func aHoldTakenBackDoesNotEnd() {
        var ends = HoldEnds()
        ends.set(0, until: at(10))
        ends.set(0, until: nil)
        #expect(ends.over(at: at(20)) == [])
        #expect(ends.wait(at: at(20)) == nil)
    }
}
