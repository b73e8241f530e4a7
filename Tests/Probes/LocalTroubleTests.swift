import IncidentModel
import LocatedYAML
import SafeText
import Testing

@testable import Probes

@Suite struct LocalTroubleTests {
    private func troubles(_ publications: Publications) -> [LocalTrouble?] {
        publications.events.compactMap { event in
            guard case .localTroubleChanged(let trouble) = event else { return nil }
            return .some(trouble)
        }
    }

    private func witness(_ probe: String) throws -> ProbeDefinition {
        try ProbeDefinition(LocatedNode.parse(probe, path: "quell.yaml"))
    }

    private func list(_ url: String) -> String {
        (0..<8).map { "- {name: s\($0), probes: [{http: \"\(url)\"}]}" }.joined(separator: "\n")
    }

    @Test func whenAllFailAndTheWitnessTooItIsUsUntilATargetAnswers() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let witness = try witness("{tcp: \"127.0.0.1:\(try await unusedPort())\"}")
        let publications = Publications()
        let engine = try quickEngine(list(server.url), publications) { $0.witnesses = [witness] }
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        server.become(.close)
        #expect(await eventually { !troubles(publications).isEmpty })
        let readings = publications.list.flatMap(\.readings).count
        let found = troubles(publications).first ?? nil
        #expect(found?.reason.string.hasPrefix("the witness tcp 127.0.0.1:") == true)
        #expect(found?.reason.string.hasSuffix("fails too: connection refused") == true)
        #expect(found.map { $0.failing >= 2 } == true)
        #expect(
            await eventually { publications.list.flatMap(\.readings).count >= readings + 8 },
            "probing goes on")
        server.become(.http("200 OK", ""))
        #expect(await eventually { troubles(publications).last == .some(nil) })
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        engine.stop()
    }

    @Test func aWitnessThatIsWellMeansItIsThem() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        let well = try await LoopbackServer.start(.silent)
        defer {
            Task {
                await server.stop(); await well.stop()
            }
        }
        let witnesses = try [
            witness("{tcp: \"127.0.0.1:\(try await unusedPort())\"}"),
            witness("{tcp: \"127.0.0.1:\(well.port)\"}"),
        ]
        let publications = Publications()
        let engine = try quickEngine(list(server.url), publications) { $0.witnesses = witnesses }
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        server.become(.close)
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .down } })
        let readings = publications.list.flatMap(\.readings).count
        #expect(await eventually { publications.list.flatMap(\.readings).count >= readings + 24 })
        #expect(await eventually { well.mostOpen > 0 }, "the witness was asked")
        engine.stop()
        #expect(troubles(publications).isEmpty)
    }

    @Test func onLoopbackTheNetworkOfTheMachineIsNoWitness() async throws {
        let server = try await LoopbackServer.start(.http("200 OK", ""))
        defer { Task { await server.stop() } }
        let publications = Publications()
        let engine = try quickEngine(list(server.url), publications)
        engine.start()
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .up } })
        server.become(.close)
        #expect(await eventually { engine.statuses().allSatisfy { $0.verdict == .down } })
        let readings = publications.list.flatMap(\.readings).count
        #expect(await eventually { publications.list.flatMap(\.readings).count >= readings + 24 })
        engine.stop()
        #expect(troubles(publications).isEmpty)
    }
}
