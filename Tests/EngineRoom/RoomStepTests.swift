import Foundation
import GRDB
import IncidentModel
import Journal
import SafeText
import Testing

@testable import EngineRoom

/// Steps of a room: recorded before they exist, run by real runners, ended for good.
@Suite(.timeLimit(.minutes(5))) struct RoomStepTests {
    @Test func startIsRecordedThenOutputComesThenTheTrueEnd() async throws {
        let (bench, room) = try await started()
        let (log, step) = (bench.log, bench.step(3))
        #expect(await bench.run(step, in: room))
        #expect(await eventually { log.ends(step) == [.exited(7)] })
        #expect(log.output(step) == ["before"])
        let start = log.position { report in
            guard case .recorded(let events) = report else { return false }
            return events.contains { event in
                if case .stepStarted(step, "Fail", _, "echo before; exit 7") = event.body {
                    return event.actor == "ada@test"
                }
                return false
            }
        }
        let output = log.position { if case .output = $0 { true } else { false } }
        let end = log.position { report in
            guard case .recorded(let events) = report else { return false }
            return events.contains { if case .stepEnded = $0.body { true } else { false } }
        }
        #expect(try #require(start) < #require(output))
        #expect(try #require(output) < #require(end))
        #expect(await eventually { log.running.suffix(2) == [[step], []] })
        room.stop(cancellingSteps: false)
        #expect(log.missingOnDisk.isEmpty)
        guard case .ended(.exited(7), _, _, _) = try bench.stateOnDisk().step(step) else {
            Issue.record("the journal has \(try bench.stateOnDisk().step(step))")
            return
        }
    }

    @Test func readingAndChangingStepsDoWhatTheySay() async throws {
        let (bench, room) = try await started()
        #expect(await bench.run(bench.step(1), in: room))
        #expect(await bench.run(bench.step(2), in: room))
        #expect(await eventually { bench.log.ends(bench.step(1)) == [.exited(0)] })
        #expect(await eventually { bench.log.ends(bench.step(2)) == [.exited(0)] })
        #expect(Set(bench.log.output(bench.step(1))) == ["one", "two"])
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
        room.stop(cancellingSteps: false)
    }

    @Test func cancelledStepLeavesNoProcess() async throws {
        let (bench, room) = try await started()
        let step = bench.step(5)
        #expect(await bench.run(step, in: room))
        #expect(await eventually { bench.log.output(step) == ["asleep"] })
        #expect(!bench.folder.processes().isEmpty)
        room.perform(.cancelStep(step))
        #expect(await eventually { bench.log.ends(step) == [.cancelled] })
        #expect(await eventually { bench.folder.processes().isEmpty })
        room.stop(cancellingSteps: false)
    }

    @Test func cancelAllEndsEveryRunningStep() async throws {
        let (bench, room) = try await started()
        let (log, steps) = (bench.log, [bench.step(4), bench.step(5)])
        for step in steps { #expect(await bench.run(step, in: room)) }
        #expect(await eventually { steps.allSatisfy { !log.output($0).isEmpty } })
        room.perform(.cancelAll)
        #expect(await eventually { steps.allSatisfy { log.ends($0) == [.cancelled] } })
        #expect(await eventually { bench.folder.processes().isEmpty })
        #expect(log.running.last == [])
        room.stop(cancellingSteps: false)
    }

    @Test func stoppingWithCancelLeavesNoProcessAndRecordsTheEnd() async throws {
        let (bench, room) = try await started()
        let step = bench.step(5)
        #expect(await bench.run(step, in: room))
        #expect(await eventually { bench.log.output(step) == ["asleep"] })
        room.stop(cancellingSteps: true)
        #expect(await eventually { bench.folder.processes().isEmpty })
        #expect(bench.log.ends(step) == [.cancelled])
        guard case .ended(.cancelled, _, _, _) = try bench.stateOnDisk().step(step) else {
            Issue.record("the journal has \(try bench.stateOnDisk().step(step))")
            return
        }
        #expect(try bench.eventsOnDisk().last?.body == .consoleStopped)
    }

    @Test func readOnlyRoomRefusesWhateverChangesSomething() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log, step) = (bench.room(isReadOnly: true), bench.log, bench.step(2))
        room.start()
        #expect(await eventually { log.runbooks != nil })
        let refused: [EngineRequest] = [
            .prepareStep(step), .startRun(RunID("x"), unrecordedOverride: true),
            .foregroundEnded(RunID("x"), .exited(0), took: .zero),
            .runOn(step.runbook, from: nil), .rollBack(step.runbook),
            .setValue(step.runbook, written: "<x>", value: "x"), .trustRunbook(step.runbook),
            .prepareFile(FileID(step: step, index: 0)),
            .writeFile(FileID(step: step, index: 0), hash: "x"),
            .recheck(CheckID(step: step, index: 0)), .cancelStep(step), .cancelAll,
            .finishRunning,
            .tickStep(step, true),
            .tickCheck(CheckID(step: step, index: 0), true), .skipStep(step, reason: "x"),
            .addNote("x"), .sendUpdate(audience: "engineering", text: "x", by: .byHand),
        ]
        refused.forEach(room.perform)
        room.perform(.loadTimeline(offset: 0, count: 10))
        room.perform(.reportRunning)
        room.perform(.checkNow(nil))
        #expect(await eventually { log.running == [[]] })
        #expect(log.refusals == refused.map { _ in "this console is read-only" })
        #expect(log.timelines.count == 1)
        room.stop(cancellingSteps: false)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
        #expect(
            log.bodies.allSatisfy { body in
                switch body {
                case .consoleStarted, .runbookLoaded, .gateChanged, .consoleStopped: true
                default: false
                }
            })
    }

    @Test func stepThatCannotRunIsRefusedInASentence() async throws {
        let (bench, room) = try await started()
        let unknown = StepID(runbook: RunbookID("other"), phase: 1, step: 1)
        room.perform(.prepareStep(unknown))
        room.perform(.prepareStep(bench.step(99)))
        #expect(await bench.run(bench.step(5), in: room))
        room.perform(.prepareStep(bench.step(5)))
        #expect(await eventually { bench.log.refusals.count == 3 })
        #expect(
            bench.log.refusals == [
                "runbook other is not loaded", "there is no step 1.99 in drill",
                "step 1.5 is running",
            ])
        room.stop(cancellingSteps: true)
    }

    @Test func unrecordedRunNeedsTheOverride() async throws {
        let (bench, room) = try await started()
        let (log, step) = (bench.log, bench.step(2))
        try behindItsBack(bench, "ALTER TABLE event RENAME TO hidden")
        room.perform(.addNote("kept"))
        let run = try #require(await bench.prepare(step, in: room))
        room.perform(.startRun(run, unrecordedOverride: false))
        #expect(await eventually { log.refusals.count == 1 })
        #expect(log.refusals.first?.string.contains("override") == true)
        #expect(log.recording.last?.unrecorded == 1)
        #expect(log.recording.last?.reason?.isEmpty == false)
        #expect(log.bodies.contains(.noteAdded("kept")), "shown all the same")
        room.perform(.startRun(run, unrecordedOverride: true))
        #expect(await eventually { log.ends(step) == [.exited(0)] })
        #expect(FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
        try behindItsBack(bench, "ALTER TABLE hidden RENAME TO event")
        room.perform(.addNote("back"))
        #expect(await eventually { log.recording.last?.reason == nil })
        room.stop(cancellingSteps: false)
        #expect(log.events.map(\.sequence) == Array(1...log.events.count))
        let bodies = try bench.eventsOnDisk().map(\.body)
        let late = bodies.compactMap { body in
            if case .noticed(.recordedLate(let events, _)) = body { events } else { nil }
        }
        #expect(late == [4], "the note, the start, the end and the change that it made")
        #expect(bodies.contains(.noteAdded("kept")))
        #expect(bodies.contains(.noteAdded("back")))
    }

    @Test func commandWhoseStartCannotBeRecordedDoesNotRun() async throws {
        let (bench, room) = try await started()
        let (log, step) = (bench.log, bench.step(2))
        try behindItsBack(bench, "ALTER TABLE event RENAME TO hidden")
        // The room does not know yet that the journal refuses: it learns it from this very event.
        #expect(await bench.run(step, in: room))
        #expect(await eventually { log.ends(step).count == 1 })
        #expect(log.ends(step) == [.couldNotStart("the start could not be recorded")])
        room.perform(.reportRunning)
        #expect(await eventually { log.running.last == [] })
        try behindItsBack(bench, "ALTER TABLE hidden RENAME TO event")
        room.stop(cancellingSteps: false)
        #expect(!FileManager.default.fileExists(atPath: bench.folder.file("work/changed")))
    }

    private func started() async throws -> (bench: RoomBench, room: EngineRoom) {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let room = bench.room()
        room.start()
        // The gate's first judgement is the last thing that loading the runbooks does.
        #expect(await eventually { !bench.log.gates.isEmpty })
        return (bench, room)
    }

    /// Makes the journal refuse events, or take them again.
    private func behindItsBack(_ bench: RoomBench, _ sql: String) throws {
        let database = try DatabaseQueue(path: bench.incident.journalPath)
        try database.write { try $0.execute(sql: sql) }
        try database.close()
    }
}
