import Foundation
import IncidentModel
import SafeText
import Synchronization
import Testing

@testable import Probes

/// Collects what an engine publishes.
final class Publications: Sendable {
    private let all = Mutex<[ProbePublication]>([])

    @Sendable func take(_ publication: ProbePublication) {
        all.withLock { $0.append(publication) }
    }

    var list: [ProbePublication] { all.withLock { $0 } }
    var count: Int { all.withLock { $0.count } }
    var readings: [Reading] { list.flatMap(\.readings) }
    var changes: [String] { list.flatMap(\.changes).map(\.headline.string) }

    func readings(of service: String) -> [Reading] {
        list.flatMap(\.readings).filter { $0.probe.service.name.string == service }
    }
}

@Suite struct ProbeEngineTests {
    /// An engine with intervals short enough for tests; the orders of magnitude stay.
    private func engine(
        _ yaml: String, _ publications: Publications, timeout: Duration = .seconds(5)
    ) throws -> ProbeEngine {
        var options = ProbeEngineOptions()
        options.intervalUp = .milliseconds(500)
        options.intervalDown = .milliseconds(200)
        options.intervalInTransition = .milliseconds(100)
        options.timeout = timeout
        return ProbeEngine(
            services: try services(yaml), options: options, now: wallClock,
            publish: publications.take)
    }

    @Test func everyProbeIsMadeOnceSoonAfterTheStart() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let list = (0..<20).map {
            "- {name: s\($0), probes: [{http: \"\(server.url)\", every: 1h}]}"
        }
        let publications = Publications()
        let engine = try engine(list.joined(separator: "\n"), publications)
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        engine.stop()
        #expect(publications.list.allSatisfy { $0.statuses.count == $0.readings.count })
        #expect(publications.readings.count == 20)
        #expect(server.mostOpen <= 4, "one host is not probed by more than four at a time")
    }

    @Test func failureIsSuspectedAtOnceAndSettledAfterThree() async throws {
        let publications = Publications()
        let port = try await unusedPort()
        let engine = try engine(
            "- {name: a, probes: [{tcp: \"127.0.0.1:\(port)\"}]}", publications)
        engine.start()
        #expect(await eventually { engine.statuses()[0].verdict == .down })
        engine.stop()
        let statuses = publications.list.flatMap(\.statuses)
        #expect(statuses[0].verdict == .unknown)
        #expect(statuses[0].transition == .suspect)
        #expect(statuses[0].cause == .own)
        #expect(statuses[2].verdict == .down)
        #expect(statuses[2].since == statuses[0].latest.first?.startedAt)
        #expect(publications.changes.first == "a DOWN")
    }

    @Test func oneSilentTargetDoesNotDelayTheOthers() async throws {
        let silent = try await LoopbackServer.start(.silent)
        let good = try await LoopbackServer.start(.http("200 OK", ""))
        defer {
            Task {
                await silent.stop(); await good.stop()
            }
        }
        let publications = Publications()
        let engine = try engine(
            """
            - {name: silent, probes: [{http: "\(silent.url)", every: 1h, timeout: 1h}]}
            - {name: good, probes: [{http: "\(good.url)"}]}
            """, publications)
        engine.start()
        #expect(await eventually { publications.readings(of: "good").count >= 3 })
        #expect(publications.readings(of: "silent").isEmpty)
        engine.stop()
    }

    @Test func stormUnderOneRootAndItsRecoveryNameNoOtherRoot() async throws {
        let root = try await LoopbackServer.start(.http("200 OK", ""))
        let child = try await LoopbackServer.start(.http("200 OK", ""))
        defer {
            Task {
                await root.stop(); await child.stop()
            }
        }
        let children = (0..<20).map {
            "- {name: c\($0), needs: [root], probes: [{http: \"\(child.url)\"}]}"
        }
        let publications = Publications()
        let engine = try engine(
            (children + ["- {name: root, probes: [{http: \"\(root.url)\"}]}"])
                .joined(separator: "\n"), publications)
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        for server in [root, child] { server.become(.http("503 Service Unavailable", "")) }
        let named = Cause.by("root")
        #expect(
            await eventually {
                let statuses = engine.statuses()
                return statuses.allSatisfy { $0.verdict == .down }
                    && statuses.dropLast().allSatisfy { $0.cause == named }
            })
        for server in [root, child] { server.become(.http("200 OK", "")) }
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        engine.stop()
        let statuses = publications.list.flatMap(\.statuses)
        #expect(!statuses.contains { $0.cause == .own && $0.id.name != "root" })
        let order = publications.changes.suffix(21)
        #expect(order.first == "root UP", "parents are released first: \(order)")
    }

    @Test func checkNowProbesParentsToo() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let publications = Publications()
        let engine = try engine(
            """
            - {name: child, needs: [parent], probes: [{http: "\(server.url)", every: 1h}]}
            - {name: parent, probes: [{http: "\(server.url)", every: 1h}]}
            - {name: other, probes: [{http: "\(server.url)", every: 1h}]}
            """, publications)
        engine.start()
        #expect(await eventually { publications.readings.count == 3 })
        engine.checkNow(ServiceID("child"))
        #expect(await eventually { publications.readings.count == 5 })
        let again = publications.readings.suffix(2)
        let first = again.min { $0.startedAt < $1.startedAt }
        #expect(Set(again.map(\.probe.service.name)) == ["parent", "child"])
        #expect(first?.probe.service.name == "parent")
        engine.checkNow(nil)
        #expect(await eventually { publications.readings.count == 8 })
        engine.stop()
    }

    @Test func stopLeavesNoThreadChildOrDescriptor() async throws {
        let server = try await LoopbackServer.start(.silent)
        defer { Task { await server.stop() } }
        let publications = Publications()
        let mark = "600.\(UInt32.random(in: 1000...9_999_999))"
        let engine = try engine(
            """
            - {name: web, probes: [{http: "\(server.url)", every: 1h, timeout: 1h}]}
            - {name: run, probes: [{exec: "sleep \(mark)", every: 1h, timeout: 1h}]}
            """, publications)
        engine.start()
        #expect(await eventually { !server.received.isEmpty && Self.processes(with: mark) > 0 })
        engine.stop()
        #expect(Self.processes(with: mark) == 0)
        #expect(server.mostOpen == 1)
        engine.checkNow(nil)
        engine.stop()
        #expect(publications.count == 0)
    }

    /// Processes whose command line holds a text.
    private static func processes(with mark: String) -> Int {
        let folders = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return folders.filter { folder in
            guard Int(folder) != nil,
                let line = FileManager.default.contents(atPath: "/proc/\(folder)/cmdline")
            else { return false }
            return String(decoding: line, as: UTF8.self).contains(mark)
        }.count
    }

    @Test func oneReadingIsEnoughForAQuickCheck() async throws {
        let server = try await LoopbackServer.start(.http("503 Service Unavailable", ""))
        defer { Task { await server.stop() } }
        let list = try services(
            """
            - {name: web, needs: [api], probes: [{http: "\(server.url)"}]}
            - {name: api, needs: [db], probes: [{http: "\(server.url)"}]}
            - {name: db, probes: [{tcp: "127.0.0.1:\(try await unusedPort())"}]}
            - {name: cdn, probes: [{tcp: "127.0.0.1:\(server.port)"}]}
            """)
        let statuses = await ProbeEngine.checkOnce(services: list, now: wallClock)
        #expect(statuses.map(\.verdict) == [.down, .down, .down, .up])
        #expect(statuses.map(\.cause) == [.by("db"), .by("db"), .own, .none])
    }

    @Test func quickCheckOfNothingEnds() async {
        #expect(await ProbeEngine.checkOnce(services: [], now: wallClock).isEmpty)
    }

    @Test func serviceWithoutProbesStaysUnknown() async throws {
        let list = try services("[{name: a}]")
        let statuses = await ProbeEngine.checkOnce(services: list, now: wallClock)
        #expect(statuses.map(\.verdict) == [.unknown])
    }
}
