import Foundation
import IncidentModel
import SafeText
import Testing

@testable import EngineRoom

/// Holds: asked for by a person, on disk, obeyed by the probe engine, and kept over a restart.
@Suite(.timeLimit(.minutes(5))) struct RoomHoldTests {
    private static let db = ServiceID("db")
    private static let configuration = """
        services:
          - {name: db, probes: [{exec: "exit 2"}]}
        """

    @Test func holdIsOnDiskAndShownAndEndsOnRequest() async throws {
        let bench = try RoomBench(Self.configuration)
        let room = bench.room()
        room.start()
        room.perform(.hold(Self.db, .maintenance, for: .seconds(3600), reason: "new disks"))
        #expect(await eventually { Self.status(bench.log)?.hold?.reason == "new disks" })
        let hold = try #require(Self.status(bench.log)?.hold)
        #expect(hold.kind == .maintenance)
        #expect(hold.by == "ada@test")
        room.perform(.release(Self.db))
        #expect(await eventually { Self.status(bench.log).map { $0.hold == nil } ?? false })
        room.stop(cancellingSteps: false)
        let bodies = try bench.eventsOnDisk().map(\.body)
        #expect(bodies.contains(.serviceHeld(service: Self.db, hold: hold)))
        #expect(bodies.contains(.serviceReleased(service: Self.db)))
    }

    @Test func holdIsObeyedAgainAfterARestart() async throws {
        let bench = try RoomBench(Self.configuration)
        let first = bench.room()
        first.start()
        first.perform(.hold(Self.db, .paused, for: nil, reason: ""))
        #expect(await eventually { Self.status(bench.log)?.hold?.kind == .paused })
        first.stop(cancellingSteps: false)

        let log = ReportLog()
        let second = bench.room(log: log)
        second.start()
        #expect(await eventually { Self.status(log)?.hold?.kind == .paused })
        second.stop(cancellingSteps: false)
    }

    @Test func holdThatEndsByItselfSaysSo() async throws {
        let bench = try RoomBench(Self.configuration)
        let room = bench.room()
        room.start()
        room.perform(.hold(Self.db, .maintenance, for: .milliseconds(300), reason: ""))
        #expect(
            await eventually {
                bench.log.events.map(\.body).contains(.serviceReleased(service: Self.db))
            })
        #expect(Self.status(bench.log).map { $0.hold == nil } ?? false)
        room.stop(cancellingSteps: false)
    }

    @Test func readOnlyRoomHoldsNothingAndNobodyHoldsAStranger() async throws {
        let bench = try RoomBench(Self.configuration)
        let reader = bench.room(isReadOnly: true)
        reader.start()
        reader.perform(.hold(Self.db, .paused, for: nil, reason: ""))
        #expect(await eventually { bench.log.refusals == ["this console is read-only"] })
        reader.stop(cancellingSteps: false)

        let log = ReportLog()
        let room = bench.room(log: log)
        room.start()
        room.perform(.hold(ServiceID("nobody"), .paused, for: nil, reason: ""))
        #expect(await eventually { log.refusals == ["no service is named nobody"] })
        room.stop(cancellingSteps: false)
    }

    private static func status(_ log: ReportLog) -> ServiceStatus? {
        log.services.first { $0.id == db }
    }
}
