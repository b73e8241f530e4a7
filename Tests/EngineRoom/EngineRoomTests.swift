import Foundation
import IncidentModel
import Journal
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// A whole room without a screen: real servers, a real log, a real journal.
@Suite(.timeLimit(.minutes(5))) struct EngineRoomTests {
    @Test func everyEventIsOnDiskWhenItIsReported() async throws {
        let server = try SocketServer(.http(["/": 200]))
        let bench = try RoomBench(
            try Self.services(up: server.port)
                + "sources:\n  - {name: app, file: app.log, service: web}\n",
            runbook: RoomBench.runbook)
        try bench.folder.write("2026-01-02T03:04:05Z INFO started\n", to: "app.log")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.runbooks?.count == 1 })
        room.perform(.addNote("looking"))
        #expect(await bench.run(bench.step(3), in: room))
        try bench.folder.append("2026-01-02T03:04:06Z ERROR cannot connect to db\n", to: "app.log")
        #expect(await eventually { log.services.map(\.verdict) == [.up, .down] })
        #expect(await eventually { log.ends(bench.step(3)) == [.exited(7)] })
        #expect(await eventually { log.gates.values.contains { $0.word == "met" } })
        #expect(await eventually { Self.hasCluster(log, "cannot connect") })
        room.stop(cancellingSteps: false)

        #expect(log.missingOnDisk.isEmpty, "reported before they were on disk")
        let events = log.events
        #expect(events.map(\.sequence) == Array(1...events.count))
        #expect(try bench.eventsOnDisk() == events)
        #expect(events.first?.body == .consoleStarted(version: "1.0"))
        #expect(events.last?.body == .consoleStopped)
        let kinds = Set(events.map { Self.kind($0.body) })
        #expect(
            kinds.isSuperset(of: [
                "serviceChanged", "clusterChanged", "runbookLoaded", "stepStarted", "stepEnded",
                "gateChanged", "noteAdded",
            ]))
        #expect(log.recording.isEmpty)
    }

    @Test func servicesAreReportedInTheOrderOfTheFile() async throws {
        let server = try SocketServer(.http(["/": 200]))
        let bench = try RoomBench(try Self.services(up: server.port))
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.services.map(\.verdict) == [.up, .down] })
        #expect(log.services.map(\.id.name) == ["web", "gone"])
        #expect(log.services.map(\.cause) == [.none, .own])
        #expect(log.services[0].latest.first?.kind == "http")
        room.stop(cancellingSteps: false)
    }

    @Test func incidentWithATitleOpensOnceAtTheFirstOutage() async throws {
        let ports = [try SocketServer.refusedPort(), try SocketServer.refusedPort()]
        let bench = try RoomBench(
            """
            incident: {title: Shop is down, severity: P1, updates: {all: 30m}}
            services:
              - {name: a, probes: [{tcp: "127.0.0.1:\(ports[0])"}]}
              - {name: b, probes: [{tcp: "127.0.0.1:\(ports[1])"}]}

            """)
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.services.map(\.verdict) == [.down, .down] })
        room.stop(cancellingSteps: false)
        let opened = log.bodies.compactMap { body in
            if case .incidentOpened(let facts) = body { facts } else { nil }
        }
        #expect(opened.map(\.title) == ["Shop is down"])
        #expect(opened.first?.severity == .p1)
        #expect(opened.first?.id == "INC-1")
        #expect(opened.first?.cadences.map(\.every).min() == .seconds(1800))
        let outages = log.bodies.compactMap { body -> Timestamp? in
            if case .serviceChanged(let change) = body, change.to == .down { return change.since }
            return nil
        }
        #expect(opened.first?.openedAt == outages.first, "it began with the outage, not its notice")
        #expect(try bench.stateOnDisk().facts?.title == "Shop is down")
    }

    @Test func withoutATitleNoIncidentOpens() async throws {
        let bench = try RoomBench(
            "services:\n  - {name: a, probes: [{tcp: \"127.0.0.1:\(try SocketServer.refusedPort())\"}]}\n"
        )
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.services.map(\.verdict) == [.down] })
        room.stop(cancellingSteps: false)
        #expect(try bench.stateOnDisk().facts == nil)
        #expect(try bench.stateOnDisk().services.values.map(\.to) == [.down])
    }

    @Test func growingLogIsReported() async throws {
        let bench = try RoomBench("sources:\n  - {name: app, file: app.log}\n")
        try bench.folder.write("", to: "app.log")
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { log.logs?.sources.map(\.state) == [.following] })
        for number in 1...50 {
            try bench.folder.append("ERROR request \(number) failed\n", to: "app.log")
        }
        #expect(await eventually { log.logs?.lines == 50 })
        #expect(log.logs?.clusters.map(\.lines) == [50])
        room.stop(cancellingSteps: false)
    }

    @Test func runbookThatIsNotThereIsSaidAndTheOthersAreLoaded() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let log = bench.log
        let room = bench.room(change: { plan in
            plan.settings.addRunbooks(["ghost"], workingDirectory: bench.folder.path)
        })
        room.start()
        #expect(await eventually { log.runbooks?.map(\.id.name) == ["drill"] })
        #expect(log.notices.contains { $0.string.contains("ghost") })
        room.stop(cancellingSteps: false)
    }

    @Test func peoplesActsAreRecordedUnderTheirName() async throws {
        let bench = try RoomBench(runbook: RoomBench.runbook)
        let (room, log) = (bench.room(), bench.log)
        let check = CheckID(step: bench.step(4), index: 0)
        room.start()
        room.perform(.addNote("seen \u{1b}[31mred"))
        room.perform(.tickStep(bench.step(1), true))
        room.perform(.tickCheck(check, true))
        room.perform(.skipStep(bench.step(2), reason: "not here"))
        room.perform(.sendUpdate(audience: "engineering", text: "we are on it", by: .byHand))
        room.perform(.loadTimeline(offset: 0, count: 2))
        #expect(await eventually { log.timelines.count == 1 })
        room.stop(cancellingSteps: false)
        let mine = log.events.filter { $0.actor == "ada@test" }.map(\.body)
        #expect(
            mine.dropFirst().dropLast() == [
                .noteAdded("seen ␛[31mred"), .stepTicked(step: bench.step(1), ticked: true),
                .checkTicked(check: check, ticked: true),
                .stepSkipped(step: bench.step(2), reason: "not here"),
                .updateSent(audience: "engineering", text: "we are on it", by: .byHand),
            ])
        #expect(
            log.timelines.first?.events.map(\.body)
                == mine.dropLast().suffix(2).reversed())
    }

    @Test func stoppedRoomLeavesTheJournalToOthers() async throws {
        let bench = try RoomBench()
        let room = bench.room()
        room.start()
        #expect(await eventually { bench.log.events.count == 1 })
        #expect(bench.incident.recordedBy != nil)
        room.stop(cancellingSteps: false)
        #expect(bench.incident.recordedBy == nil)
        let count = bench.log.reports.count
        room.perform(.addNote("too late"))
        room.stop(cancellingSteps: false)
        #expect(bench.log.reports.count == count)
    }

    /// One service that is up and one that is not there.
    static func services(up port: Int) throws -> String {
        """
        services:
          - {name: web, probes: [{http: "http://127.0.0.1:\(port)/"}]}
          - {name: gone, probes: [{tcp: "127.0.0.1:\(try SocketServer.refusedPort())"}]}

        """
    }

    private static func hasCluster(_ log: ReportLog, _ text: String) -> Bool {
        log.bodies.contains { body in
            if case .clusterChanged(let change) = body {
                change.template.string.contains(text)
            } else {
                false
            }
        }
    }

    private static func kind(_ body: EventBody) -> String {
        String("\(body)".prefix { $0 != "(" })
    }
}
