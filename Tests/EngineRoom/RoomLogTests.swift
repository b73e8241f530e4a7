import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Logs and what people decide about them, through the room and across a restart.
@Suite(.timeLimit(.minutes(5))) struct RoomLogTests {
    private static let configuration = "sources: [{name: app, file: app.log}]"

    @Test func decisionIsOnDiskAndThenShown() async throws {
        let bench = try Self.bench()
        let room = bench.room()
        room.start()
        let cluster = try #require(await Self.cluster("disk full", bench.log))
        room.perform(.markCluster(Self.reference(cluster), .pin(true)))
        room.perform(.markCluster(Self.reference(cluster), .setPriority(.p0)))
        #expect(await eventually { Self.find("disk full", bench.log)?.marks.isPinned == true })
        #expect(await eventually { Self.find("disk full", bench.log)?.priority == .p0 })
        room.stop(cancellingSteps: false)
        #expect(
            try bench.eventsOnDisk().map(\.body).contains(
                .clusterMarked(Self.reference(cluster), .pin(true))))
    }

    @Test func readOnlyRoomDecidesNothing() async throws {
        let bench = try Self.bench()
        let room = bench.room(isReadOnly: true)
        room.start()
        let cluster = try #require(await Self.cluster("disk full", bench.log))
        room.perform(.markCluster(Self.reference(cluster), .mute(true)))
        #expect(await eventually { bench.log.refusals == ["this console is read-only"] })
        room.stop(cancellingSteps: false)
        #expect(Self.find("disk full", bench.log)?.marks.isMuted == false)
    }

    @Test func restartGoesOnWhereItWas() async throws {
        let bench = try Self.bench()
        let first = bench.room()
        first.start()
        let cluster = try #require(await Self.cluster("disk full", bench.log))
        first.perform(.markCluster(Self.reference(cluster), .markFixed(true)))
        #expect(await eventually { Self.find("disk full", bench.log)?.marks.fixedAt != nil })
        first.stop(cancellingSteps: false)

        // Its own time says that it was written after the fix.
        let now = Date().addingTimeInterval(1).formatted(.iso8601)
        try Self.append("\(now) ERROR disk full on volume 9\n", bench)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { Self.find("disk full", log)?.records == 4 })
        #expect(log.logs?.lines == 5)
        let after = Self.find("disk full", log)
        #expect(after?.id == cluster.id)
        #expect(after?.marks.fixedAt != nil)
        #expect(await eventually { Self.find("disk full", log)?.marks.spokeAgainAt != nil })
        second.stop(cancellingSteps: false)
    }

    @Test func decisionIsNotFollowedAgainAfterARestart() async throws {
        let bench = try Self.bench()
        let first = bench.room()
        first.start()
        let cluster = try #require(await Self.cluster("disk full", bench.log))
        first.perform(.markCluster(Self.reference(cluster), .split(variable: 1)))
        // Decisions are followed in order: what follows the split shows that it is done.
        first.perform(.markCluster(Self.reference(cluster), .pin(true)))
        #expect(await eventually { Self.find("disk full", bench.log)?.marks.isPinned == true })
        try Self.append(Self.line(1) + Self.line(2) + Self.line(1), bench)
        #expect(await eventually { Self.find("volume 1", bench.log)?.records == 2 })
        first.stop(cancellingSteps: false)

        try Self.append(Self.line(2), bench)
        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { Self.find("volume 2", log)?.records == 2 })
        #expect(Self.find("volume 1", log)?.records == 2)
        #expect(log.logs?.clusters.count == bench.log.logs?.clusters.count)
        #expect(log.logs?.lines == 8)
        second.stop(cancellingSteps: false)
        #expect(log.notices.isEmpty)
    }

    private static func line(_ volume: Int) -> String {
        "2026-11-21 02:00:09 ERROR disk full on volume \(volume)\n"
    }

    private static func bench() throws -> RoomBench {
        let bench = try RoomBench(configuration)
        var text = "2026-11-21 02:00:00 INFO worker started\n"
        for number in 1...3 {
            text += "2026-11-21 02:00:0\(number) ERROR disk full on volume \(number)\n"
        }
        try bench.folder.write(text, to: "app.log")
        return bench
    }

    private static func append(_ text: String, _ bench: RoomBench) throws {
        let handle = try #require(FileHandle(forWritingAtPath: bench.folder.file("app.log")))
        try handle.seekToEnd()
        try handle.write(contentsOf: Data(text.utf8))
        try handle.close()
    }

    private static func reference(_ cluster: ClusterStatus) -> ClusterReference {
        ClusterReference(id: cluster.id, template: cluster.template)
    }

    private static func find(_ text: String, _ log: ReportLog) -> ClusterStatus? {
        log.logs?.clusters.first { $0.template.string.contains(text) }
    }

    /// The cluster with a text once its three records are counted.
    private static func cluster(_ text: String, _ log: ReportLog) async -> ClusterStatus? {
        _ = await eventually { find(text, log)?.records == 3 }
        return find(text, log)
    }
}
