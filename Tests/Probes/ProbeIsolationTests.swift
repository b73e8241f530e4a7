import IncidentModel
import SafeText
import Testing

@testable import Probes

@Suite struct ProbeIsolationTests {
    /// Each bad target ends in its own budget; a good one beside them is read on its schedule.
    @Test func badTargetsDoNotDisturbAGoodOne() async throws {
        let head = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n"
        let silent = try await LoopbackServer.start(.silent)
        let dripping = try await LoopbackServer.start(.drip(head))
        let flooding = try await LoopbackServer.start(.flood(head))
        let good = try await LoopbackServer.start(.http("200 OK", ""))
        let servers = [silent, dripping, flooding, good]
        defer { Task { for server in servers { await server.stop() } } }
        let slow = "every: 1500ms, timeout: 1s"
        let publications = Publications()
        let engine = try quickEngine(
            """
            - {name: silent, probes: [{http: "\(silent.url)", \(slow)}]}
            - {name: dripping, probes: [{http: "\(dripping.url)", \(slow)}]}
            - {name: flooding, probes: [{http: "\(flooding.url)", \(slow)}]}
            - {name: nowhere, probes: [{http: "http://quell.invalid./", \(slow)}]}
            - {name: hanging, probes: [{exec: "sleep 1000", \(slow)}]}
            - {name: good, probes: [{http: "\(good.url)", every: 1s}]}
            """, publications)
        engine.start()
        let bad = ["silent", "dripping", "nowhere", "hanging"]
        #expect(
            await eventually {
                bad.allSatisfy { publications.readings(of: $0).count >= 4 }
            })
        engine.stop()
        for name in bad {
            #expect(
                publications.readings(of: name).allSatisfy {
                    $0.outcome != .up && $0.duration < .seconds(20)
                }, "\(name)")
        }
        #expect(
            publications.readings(of: "silent").first?.reason
                == "no answer within 1 s (first byte)")
        #expect(!publications.readings(of: "flooding").isEmpty)
        let readings = publications.readings(of: "good")
        #expect(readings.allSatisfy { $0.outcome == .up })
        // Four attempts of a second each lie behind, half a second apart.
        #expect(readings.count >= 4, "\(readings.count) readings")
        #expect(engine.startDelay(quantile: 0.5) <= .milliseconds(50))
    }

    /// Attempts that end at once, in a long line before one door.
    @Test func aThousandThatFailAtOnceDoNotPileUp() async throws {
        let list = (0..<1000).map {
            "- {name: s\($0), probes: [{http: \"http://127.0.0.1:1/\", every: 1h}]}"
        }
        let publications = OutcomeCount()
        var options = ProbeEngineOptions()
        options.startSpread = .zero
        options.concurrencyPerOrigin = 1
        let engine = ProbeEngine(
            services: try services(list.joined(separator: "\n")), options: options,
            now: wallClock, publish: publications.take)
        engine.start()
        #expect(await eventually { publications.count(.down) >= 1000 })
        engine.stop()
    }

    @Test func waitingIsNoResponseTimeAndIsTold() async throws {
        let silent = try await LoopbackServer.start(.silent)
        let good = try await LoopbackServer.start(.http("200 OK", ""))
        defer {
            Task {
                await silent.stop(); await good.stop()
            }
        }
        let publications = Publications()
        let engine = try quickEngine(
            """
            - {name: silent, probes: [{http: "\(silent.url)", every: 1h, timeout: 3s}]}
            - {name: good, probes: [{http: "\(good.url)", every: 1h}]}
            """, publications
        ) { $0.concurrency = 1 }
        engine.start()
        #expect(await eventually { !publications.readings(of: "good").isEmpty })
        engine.stop()
        let reading = publications.readings(of: "good").first
        #expect(reading?.outcome == .up)
        #expect(reading.map { $0.duration < .seconds(1) } == true)
        let words = reading?.evidence.first { $0.label == "queue" }?.text.string
        #expect(words?.hasPrefix("waited ") == true && words?.hasSuffix(" s for its turn") == true)
    }

    /// Three times as many black holes as there are places, each for half a minute.
    @Test func blackHolesGiveTheirPlacesToThoseWhoWait() async throws {
        var holes: [LoopbackServer] = []
        for _ in 0..<12 { holes.append(try await LoopbackServer.start(.silent)) }
        let good = try await LoopbackServer.start(.http("200 OK", ""))
        let servers = holes + [good]
        defer { Task { for server in servers { await server.stop() } } }
        let list = holes.enumerated().map {
            "- {name: hole\($0), probes: [{http: \"\($1.url)\", every: 1h, timeout: 30s}]}\n"
        }
        let publications = Publications()
        let engine = try quickEngine(
            list.joined() + "- {name: good, probes: [{http: \"\(good.url)\"}]}", publications
        ) { $0.concurrency = 4 }
        engine.start()
        #expect(await eventually { publications.readings(of: "good").count >= 3 })
        #expect(holes.indices.allSatisfy { publications.readings(of: "hole\($0)").isEmpty })
        engine.stop()
    }

    @Test func aServiceThatWaitsTooLongIsStaleAndSaysSo() async throws {
        let silent = try await LoopbackServer.start(.silent)
        let good = try await LoopbackServer.start(.http("200 OK", ""))
        defer {
            Task {
                await silent.stop(); await good.stop()
            }
        }
        let publications = Publications()
        let engine = try quickEngine(
            """
            - {name: good, probes: [{http: "\(good.url)", every: 100ms}]}
            - {name: silent, probes: [{http: "\(silent.url)", every: 1h, timeout: 4s}]}
            """, publications
        ) { $0.concurrency = 1 }
        engine.start()
        #expect(await eventually { publications.statuses(of: "good").contains(where: \.isStale) })
        #expect(
            await eventually { publications.statuses(of: "good").last?.isStale == false })
        engine.stop()
    }
}
