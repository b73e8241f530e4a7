import Foundation
import IncidentModel
import Processes
import SafeText
import Testing

@testable import EngineRoom

/// Steps that want the terminal: ordered from whoever has it, recorded like every other.
@Suite(.timeLimit(.minutes(5))) struct RoomForegroundTests {
    private static let runbook = """
        # Drill

        ## Act

        ### Log in

        ```bash {tty}
        echo in
        ```

        ### Look

        ```bash {tty}
        echo look
        ```
        """

    @Test func startIsRecordedThenTheTerminalIsAskedForThenTheEndIsRecorded() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(1))
        room.start()
        let run = try #require(await bench.prepare(step, in: room))
        #expect(log.previews(step).last?.needsTerminal == true)
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.orders.map(\.run) == [run.name] })
        #expect(log.orders.first?.commands.map(\.script) == ["echo in"])
        #expect(await eventually { log.running.last == [step] })
        let started = log.position { report in
            guard case .recorded(let events) = report else { return false }
            return events.contains { if case .stepStarted = $0.body { true } else { false } }
        }
        let ordered = log.position { if case .foreground = $0 { true } else { false } }
        #expect(try #require(started) < #require(ordered))
        room.perform(.foregroundEnded(run, .exited(4), took: .seconds(2)))
        #expect(await eventually { log.ends(step) == [.exited(4)] })
        #expect(await eventually { log.running.last == [] })
        room.perform(.foregroundEnded(run, .exited(0), took: .zero))
        #expect(await eventually { log.refusals == ["no run of that name has the terminal"] })
        room.stop(cancellingSteps: false)
        guard case .ended(.exited(4), _, _, .seconds(2)) = try bench.stateOnDisk().step(step) else {
            Issue.record("the journal has \(try bench.stateOnDisk().step(step))")
            return
        }
    }

    @Test func terminalIsLentToOneStepAtATime() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, log, steps) = (bench.room(), bench.log, [bench.step(1), bench.step(2)])
        room.start()
        #expect(await bench.run(steps[0], in: room))
        let run = try #require(await bench.prepare(steps[1], in: room))
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.refusals == ["step 1.1 has the terminal"] })
        room.stop(cancellingSteps: false)
        #expect(log.orders.count == 1)
    }

    @Test func consoleLostWithTheTerminalLeavesAnUnknownEnd() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (first, step) = (bench.room(), bench.step(1))
        first.start()
        #expect(await bench.run(step, in: first))
        #expect(await eventually { !bench.log.orders.isEmpty })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.ends(step).count == 1 })
        guard case .unknown? = log.ends(step).first else {
            Issue.record("it ended as \(log.ends(step))")
            return second.stop(cancellingSteps: true)
        }
        second.stop(cancellingSteps: true)
    }
}
