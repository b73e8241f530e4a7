import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// A second room on an incident: it knows what was, and sees what goes on.
@Suite(.timeLimit(.minutes(5))) struct JoiningTests {
    @Test func runningStepIsFollowedToItsTrueEnd() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (first, step) = (bench.room(), bench.step(4))
        first.start()
        first.perform(.addNote("from the first"))
        #expect(await bench.run(step, in: first))
        #expect(await eventually { bench.log.output(step) == ["waiting"] })
        first.stop(cancellingSteps: false)
        #expect(bench.log.ends(step).isEmpty)
        #expect(!bench.folder.processes().isEmpty, "the step goes on without a room")

        let log = ReportLog(checkedAgainst: bench.incident)
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.output(step) == ["waiting"] })
        #expect(log.restored?.noteCount == 1)
        guard case .running? = log.restored?.step(step) else {
            Issue.record("restored as \(String(describing: log.restored?.step(step)))")
            return second.stop(cancellingSteps: true)
        }
        #expect(
            log.timelines.first?.events.contains { $0.body == .noteAdded("from the first") } == true
        )
        try bench.folder.write("", to: "work/go")
        #expect(await eventually { log.ends(step) == [.exited(3)] })
        #expect(log.output(step) == ["waiting", "through"])
        second.stop(cancellingSteps: false)

        #expect(log.missingOnDisk.isEmpty)
        let events = try bench.eventsOnDisk()
        #expect(events == bench.log.events + log.events)
        #expect(events.map(\.sequence) == Array(1...events.count))
        #expect(await eventually { bench.folder.processes().isEmpty })
    }

    @Test func stepThatEndedWhileNobodyLookedHasItsTrueEnd() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (first, step) = (bench.room(), bench.step(4))
        first.start()
        #expect(await bench.run(step, in: first))
        #expect(await eventually { bench.log.output(step) == ["waiting"] })
        first.stop(cancellingSteps: false)
        try bench.folder.write("", to: "work/go")
        #expect(await eventually { bench.folder.processes().isEmpty })

        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.ends(step) == [.exited(3)] })
        second.stop(cancellingSteps: false)
    }

    @Test func followedStepCanBeCancelled() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (first, step) = (bench.room(), bench.step(5))
        first.start()
        #expect(await bench.run(step, in: first))
        #expect(await eventually { bench.log.output(step) == ["asleep"] })
        first.stop(cancellingSteps: false)

        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.output(step) == ["asleep"] })
        second.perform(.cancelStep(step))
        #expect(await eventually { log.ends(step) == [.cancelled] })
        #expect(await eventually { bench.folder.processes().isEmpty })
        second.stop(cancellingSteps: false)
    }

    @Test func openIncidentIsNotOpenedTwice() async throws {
        let bench = try RoomBench(
            """
            incident: {title: Down}
            services:
              - {name: a, probes: [{tcp: "127.0.0.1:\(try SocketServer.refusedPort())"}]}

            """)
        let first = bench.room()
        first.start()
        #expect(await eventually { bench.log.services.map(\.verdict) == [.down] })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.services.map(\.verdict) == [.down] })
        second.stop(cancellingSteps: false)
        #expect(log.restored?.facts?.title == "Down")
        let opened = try bench.eventsOnDisk().filter { event in
            if case .incidentOpened = event.body { true } else { false }
        }
        #expect(opened.count == 1)
    }

    @Test func roomBesideARecordingOneOnlyReadsAndSeesWhatTheOtherWrites() async throws {
        let bench = try RoomBench()
        let first = bench.room()
        first.start()
        first.perform(.addNote("from the first"))
        #expect(await eventually { bench.log.events.count == 2 })
        let log = ReportLog(checkedAgainst: bench.incident)
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { !log.readOnlyReasons.isEmpty })
        #expect(log.readOnlyReasons.first?.string.contains("another console (") == true)
        #expect(log.restored?.noteCount == 1)
        #expect(log.timelines.first?.total == 2)
        second.perform(.addNote("from the second"))
        #expect(await eventually { log.refusals == log.readOnlyReasons })
        first.perform(.addNote("more"))
        #expect(await eventually { log.bodies == [.noteAdded("more")] })
        #expect(log.recording.isEmpty)
        first.stop(cancellingSteps: false)
        #expect(await eventually { log.readOnlyReasons.count == 2 })
        #expect(log.readOnlyReasons.last?.string.contains("open it again") == true)
        second.stop(cancellingSteps: false)
        #expect(log.missingOnDisk.isEmpty)
        #expect(try bench.eventsOnDisk() == bench.log.events)
    }
}
