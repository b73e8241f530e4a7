import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Runbooks that come while a console is open, and files that changed between two.
@Suite(.timeLimit(.minutes(5))) struct RoomRunbookTests {
    @Test func filesOfOneNameGetIdsOfTheirOwn() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let other = try bench.folder.write(
            "# Other\n\n## Do\n\n### It\n\n```bash\necho other\n```\n", to: "else/drill.md")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.loadRunbook(other))
        #expect(await eventually { log.runbooks?.count == 2 })
        #expect(log.runbooks?.map(\.id.name) == ["drill", "drill-2"])
        room.perform(.loadRunbook(other))
        room.perform(.reportRunning)
        #expect(await eventually { log.running.count == 1 })
        #expect(log.runbooks?.map(\.id.name) == ["drill", "drill-2"], "loaded once")
        room.stop(cancellingSteps: false)
    }

    @Test func runbookThatIsNotThereIsSaid() async throws {
        let bench = try RoomBench()
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.loadRunbook("ghost"))
        #expect(await eventually { log.notices.contains { $0.string.contains("ghost") } })
        room.stop(cancellingSteps: false)
    }

    @Test func changedFileSaysWhatBecameOfTheProgress() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let first = bench.room()
        first.start()
        first.perform(.tickStep(bench.step(1), true))
        #expect(await eventually { bench.log.bodies.count >= 3 })
        first.stop(cancellingSteps: false)
        try bench.folder.append("\n### More\n\n```bash\necho more\n```\n", to: "drill.md")
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(
            await eventually {
                log.notices.contains(
                    "drill.md changed since; progress of 1 step was kept, 0 forgotten")
            })
        second.stop(cancellingSteps: false)
    }

    @Test func idsStayWithTheirFilesWhateverIsLoadedFirst() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let other = try bench.folder.write(
            "# Other\n\n## Do\n\n### It\n\n```bash\necho other\n```\n", to: "else/drill.md")
        let first = bench.room()
        first.start()
        first.perform(.loadRunbook(other))
        #expect(await eventually { bench.log.runbooks?.count == 2 })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(
            log: log,
            change: { plan in
                plan.settings.runbooks = []
                plan.settings.addRunbooks([other], workingDirectory: bench.folder.path)
            })
        second.start()
        #expect(await eventually { log.runbooks?.count == 2 })
        second.stop(cancellingSteps: false)
        let paths = (log.runbooks ?? []).map { [$0.id.name.string, $0.path.string] }
        #expect(paths == [["drill-2", other], ["drill", bench.folder.file("drill.md")]])
        #expect(log.notices.isEmpty)
    }

    @Test func changedFileIsLoadedAgainWithItsProgress() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        room.perform(.tickStep(bench.step(2), true))
        let earlier = "### Before\n\n```bash\necho before\n```\n\n### Read"
        try bench.folder.write(
            RoomBench.runbook.replacingOccurrences(of: "### Read", with: earlier), to: "drill.md")
        room.perform(.loadRunbook(bench.folder.file("drill.md")))
        #expect(
            await eventually {
                log.notices == ["drill.md changed since; progress of 1 step was kept, 0 forgotten"]
            })
        room.stop(cancellingSteps: false)
        let state = try bench.stateOnDisk()
        #expect(Array(state.steps.keys) == [bench.step(3)])
    }

    @Test func sameFileSaysNothing() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let first = bench.room()
        first.start()
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.runbooks != nil })
        second.stop(cancellingSteps: false)
        #expect(log.notices.isEmpty)
    }

    @Test func laterConsoleLoadsWhatTheEarlierOneLoaded() async throws {
        let bench = try RoomBench()
        let other = try bench.folder.write(
            "# Other\n\n## Do\n\n### It\n\n```bash\necho other\n```\n", to: "else/other.md")
        let (first, earlier) = (bench.room(), bench.log)
        first.start()
        first.perform(.loadRunbook(other))
        first.perform(.loadRunbook("disk-full"))
        #expect(await eventually { earlier.runbooks?.count == 2 })
        first.stop(cancellingSteps: false)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { log.runbooks?.map(\.id.name) == ["disk-full", "other"] })
        second.stop(cancellingSteps: false)
    }
}
