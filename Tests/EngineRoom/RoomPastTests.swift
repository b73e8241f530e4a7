import Foundation
import IncidentModel
import Journal
import SafeText
import Settings
import Testing

@testable import EngineRoom

/// Past incidents in a whole room: real journals beside the present one.
@Suite(.timeLimit(.minutes(5))) struct RoomPastTests {
    private static func similar(_ log: ReportLog) -> [SimilarIncident] {
        log.bodies.compactMap { body in
            if case .noticed(.similar(let past)) = body { past } else { nil }
        }
    }

    /// Records an incident as an earlier console did.
    @discardableResult
    private static func record(
        _ id: String, in bench: RoomBench, _ bodies: [EventBody]
    ) throws -> IncidentFolder {
        let folder = try IncidentFolder.create(root: bench.folder.file("incidents"), id: id)
        let store = try JournalStore(folder: folder)
        defer { store.close() }
        _ = try store.append(
            bodies + [.consoleStopped], actor: "ada@test", at: Timestamp(seconds: 1_700_000_000),
            monotonic: 0)
        return folder
    }

    private static func outage(of service: DisplayText, cause: DisplayText) -> [EventBody] {
        [
            .incidentOpened(
                IncidentFacts(
                    id: "x", title: "Shop is down", severity: .p1,
                    openedAt: Timestamp(seconds: 1_699_999_000))),
            .serviceChanged(
                ServiceChange(
                    service: ServiceID(service), from: .up, to: .down, cause: .own,
                    since: Timestamp(seconds: 1_699_999_000), reason: "refused")),
            .edited(.why(Why(number: 1, question: "Why?", answer: cause, isRootCause: true))),
        ]
    }

    private static func bench() throws -> RoomBench {
        let port = try SocketServer.refusedPort()
        return try RoomBench(
            """
            incident: {title: Shop is down again}
            services:
              - {name: api, probes: [{tcp: "127.0.0.1:\(port)"}]}

            """)
    }

    @Test func whatTheLogsHeldBeforeTheStartIsCompared() async throws {
        let bench = try RoomBench(
            "incident: {title: Shop is down again}\nsources: [{name: app, file: app.log}]")
        let template: DisplayText = "cannot reach the licence server: connection refused"
        let change = ClusterChange(
            cluster: ClusterID(7), moment: .appeared, template: template, severity: .error)
        try Self.record(
            "INC-900", in: bench,
            Self.outage(of: "api", cause: "a full disk") + [.clusterChanged(change)])
        let now = Date().formatted(.iso8601)
        try bench.folder.write("\(now) ERROR \(template)\n", to: "app.log")
        let room = bench.room()
        room.start()
        room.perform(.openIncident(OpeningFacts(title: "Shop is down again")))
        let log = bench.log
        #expect(await eventually { !Self.similar(log).isEmpty })
        room.stop(cancellingSteps: false)
        #expect(Self.similar(log).first?.shared.contains("cluster \(template)") == true)
    }

    @Test func likenessIsRecordedOnceAlsoAfterARestart() async throws {
        let bench = try Self.bench()
        try Self.record("INC-900", in: bench, Self.outage(of: "api", cause: "a full disk"))
        try Self.record("INC-901", in: bench, Self.outage(of: "web", cause: "a typing error"))
        try Self.record("INC-902", in: bench, [.noteAdded("no incident at all")])
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(await eventually { !Self.similar(log).isEmpty })
        room.stop(cancellingSteps: false)
        #expect(Self.similar(log).map(\.id) == ["INC-900"])
        #expect(Self.similar(log).first?.solvedBy == "root cause: a full disk")
        #expect(Self.similar(log).first?.shared.first == "root api")
        #expect(Self.similar(log).first?.openedAt == Timestamp(seconds: 1_699_999_000))
        #expect(log.missingOnDisk.isEmpty)
        #expect(!log.notices.contains { $0.string.contains("cannot be read") })

        let again = ReportLog()
        let second = bench.room(log: again)
        second.start()
        #expect(await eventually { again.services.map(\.verdict) == [.down] })
        try await Task.sleep(for: .seconds(3))
        second.stop(cancellingSteps: false)
        #expect(Self.similar(again).isEmpty)
    }

    @Test func recordsThatCannotBeReadAreCountedOnce() async throws {
        let bench = try Self.bench()
        for id in ["INC-900", "INC-901"] {
            let folder = try IncidentFolder.create(root: bench.folder.file("incidents"), id: id)
            try Data("no database".utf8).write(to: URL(fileURLWithPath: folder.journalPath))
        }
        let (room, log) = (bench.room(), bench.log)
        room.start()
        #expect(
            await eventually {
                log.notices.contains { $0.string.hasPrefix("2 past records cannot be read") }
            })
        room.stop(cancellingSteps: false)
        #expect(log.notices.count { $0.string.contains("cannot be read") } == 1)
    }

    @Test func reportOfAPastIncidentIsRead() async throws {
        let bench = try Self.bench()
        try Self.record("INC-900", in: bench, Self.outage(of: "api", cause: "a full disk"))
        let (room, log) = (bench.room(isReadOnly: true), bench.log)
        room.start()
        for id in ["INC-900", "../INC-900", "INC-777", "", "INC-900/../INC-900"] {
            room.perform(.readPast(DisplayText(id)))
        }
        let reports = {
            log.reports.compactMap { report -> [String]? in
                if case .pastReport("INC-900", let lines) = report {
                    lines.map(\.string)
                } else {
                    nil
                }
            }
        }
        #expect(await eventually { reports().count == 1 && log.refusals.count == 4 })
        room.stop(cancellingSteps: false)
        #expect(reports().first?.contains { $0.contains("Shop is down") } == true)
        #expect(log.refusals.contains { $0.string.contains("INC-777") })
    }

    @Test func onlyAnotherIncidentThatExistsCanBeLinked() throws {
        let bench = try Self.bench()
        try Self.record("INC-900", in: bench, [])
        let room = bench.room()
        #expect(room.objection(toLinking: "INC-900") == nil)
        #expect(room.objection(toLinking: "INC-1")?.string.contains("this incident") == true)
        #expect(room.objection(toLinking: "INC-2") != nil)
        #expect(room.objection(toLinking: "../incidents/INC-900") != nil)
        room.stop(cancellingSteps: false)
    }
}
