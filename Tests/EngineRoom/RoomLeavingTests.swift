import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Leaving on purpose while a command goes on in the background of its step.
@Suite(.timeLimit(.minutes(5))) struct RoomLeavingTests {
    private static let runbook = """
        # Drill

        ## Act

        ### Serve

        ```bash {background confirm}
        echo up; sleep 600
        ```

        ### Work

        ```bash {confirm}
        until [ -e go ]; do sleep 0.02; done
        ```
        """

    @Test func waitingEndsTheBackgroundOnceTheRestHasEnded() async throws {
        let (bench, room) = try await serving()
        let (log, serve, work) = (bench.log, bench.step(1), bench.step(2))
        #expect(await bench.run(work, in: room))
        #expect(await eventually { log.running.last == [serve, work] })
        room.perform(.finishRunning)
        room.perform(.reportRunning)
        #expect(await eventually { log.running.suffix(2) == [[serve, work], [serve, work]] })
        #expect(log.ends(serve).isEmpty)
        try bench.folder.write("", to: "work/go")
        #expect(await eventually { log.running.last == [] })
        #expect(log.ends(work) == [.exited(0)])
        #expect(log.ends(serve).count == 1)
        #expect(await eventually { bench.folder.processes().isEmpty })
        room.stop(cancellingSteps: false)
    }

    @Test func leftRunningItIsFollowedByTheNextConsole() async throws {
        let (bench, room) = try await serving()
        let serve = bench.step(1)
        room.stop(cancellingSteps: false)
        #expect(!bench.folder.processes().isEmpty)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.output(serve) == ["up"] })
        second.stop(cancellingSteps: true)
        #expect(log.ends(serve).count == 1)
        #expect(await eventually { bench.folder.processes().isEmpty })
    }

    @Test func cancellingLeavesNothing() async throws {
        let (bench, room) = try await serving()
        room.stop(cancellingSteps: true)
        #expect(await eventually { bench.folder.processes().isEmpty })
        #expect(bench.log.ends(bench.step(1)).count == 1)
    }

    /// A room in which the first step goes on in the background.
    private func serving() async throws -> (bench: RoomBench, room: EngineRoom) {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, step) = (bench.room(), bench.step(1))
        room.start()
        #expect(await bench.run(step, in: room))
        #expect(await eventually { bench.log.output(step) == ["up"] })
        return (bench, room)
    }
}
