import Testing

@testable import ConsoleRuntime

/// The loop wakes on the second, for a frame that waits, and for a lone Escape; for nothing else.
struct LoopTimerTests {
    private let millisecond: Int64 = 1_000_000

    @Test func tickFallsOnTheSecondOfTheWallClock() {
        let timer = LoopTimer(steady: 5_000 * millisecond, wallNanoseconds: 1_250 * millisecond)
        #expect(timer.nextTick == 5_750 * millisecond)
        let wait = timer.timeout(
            at: 5_000 * millisecond, isFrameWaiting: false, escapeMilliseconds: nil)
        #expect(wait == 750)
    }

    @Test func waitIsRoundedUpSoThatTheLoopNeverSpins() {
        let timer = LoopTimer(steady: 0, wallNanoseconds: 999_999_900)
        #expect(timer.timeout(at: 0, isFrameWaiting: false, escapeMilliseconds: nil) == 1)
    }

    @Test func framesOfEnginesAreFiftyMillisecondsApart() {
        var timer = LoopTimer(steady: 0, wallNanoseconds: 0)
        timer.showedReports(at: 10 * millisecond)
        #expect(!timer.mayShowReports(at: 59 * millisecond))
        #expect(timer.mayShowReports(at: 60 * millisecond))
        let wait = timer.timeout(
            at: 20 * millisecond, isFrameWaiting: true, escapeMilliseconds: nil)
        #expect(wait == 40)
    }

    @Test func loneEscapeShortensTheWait() {
        let timer = LoopTimer(steady: 0, wallNanoseconds: 0)
        #expect(timer.timeout(at: 0, isFrameWaiting: false, escapeMilliseconds: 25) == 25)
    }

    @Test func dueTickWaitsNoLonger() {
        let timer = LoopTimer(steady: 0, wallNanoseconds: 0)
        #expect(
            timer.timeout(at: 2_000 * millisecond, isFrameWaiting: false, escapeMilliseconds: nil)
                == 0)
    }
}
