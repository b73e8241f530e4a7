import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Values that people give: recorded when they are plain, nowhere when they are secret.
@Suite(.timeLimit(.minutes(5))) struct RoomValueTests {
    private static let runbook = """
        ---
        vars:
          region: {prompt: Where, default: eu, pattern: "[a-z]+"}
          phrase: {prompt: The phrase, secret: true}
        ---
        # Drill

        ## Act

        ### Say

        ```bash
        echo <region> <phrase>
        ```

        ### Skip

        ```bash
        echo skip
        ```
        """
    private static let secret = "correct horse battery staple"

    @Test func commandsGetWhatWasGivenAndTheJournalHasNoSecret() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(1))
        room.start()
        room.perform(.prepareStep(step))
        #expect(await eventually { log.neededValues(step) == [["<region>", "<phrase>"]] })
        give("eu", for: "<region>", in: room)
        give(Self.secret, for: "<phrase>", in: room)
        #expect(await bench.run(step, in: room))
        #expect(await eventually { log.ends(step) == [.exited(0)] })
        let values = try #require(log.previews(step).last?.values)
        #expect(values.contains { $0.text == "eu" })
        #expect(!values.contains { $0.text.string.contains("horse") })
        room.perform(.addNote("the phrase is \(Self.secret), dear reader"))
        room.perform(.skipStep(bench.step(2), reason: Self.secret))
        room.perform(.reportRunning)
        #expect(await eventually { !log.bodies.filter { $0.decidedStep != nil }.isEmpty })
        room.stop(cancellingSteps: true)
        #expect(!"\(log.events)".contains("horse"))
        #expect(!"\(log.output(step))".contains("horse"))
        #expect(try bench.filesNaming("horse") == [])
    }

    @Test func laterConsoleKnowsThePlainOnesAndAsksForSecretsAgain() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (first, step) = (bench.room(), bench.step(1))
        first.start()
        give("eu", for: "<region>", in: first)
        give(Self.secret, for: "<phrase>", in: first)
        #expect(await bench.prepare(step, in: first) != nil)
        first.stop(cancellingSteps: true)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        second.perform(.prepareStep(step))
        #expect(await eventually { log.neededValues(step) == [["<phrase>"]] })
        second.stop(cancellingSteps: true)
    }

    @Test func valueThatDoesNotMatchIsRefused() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        give("EU", for: "<region>", in: room)
        #expect(
            await eventually { log.refusals == ["<region> must match [a-z]+, found EU"] })
        room.stop(cancellingSteps: true)
        #expect(try bench.stateOnDisk().values.isEmpty)
    }

    @Test func valueVoidsWhatWasPreparedWithAnotherOne() async throws {
        let bench = try RoomBench(runbook: Self.runbook)
        let (room, log, step) = (bench.room(), bench.log, bench.step(1))
        room.start()
        give("eu", for: "<region>", in: room)
        give(Self.secret, for: "<phrase>", in: room)
        let run = try #require(await bench.prepare(step, in: room))
        give("us", for: "<region>", in: room)
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.refusals == ["that run is no longer prepared: ask again"] })
        room.stop(cancellingSteps: true)
        #expect(log.ends(step).isEmpty)
    }

    private func give(_ value: String, for written: DisplayText, in room: EngineRoom) {
        room.perform(.setValue(RunbookID("drill"), written: written, value: value))
    }
}
