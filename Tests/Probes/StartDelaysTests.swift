import Testing

@testable import Probes

@Suite struct StartDelaysTests {
    @Test func quantilesAreRoundedUpToAMillisecond() {
        var delays = StartDelays()
        #expect(delays.quantile(0.99) == .zero)
        for millisecond in 0..<100 { delays.add(Int64(millisecond) * 1_000_000 + 10) }
        #expect(delays.total == 100)
        #expect(delays.quantile(0.5) == .milliseconds(50))
        #expect(delays.quantile(0.99) == .milliseconds(99))
        #expect(delays.quantile(1) == .milliseconds(100))
    }

    @Test func earlyAndVeryLateStartsAreCountedToo() {
        var delays = StartDelays()
        delays.add(-5)
        delays.add(.max)
        #expect(delays.quantile(0.5) == .milliseconds(1))
        #expect(delays.quantile(1) == .milliseconds(StartDelays.longest + 1))
    }
}
