import Foundation
import IncidentModel
import Journal
import SafeText
import Testing

@testable import EngineRoom

/// Commands of a file run once a person trusts its contents.
@Suite(.timeLimit(.minutes(5))) struct RoomTrustTests {
    @Test func nothingOfAnUnseenRunbookIsPreparedBeforeItIsTrusted() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook, isTrusted: false)
        let (room, log, step) = (bench.room(), bench.log, bench.step(2))
        room.start()
        room.perform(.prepareStep(step))
        room.perform(.runOn(step.runbook, from: nil))
        #expect(await eventually { log.trustQuestions == [step, nil] })
        #expect(log.previews(step).isEmpty)
        #expect(log.trusted == [[]])
        room.perform(.trustRunbook(step.runbook))
        #expect(await bench.run(step, in: room))
        #expect(await eventually { log.ends(step) == [.exited(0)] })
        room.stop(cancellingSteps: false)
        #expect(log.trusted.last == [step.runbook])
        let hash = try #require(log.runbooks?.first?.contentHash)
        #expect(log.bodies.contains(.runbookTrusted(runbook: step.runbook, hash: hash)))
        #expect(try bench.stateOnDisk().trustedHashes == [hash])
    }

    @Test func laterIncidentKnowsIt() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook, isTrusted: false)
        let step = bench.step(1)
        let first = bench.room()
        first.start()
        first.perform(.trustRunbook(step.runbook))
        #expect(await bench.run(step, in: first))
        first.stop(cancellingSteps: true)

        let (log, incident) = (ReportLog(), try bench.anotherIncident())
        let second = bench.room(log: log, change: { $0.folder = incident })
        second.start()
        #expect(await bench.run(step, in: second, log: log))
        #expect(log.trustQuestions.isEmpty)
        second.stop(cancellingSteps: true)
    }

    @Test func changedFileIsAskedAboutAgain() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        try bench.folder.append("\n", to: "drill.md")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.prepareStep(bench.step(1)))
        #expect(await eventually { log.trustQuestions == [bench.step(1)] })
        room.stop(cancellingSteps: false)
    }

    @Test func shippedRunbookIsTrusted() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.loadRunbook("staging-startup-failure"))
        let id = RunbookID("staging-startup-failure")
        #expect(await eventually { log.trusted.last == [id] })
        room.stop(cancellingSteps: false)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("trusted")))
    }

    @Test func preparedRunIsForgottenWhenTheStepIsPreparedAnew() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(2))
        room.start()
        let first = try #require(await bench.prepare(step, in: room))
        let second = try #require(await bench.prepare(step, in: room))
        room.perform(.startRun(first, unrecordedOverride: false))
        #expect(
            await eventually { log.refusals == ["that run is no longer prepared: ask again"] })
        room.perform(.startRun(second, unrecordedOverride: false))
        #expect(await eventually { log.ends(step) == [.exited(0)] })
        room.stop(cancellingSteps: false)
    }

    @Test func preparedRunIsForgottenWhenItsFileWasLoadedAgain() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(2))
        room.start()
        let run = try #require(await bench.prepare(step, in: room))
        try bench.folder.append("\nMore prose.\n", to: "drill.md")
        room.perform(.loadRunbook(bench.folder.file("drill.md")))
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(
            await eventually { log.refusals == ["that run is no longer prepared: ask again"] })
        room.stop(cancellingSteps: false)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
    }

    @Test func discardedRunDoesNotStart() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(2))
        room.start()
        let run = try #require(await bench.prepare(step, in: room))
        room.perform(.discardRun(run))
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.refusals.count == 1 })
        room.stop(cancellingSteps: false)
        #expect(log.ends(step).isEmpty)
    }
}
