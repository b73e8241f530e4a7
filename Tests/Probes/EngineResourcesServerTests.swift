import IncidentModel
import SafeText
import Testing

@testable import Probes

/// Counts what the whole process holds, so nothing may run beside it.
@Suite(.serialized) struct EngineResourcesServerTests {
    @Test func thousandsOfProbesLeaveNoDescriptorBehind() async throws {
        let good = try await LoopbackServer.start(.http("200 OK", "fine"))
        let silent = try await LoopbackServer.start(.silent)
        let list = (0..<60).map { index in
            switch index % 6 {
            case 0: "- {name: s\(index), probes: [{tcp: \"127.0.0.1:9\", every: 200ms}]}"
            case 1: "- {name: s\(index), probes: [{http: \"\(silent.url)\", every: 200ms}]}"
            default: "- {name: s\(index), probes: [{http: \"\(good.url)\", every: 200ms}]}"
            }
        }
        let yaml = list.joined(separator: "\n")
        // The first use of event loops and timers opens descriptors that the process keeps.
        _ = try await probe(yaml, times: 100)
        let before = OwnProcess.descriptors
        let outcomes = try await probe(yaml, times: 3000)
        #expect(
            await eventually { OwnProcess.descriptors <= before },
            "left after it ended: \(OwnProcess.openFiles)")
        #expect(outcomes.count(.up) > 100 && outcomes.count(.down) > 100)
        await good.stop()
        await silent.stop()
    }

    private func probe(_ yaml: String, times: Int) async throws -> OutcomeCount {
        let outcomes = OutcomeCount()
        var options = ProbeEngineOptions()
        options.intervalDown = .milliseconds(200)
        options.intervalInTransition = .milliseconds(200)
        options.concurrencyPerOrigin = 64
        let engine = ProbeEngine(
            services: try services(yaml), options: options, now: wallClock, publish: outcomes.take)
        let before = OwnProcess.descriptors
        engine.start()
        #expect(await eventually { engine.startedCount >= times })
        #expect(OwnProcess.descriptors < before + 64 * 2 + 20, "while it runs")
        engine.stop()
        return outcomes
    }

    @Test func stopLeavesNoThread() async throws {
        let server = try await LoopbackServer.start(.silent)
        let (loops, names) = (
            OwnProcess.threads(named: "NIO-"), OwnProcess.threads(named: "quell-")
        )
        let list = """
            - {name: web, probes: [{http: "\(server.url)", every: 1h, timeout: 1h}]}
            - {name: local, probes: [{http: "http://localhost:\(server.port)/", every: 1h}]}
            """
        for _ in 0..<5 {
            let publications = Publications()
            let engine = try quickEngine(list, publications)
            engine.start()
            #expect(OwnProcess.threads(named: "NIO-") > loops)
            engine.stop()
            #expect(OwnProcess.threads(named: "NIO-") == loops)
            #expect(OwnProcess.threads(named: "quell-") == names)
        }
        await server.stop()
    }
}
