import Foundation
import IncidentModel
import Runbooks
import SafeText
import Synchronization
import Testing

@testable import EngineRoom

/// A runbook that runs by itself: what reads runs, everything else is asked for.
@Suite(.timeLimit(.minutes(5))) struct RoomFlowTests {
    private static let runbook = """
        # Drill

        ## Act (0-30 minutes)

        ### Read

        ```bash
        echo one
        ```

        ### Change

        ```bash
        touch changed
        ```

        ### Look

        ```bash
        echo two
        ```
        """

    private static let gated = """
        # Drill

        ## Act (0-30 minutes)

        ### Read

        ```bash
        echo one
        ```

        **Expected:**

        - `probe web is up`
        """

    private static let failing = """
        # Drill

        ## Act

        ### Fail

        ```bash
        cat no-such-file
        ```

        ### Look

        ```bash
        echo two
        ```
        """

    @Test func readsRunByThemselvesAndChangesAreAskedFor() async throws {
        let (bench, room) = try started(Self.runbook)
        let (log, steps) = (bench.log, [1, 2, 3].map(bench.step))
        room.perform(.runOn(steps[0].runbook, from: nil))
        #expect(await eventually { log.flows.last == .asking(steps[1]) })
        #expect(log.ends(steps[0]) == [.exited(0)])
        #expect(log.previews(steps[0]).isEmpty, "nobody is asked about what reads")
        let run = try #require(log.previews(steps[1]).last?.run)
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.flows.last == .finished })
        #expect(log.ends(steps[1]) == [.exited(0)])
        #expect(log.ends(steps[2]) == [.exited(0)])
        room.stop(cancellingSteps: false)
    }

    @Test func noStopsTheFlow() async throws {
        let (bench, room) = try started(Self.runbook)
        let (log, step) = (bench.log, bench.step(2))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last == .asking(step) })
        room.perform(.discardRun(try #require(log.previews(step).last?.run)))
        #expect(
            await eventually {
                log.flows.last == .stopped(at: step, reason: "step 1.2 was not started")
            })
        room.stop(cancellingSteps: false)
        #expect(log.ends(step).isEmpty)
    }

    @Test func skippedStepLetsTheFlowGoOn() async throws {
        let (bench, room) = try started(Self.runbook)
        let (log, step) = (bench.log, bench.step(2))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last == .asking(step) })
        room.perform(.skipStep(step, reason: "not here"))
        #expect(await eventually { log.flows.last == .finished })
        #expect(log.ends(bench.step(3)) == [.exited(0)])
        room.stop(cancellingSteps: false)
    }

    @Test func failedStepStopsTheFlow() async throws {
        let (bench, room) = try started(Self.failing)
        let (log, step) = (bench.log, bench.step(1))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last?.isStopped(at: step) == true })
        room.stop(cancellingSteps: false)
        #expect(log.ends(step) == [.exited(1)], "it is not run again by itself")
        #expect(log.ends(bench.step(2)).isEmpty)
    }

    @Test func gateThatDoesNotHoldInTimeStopsTheFlow() async throws {
        let ahead = ClockLead()
        let (bench, room) = try started(Self.gated) { plan in
            let now = plan.now
            plan.now = { now() + .seconds(ahead.seconds.withLock { $0 }) }
        }
        let (log, step) = (bench.log, bench.step(1))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last?.isWaiting == true })
        ahead.seconds.withLock { $0 = 31 * 60 }
        // Any news makes the room look at the clock, which jumped.
        room.perform(.loadRunbook(bench.folder.file("drill.md")))
        #expect(await eventually { log.flows.last?.isStopped(at: step) == true })
        room.stop(cancellingSteps: false)
    }

    @Test func personStopsAFlow() async throws {
        let (bench, room) = try started(Self.gated)
        let (log, step) = (bench.log, bench.step(1))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last?.isWaiting == true })
        room.perform(.stopFlow(step.runbook))
        #expect(
            await eventually {
                log.flows.last == .stopped(at: step, reason: "stopped by ada@test")
            })
        room.stop(cancellingSteps: false)
    }

    @Test func newConsoleDoesNotGoOnByItself() async throws {
        let (bench, first) = try started(Self.gated)
        first.perform(.runOn(bench.step(1).runbook, from: nil))
        #expect(await eventually { bench.log.flows.last?.isWaiting == true })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log, nextAction: Self.inOrder)
        second.start()
        second.perform(.tickStep(bench.step(1), true))
        second.perform(.reportRunning)
        #expect(await eventually { log.running.count == 1 })
        second.stop(cancellingSteps: false)
        #expect(log.flows.isEmpty)
    }

    private func started(
        _ runbook: String, change: (inout EngineRoomPlan) -> Void = { _ in }
    ) throws -> (bench: RoomBench, room: EngineRoom) {
        let bench = try RoomBench(runbook: runbook)
        let room = bench.room(nextAction: Self.inOrder, change: change)
        room.start()
        return (bench, room)
    }

    /// Steps in the order of the file, each behind the gates of the one before it.
    private static let inOrder: NextAction = { question in
        let (state, gates) = (question.state, question.gates)
        for step in question.plan.steps {
            if case .running = state.step(step.id) { return .wait(steps: [step.id], gates: []) }
            guard state.step(step.id).isSettled else { return .run([step.id]) }
            let open = step.checks.filter(\.isGate).map(\.id).filter { !GateWatch.isMet(gates[$0]) }
            if !open.isEmpty { return .wait(steps: [], gates: open) }
        }
        return .finish
    }
}

/// How far a room's clock is ahead of the real one.
private final class ClockLead: Sendable {
    let seconds = Mutex(Int64(0))
}

extension RunbookFlow.Standing {
    fileprivate var isWaiting: Bool { if case .waiting = self { true } else { false } }

    fileprivate func isStopped(at step: StepID) -> Bool {
        if case .stopped(step, _) = self { true } else { false }
    }
}
