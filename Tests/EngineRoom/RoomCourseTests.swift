import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Flows from their first step to their last, with real commands and the planner's own word.
@Suite(.timeLimit(.minutes(5))) struct RoomCourseTests {
    private static let release = """
        # Drill

        ## Act

        ### First

        ```bash {rollback=undo-first}
        touch first
        ```

        ### Second

        ```bash {rollback=undo-second}
        touch second
        ```

        ### Third

        ```bash {confirm}
        echo asleep; sleep 600
        ```

        ## Rollback

        ### Undo first

        ```bash {name=undo-first}
        echo first >>undone; touch undone
        ```

        ### Undo second

        ```bash {name=undo-second}
        echo second >>undone; touch undone
        ```
        """

    @Test func afterAnInterruptWhatWasDoneIsUndoneTheNewestFirst() async throws {
        let (bench, room) = try started(Self.release)
        let (log, runbook) = (bench.log, bench.step(1).runbook)
        room.perform(.runOn(runbook, from: nil))
        for number in 1...3 { #expect(await agree(bench.step(number), in: room, log)) }
        #expect(await eventually { log.output(bench.step(3)) == ["asleep"] })
        room.perform(.cancelAll)
        #expect(await eventually { log.ends(bench.step(3)) == [.cancelled] })
        room.perform(.rollBack(runbook))
        let undo = [2, 1].map { StepID(runbook: runbook, phase: 2, step: $0) }
        for step in undo {
            #expect(await agree(step, in: room, log))
            #expect(await eventually { log.ends(step) == [.exited(0)] })
        }
        #expect(await eventually { log.flows.last == .finished })
        room.stop(cancellingSteps: true)
        let undone = try String(contentsOfFile: bench.folder.file("work/undone"), encoding: .utf8)
        #expect(undone == "second\nfirst\n")
    }

    @Test func rollingBackTakesOverFromWhatRunsForward() async throws {
        let (bench, room) = try started(Self.release)
        let (log, runbook) = (bench.log, bench.step(1).runbook)
        room.perform(.runOn(runbook, from: nil))
        #expect(await agree(bench.step(1), in: room, log))
        #expect(await eventually { log.flows.last == .asking(bench.step(2)) })
        room.perform(.rollBack(runbook))
        let undo = StepID(runbook: runbook, phase: 2, step: 1)
        #expect(await eventually { log.flows.last == .asking(undo) })
        #expect(log.flows.contains(.stopped(at: bench.step(2), reason: "ada@test rolls back")))
        // The question of the way forward is void.
        let old = try #require(log.previews(bench.step(2)).last?.run)
        room.perform(.startRun(old, unrecordedOverride: false))
        #expect(await eventually { !log.refusals.isEmpty })
        room.stop(cancellingSteps: true)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/second")))
    }

    @Test func failedStepIsRunAgainWhenToldToGoOnThere() async throws {
        let (bench, room) = try started(
            """
            # Drill

            ## Act

            ### Read

            ```bash
            cat there
            ```

            ### Then

            ```bash
            echo then
            ```
            """)
        let (log, step) = (bench.log, bench.step(1))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last?.isStopped(at: step) == true })
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.count { $0.isStopped(at: step) } == 2 })
        #expect(log.ends(step) == [.exited(1)], "nothing is run again unless it is named")
        try bench.folder.write("here", to: "work/there")
        room.perform(.runOn(step.runbook, from: step))
        #expect(await eventually { log.flows.last == .finished })
        #expect(log.ends(step) == [.exited(1), .exited(0)])
        #expect(log.ends(bench.step(2)) == [.exited(0)])
        room.stop(cancellingSteps: true)
    }

    @Test func checkWaitsForAPersonWhoTicksIt() async throws {
        let (bench, room) = try started(
            """
            # Drill

            ## Act

            ### Decide

            - [ ] the owner agrees

            ### Then

            ```bash
            echo then
            ```
            """)
        let (log, step) = (bench.log, bench.step(1))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.flows.last?.isStopped(at: step) == true })
        #expect(log.ends(bench.step(2)).isEmpty)
        room.perform(.tickCheck(CheckID(step: step, index: 0), true))
        #expect(await eventually { log.flows.last == .finished })
        #expect(log.ends(bench.step(2)) == [.exited(0)])
        room.stop(cancellingSteps: true)
        #expect(try bench.stateOnDisk().ticks.values.map(\.by) == ["ada@test"])
    }

    @Test func parallelStepsRunSideBySide() async throws {
        let (bench, room) = try started(
            """
            # Drill

            ## Act

            ### One

            ```bash {confirm}
            touch one; until [ -e two ]; do sleep 0.02; done
            ```

            ### Two

            ```bash {parallel confirm}
            touch two; until [ -e one ]; do sleep 0.02; done
            ```
            """)
        let (log, steps) = (bench.log, [bench.step(1), bench.step(2)])
        room.perform(.runOn(steps[0].runbook, from: nil))
        for step in steps { #expect(await agree(step, in: room, log)) }
        #expect(await eventually { log.flows.last == .finished })
        #expect(steps.map(log.ends) == [[.exited(0)], [.exited(0)]])
        room.stop(cancellingSteps: true)
    }

    @Test func runbooksRunBesideEachOther() async throws {
        let (bench, room) = try started(Self.waiting(for: "second"))
        let log = bench.log
        let other = try bench.folder.write(Self.waiting(for: "first"), to: "else/drill.md")
        room.perform(.loadRunbook(other))
        let ids = ["drill", "drill-2"].map { RunbookID(DisplayText($0)) }
        room.perform(.trustRunbook(ids[1]))
        for id in ids { room.perform(.runOn(id, from: nil)) }
        let steps = ids.map { StepID(runbook: $0, phase: 1, step: 1) }
        for step in steps { #expect(await agree(step, in: room, log)) }
        #expect(await eventually { log.running.last == steps })
        try bench.folder.write("", to: "work/first")
        #expect(await eventually { log.ends(steps[1]) == [.exited(0)] })
        #expect(log.ends(steps[0]).isEmpty)
        try bench.folder.write("", to: "work/second")
        #expect(await eventually { log.ends(steps[0]) == [.exited(0)] })
        #expect(await eventually { log.flows.count { $0 == .finished } == 2 })
        room.stop(cancellingSteps: true)
    }

    private static func waiting(for file: String) -> String {
        """
        # Drill

        ## Act

        ### Wait

        ```bash {confirm}
        until [ -e \(file) ]; do sleep 0.02; done
        ```
        """
    }

    /// Waits until a flow asks for a step, and agrees.
    private func agree(_ step: StepID, in room: EngineRoom, _ log: ReportLog) async -> Bool {
        guard await eventually({ log.flows.contains(.asking(step)) }),
            let run = log.previews(step).last?.run
        else { return false }
        room.perform(.startRun(run, unrecordedOverride: false))
        return true
    }

    private func started(_ runbook: String) throws -> (bench: RoomBench, room: EngineRoom) {
        let bench = try RoomBench(runbook: runbook)
        let room = bench.room()
        room.start()
        return (bench, room)
    }
}

extension RunbookFlow.Standing {
    fileprivate func isStopped(at step: StepID) -> Bool {
        if case .stopped(step, _) = self { true } else { false }
    }
}
