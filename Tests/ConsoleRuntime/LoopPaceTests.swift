import CellGrid
import Console
import EngineRoom
import IncidentModel
import SafeText
import Testing

@testable import ConsoleRuntime

/// How often the loop draws, counted on a clock that moves only when it is looked at.
@Suite(.timeLimit(.minutes(5))) struct LoopPaceTests {
    @Test func floodOfReportsCostsTwentyFramesASecondAtMost() async throws {
        let flood = try Flood(until: 60)
        let moments = await flood.run()
        #expect(moments.count >= 60)
        let gaps = zip(moments.dropFirst(), moments).map { $0.0 - $0.1 }
        // Two ticks a second apart may each fall between two frames of the flood.
        let short = gaps.filter { $0 < LoopTimer.frameInterval }.count
        let seconds = Int((moments.last ?? 0) - (moments.first ?? 0)) / 1_000_000_000
        #expect(short <= seconds + 1, "\(gaps.map { $0 / 1_000_000 })")
        #expect(moments.count <= 20 * (seconds + 1) + seconds + 1)
    }

    @Test func keyIsAnsweredAtOnceWithinAFlood() async throws {
        let flood = try Flood(until: 40)
        var pressedAt: Int64?
        var answeredAt: Int64?
        flood.onFrame = { terminal, now in
            let isHelp = terminal.text.contains("all keys")
            if pressedAt == nil, terminal.memory.drawCount == 20 {
                pressedAt = now
                terminal.type("?")
            } else if pressedAt != nil, answeredAt == nil, isHelp {
                answeredAt = now
                terminal.press(.escape)
            }
        }
        _ = await flood.run()
        let wait = try #require(answeredAt) - #require(pressedAt)
        #expect(wait < LoopTimer.frameInterval / 4, "it took \(wait / 1_000_000) ms")
    }

    @Test func keysThatAreHeldDownDoNotHoldBackReports() async throws {
        let clock = SteppingClock(stepMilliseconds: 1)
        let bench = try LoopBench(clock: clock.wallClock)
        bench.terminal.neverSleeps = true
        var (frames, toldAt, shownAt) = (0, Int64?.none, Int64?.none)
        let report = bench.report
        _ = await bench.run { terminal in
            frames += 1
            if shownAt == nil, terminal.text.contains("told meanwhile") { shownAt = clock.present }
            guard shownAt == nil, frames < 1_000 else { return terminal.press(.character("q")) }
            // Each frame is answered with the next key, so that there is never a pause.
            terminal.type("j")
            // The word comes early in a second: the next tick, which takes everything, is far away.
            if toldAt == nil, frames > 30, clock.present % 1_000_000_000 < 200_000_000 {
                toldAt = clock.present
                report(.noticed("told meanwhile"))
            }
        }
        let wait = try #require(shownAt) - #require(toldAt)
        #expect(wait <= LoopTimer.frameInterval * 2, "it took \(wait / 1_000_000) ms")
    }

    @Test func idleConsoleDrawsOnceASecond() async throws {
        let clock = SteppingClock(stepMilliseconds: 1)
        let bench = try LoopBench(clock: clock.wallClock)
        bench.terminal.neverSleeps = true
        var moments: [Int64] = []
        _ = await bench.run { terminal in
            moments.append(clock.present)
            if moments.count == 12 { terminal.press(.character("q")) }
        }
        // The first frames show what the room tells at its start,
        // the last one answers the key.
        let gaps = zip(moments.dropFirst(), moments).map { $0.0 - $0.1 }.dropLast().suffix(5)
        #expect(gaps.allSatisfy { $0 > 900_000_000 }, "\(gaps)")
    }

    /// A loop that is sent a report at each look at the clock, a thousand a second of its time.
    private final class Flood {
        var onFrame: (ScriptedTerminal, Int64) -> Void = { _, _ in }
        private let bench: LoopBench
        private let clock: SteppingClock
        private let frames: Int

        init(until frames: Int) throws {
            self.frames = frames
            let clock = SteppingClock(stepMilliseconds: 1)
            self.clock = clock
            bench = try LoopBench(clock: clock.wallClock)
        }

        /// The moments of all frames.
        func run() async -> [Int64] {
            var moments: [Int64] = []
            let (bench, clock, frames) = (self.bench, self.clock, self.frames)
            bench.terminal.neverSleeps = true
            bench.terminal.afterRead = { _ in
                var logs = LogStatus()
                logs.lines = Int(clock.present / 1_000_000)
                bench.report(.logs(logs))
            }
            _ = await bench.run { [self] terminal in
                moments.append(clock.present)
                onFrame(terminal, clock.present)
                if moments.count == frames { terminal.press(.character("q")) }
            }
            return moments
        }
    }
}
