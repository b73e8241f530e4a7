import Foundation
import IncidentModel
import Journal
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Changes from outside in a whole room: real repositories, files and commands, a real journal.
@Suite(.timeLimit(.minutes(5))) struct RoomChangeTests {
    private static func changes(_ log: ReportLog) -> [ObservedChange] {
        log.bodies.compactMap { body in
            if case .noticed(.change(let change)) = body { change } else { nil }
        }
    }

    private static func quickly(_ plan: inout EngineRoomPlan) {
        for index in plan.settings.changes.indices {
            plan.settings.changes[index].every = .milliseconds(20)
        }
    }

    @Test func commitIsRecordedOnceAlsoAfterARestart() async throws {
        let bench = try RoomBench("changes: [{git: app, name: app}]")
        let repository = try TestRepository(bench.folder.file("app"))
        try repository.commit("ancient", at: 1_700_000_000)
        try repository.commit("exclude monitoring")
        let (room, log) = (bench.room(change: Self.quickly), bench.log)
        room.start()
        #expect(await eventually { Self.changes(log).map(\.title) == ["exclude monitoring"] })
        #expect(Self.changes(log).first?.author == "Ada")
        try repository.commit("one more")
        #expect(
            await eventually {
                Self.changes(log).map(\.title) == ["exclude monitoring", "one more"]
            })
        room.stop(cancellingSteps: false)
        #expect(log.missingOnDisk.isEmpty)
        #expect(
            try bench.stateOnDisk().record.changes.map(\.title) == [
                "exclude monitoring", "one more",
            ])

        try repository.commit("after the restart")
        let again = ReportLog()
        let second = bench.room(log: again, change: Self.quickly)
        second.start()
        #expect(await eventually { Self.changes(again).map(\.title) == ["after the restart"] })
        second.stop(cancellingSteps: false)
        #expect(try bench.stateOnDisk().record.changes.count == 3)
    }

    @Test func troubleIsSaidOnceAndTheOthersGoOn() async throws {
        let bench = try RoomBench(
            """
            changes:
              - {git: ., name: app}
              - {command: cat deploys.tsv}

            """)
        let now = ISO8601DateFormatter().string(from: Date())
        try bench.folder.write("\(now)\tv1\tada\trelease one\n", to: "deploys.tsv")
        let (room, log) = (bench.room(change: Self.quickly), bench.log)
        room.start()
        #expect(await eventually { Self.changes(log).map(\.id) == ["v1"] })
        try bench.folder.append("\(now)\tv2\tada\trelease two\n", to: "deploys.tsv")
        #expect(await eventually { Self.changes(log).map(\.id) == ["v1", "v2"] })
        room.stop(cancellingSteps: false)
        let sentences = log.notices.map(\.string).filter { $0.contains("changes from") }
        #expect(sentences.count == 1, "\(sentences)")
        #expect(
            sentences.first?.hasPrefix("changes from app are not seen: not a git repository")
                == true)
    }

    @Test func outageBringsTheNextLookForward() async throws {
        let server = try SocketServer(.http(["/": 200]))
        let bench = try RoomBench(
            """
            services:
              - {name: api, probes: [{http: "http://127.0.0.1:\(server.port)/"}]}
            changes: [{command: "echo x >> looks; date +%s%N", every: 1h}]

            """)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.services.map(\.verdict) == [.up] })
        #expect(
            await eventually {
                FileManager.default.fileExists(atPath: bench.folder.file("looks"))
            })
        // What it prints at the first look is not new; the second look comes because of the outage.
        server.stop()
        #expect(await eventually { Self.changes(log).count == 1 })
        room.stop(cancellingSteps: false)
        #expect(log.services.map(\.verdict) == [.down])
    }

    @Test func stepThatChangesSomethingIsAChange() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.runbooks?.count == 1 })
        for step in [1, 2] {
            #expect(await bench.run(bench.step(step), in: room))
            #expect(await eventually { log.ends(bench.step(step)) == [.exited(0)] })
        }
        #expect(await eventually { Self.changes(log).count == 1 })
        room.stop(cancellingSteps: false)
        let change = try #require(Self.changes(log).first)
        #expect(change.source == "quell")
        #expect(change.title == "drill 1.2 Change")
        #expect(change.author == "ada@test")
        let ends = log.bodies.compactMap { body -> RunID? in
            if case .stepEnded(let step, let run, _, _) = body, step == bench.step(2) {
                run
            } else {
                nil
            }
        }
        #expect(ends.map(\.name) == [change.id.string])
        #expect(try bench.stateOnDisk().record.changes == [change])
    }

    @Test func commandsEndWithTheRoom() async throws {
        let bench = try RoomBench("changes: [{command: \"touch begun; sleep 600; true\"}]")
        let room = bench.room()
        room.start()
        #expect(
            await eventually {
                FileManager.default.fileExists(atPath: bench.folder.file("begun"))
            })
        room.stop(cancellingSteps: false)
        #expect(await eventually { bench.folder.processes().isEmpty })
    }
}
