import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct ProbeStormTests {
    /// 99 services behind one: each may wait for the root's next reading, nobody is blamed but the root.
    @Test func ninetyNineServicesBehindOneNameOneRoot() async throws {
        let root = try await LoopbackServer.start(.http("200 OK", ""))
        let child = try await LoopbackServer.start(.http("200 OK", ""))
        defer {
            Task {
                await root.stop(); await child.stop()
            }
        }
        let children = (0..<99).map {
            "- {name: c\($0), needs: [root], probes: [{http: \"\(child.url)\"}]}"
        }
        let publications = Publications()
        let engine = try quickEngine(
            (children + ["- {name: root, probes: [{http: \"\(root.url)\"}]}"])
                .joined(separator: "\n"), publications
        ) {
            $0.intervalUp = .seconds(2)
            $0.intervalDown = .seconds(1)
            $0.intervalInTransition = .milliseconds(500)
        }
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        for server in [root, child] { server.become(.http("503 Service Unavailable", "")) }
        #expect(
            await eventually {
                engine.statuses().dropLast().allSatisfy {
                    $0.cause == .by("root") && $0.verdict == .down
                }
            })
        #expect(engine.statuses().last?.cause == .own)
        for index in 0..<99 { expectBlockedWithinOneReading("c\(index)", publications) }
        for server in [root, child] { server.become(.http("200 OK", "")) }
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        engine.stop()
        let blamed = publications.list.flatMap(\.statuses).filter { $0.cause == .own }
        #expect(Set(blamed.map(\.id.name)) == ["root"], "no other root at any moment")
        #expect(publications.changes.suffix(100).first == "root UP")
    }

    /// Blocked by the root before the child was read a second time.
    private func expectBlockedWithinOneReading(_ name: String, _ publications: Publications) {
        let bad = publications.statuses(of: name).filter { $0.latest.first?.outcome == .down }
        let first = bad.first?.latest.first?.startedAt
        let ofFirst = bad.filter { $0.latest.first?.startedAt == first }
        let causes = ofFirst.map(\.cause)
        #expect(causes.last == .by("root"), "\(name): \(causes)")
        #expect(causes.dropLast().allSatisfy { $0 == .pending }, "\(name): \(causes)")
    }
}
