import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// What a room does not do, whoever asks.
@Suite(.timeLimit(.minutes(5))) struct RoomSafetyTests {
    @Test func fileThatChangedWhileOpenRunsAsItWasShownUntilItIsLoadedAndTrustedAgain()
        async throws
    {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(2))
        room.start()
        #expect(await eventually { log.runbooks != nil })
        let path = bench.folder.file("drill.md")
        try bench.folder.write(
            RoomBench.runbook.replacingOccurrences(of: "touch changed", with: "touch planted"),
            to: "drill.md")
        #expect(await bench.run(step, in: room))
        #expect(await eventually { log.ends(step) == [.exited(0)] })
        #expect(await bench.prepare(step, in: room) != nil)
        #expect(log.notices.count { $0.string.contains("changed since it was loaded") } == 1)
        room.perform(.loadRunbook(path))
        room.perform(.prepareStep(step))
        #expect(await eventually { log.trustQuestions == [step] })
        room.stop(cancellingSteps: true)
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/planted")))
    }

    @Test func readOnlyRoomFollowsARunAndCannotEndIt() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (first, step) = (bench.room(), bench.step(5))
        first.start()
        #expect(await bench.run(step, in: first))
        #expect(await eventually { bench.log.output(step) == ["asleep"] })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(isReadOnly: true, log: log)
        second.start()
        #expect(await eventually { log.output(step) == ["asleep"] })
        second.stop(cancellingSteps: true)
        #expect(log.ends(step).isEmpty)
        #expect(!bench.folder.processes().isEmpty)
        let last = ReportLog()
        let third = bench.room(log: last)
        third.start()
        #expect(await eventually { last.running.last == [step] })
        third.stop(cancellingSteps: true)
        #expect(last.ends(step) == [.cancelled])
        #expect(await eventually { bench.folder.processes().isEmpty })
    }

    @Test func runningStepIsNeitherTickedNorLeftOut() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(5))
        room.start()
        #expect(await bench.run(step, in: room))
        room.perform(.tickStep(step, true))
        room.perform(.skipStep(step, reason: "enough"))
        let sentence: DisplayText =
            "step 1.5 is running: end it first, or wait for its end"
        #expect(await eventually { log.refusals == [sentence, sentence] })
        room.stop(cancellingSteps: true)
        #expect(log.ends(step) == [.cancelled])
    }

    @Test func whatIsNotThereIsNotSettledAndNothingIsLeftOutWithoutAReason() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.tickStep(bench.step(99), true))
        room.perform(.tickCheck(CheckID(step: bench.step(1), index: 3), true))
        room.perform(.skipStep(bench.step(1), reason: " "))
        #expect(
            await eventually {
                log.refusals == [
                    "there is no step 1.99 in drill", "there is no check 4 in step 1.1",
                    "leaving out step 1.1 needs a reason",
                ]
            })
        room.stop(cancellingSteps: true)
        #expect(try bench.stateOnDisk().steps.isEmpty)
    }

    @Test func stepWhoseNeedWasTakenBackDoesNotStart() async throws {
        let bench = try RoomBench(
            runbook: """
                # Drill

                ## Act

                ### First

                ```bash {name=first}
                touch first
                ```

                ### Second

                ```bash {needs=first}
                touch second
                ```
                """)
        let (room, log) = (bench.room(), bench.log)
        let sentence: DisplayText = "step 1.2 needs 1.1 to be done first"
        room.start()
        room.perform(.prepareStep(bench.step(2)))
        #expect(await eventually { log.refusals == [sentence] })
        room.perform(.tickStep(bench.step(1), true))
        let run = try #require(await bench.prepare(bench.step(2), in: room))
        room.perform(.tickStep(bench.step(1), false))
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.refusals == [sentence, sentence] })
        room.stop(cancellingSteps: true)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/second")))
    }
}
