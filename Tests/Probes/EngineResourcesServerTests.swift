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
            case 0: "- {name: s\(index), probes: [{tcp: \"127.0.0.1:9\", every: 100ms}]}"
            case 1: "- {name: s\(index), probes: [{http: \"\(silent.url)\", every: 100ms}]}"
            default: "- {name: s\(index), probes: [{http: \"\(good.url)\", every: 100ms}]}"
            }
        }
        let publications = OutcomeCount()
        let before = OwnProcess.descriptors
        var options = ProbeEngineOptions()
        (options.intervalDown, options.intervalInTransition) = (
            .milliseconds(100), .milliseconds(100)
        )
        options.concurrencyPerOrigin = 64
        let engine = ProbeEngine(
            services: try services(list.joined(separator: "\n")), options: options,
            now: wallClock, publish: publications.take)
        engine.start()
        #expect(await eventually { engine.startedCount >= 3000 })
        #expect(OwnProcess.descriptors < before + 64 * 2 + 20, "while it runs")
        engine.stop()
        #expect(await eventually { OwnProcess.descriptors <= before }, "after it ended")
        #expect(publications.count(.up) > 500 && publications.count(.down) > 200)
        await good.stop()
        await silent.stop()
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
