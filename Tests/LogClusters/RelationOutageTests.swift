import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("Relations in an outage")
struct RelationOutageTests {
    static let needs: [DisplayText: [DisplayText]] = ["auth": ["backend"], "websocket": ["auth"]]
    static let module = "ModuleNotFoundError: No module named 'app.services.monitoring'"

    /// Quarter seconds of a staging stack; the backend lacks a module from `broken` on.
    static func staging(quarters: Int, brokenFrom broken: Int) -> RelationTimeline {
        var log = RelationTimeline(needs: needs)
        for tick in 0..<quarters {
            let second = Double(tick) / 4
            let noise = (tick &* 2_654_435_761) >> 7 & 0xFFFF
            if tick >= broken, (tick - broken) % 40 == 0 {
                log.add(second, .info, "backend", "Starting application, revision staging-00744")
                log.add(second, .error, "backend", module)
                log.add(
                    second, .error, "backend",
                    "RuntimeError: Failed to set up middleware with WebSocket exclusion")
                log.add(second + 0.05, .warning, "backend", "Container called exit(3).")
            }
            if tick % 2 == 0 {
                log.add(
                    second, .info, "frontend", "GET /assets/app.\(noise).js 200 \(noise % 40) ms")
            }
            if tick % 4 == 1, tick >= broken {
                log.add(
                    second, .error, "lb",
                    "HTTP 503 upstream backend unavailable, request \(100_000 + noise) after 3 ms")
            }
            if tick % 60 == 30, tick >= broken {
                log.add(
                    second, .warning, "websocket",
                    "WebSocket context setup blocked, connection \(noise) has no authentication")
            }
            if tick % 240 == 90 {
                log.add(
                    second, .warning, "backend",
                    "SERVICE_ID contains trailing white space, sanitized to 'backend'")
            }
            if tick % 100 == 70 {
                log.add(second, .warning, "worker", "slow query took \(noise % 900) ms")
            }
        }
        return log
    }

    @Test(
        "what follows from the missing module points to it, and noise does not",
        arguments: [0, 1_200, 4_800])
    func findsFirstCause(brokenFrom: Int) {
        let status = Self.staging(quarters: brokenFrom + 1_200, brokenFrom: brokenFrom).status()
        for part in ["RuntimeError", "Container called exit", "upstream backend"] {
            let cluster = status.clusters.first { $0.template.string.contains(part) }
            #expect(cluster?.symptomOf == status.id("ModuleNotFoundError"), "\(part)")
            #expect(cluster?.relation?.evidence.isEmpty == false, "\(part)")
            #expect(cluster?.relation?.isByHand == false)
        }
        for part in ["ModuleNotFoundError", "SERVICE_ID", "slow query", "GET"] {
            let cluster = status.clusters.first { $0.template.string.contains(part) }
            #expect(cluster != nil)
            #expect(cluster?.relation == nil, "\(part): \(cluster?.relation as Any)")
        }
    }

    @Test("a service that needs the broken one through another is a symptom")
    func followsNeeds() {
        let status = Self.staging(quarters: 2_400, brokenFrom: 1_200).status()
        let blocked = status.clusters.first { $0.template.string.contains("WebSocket context") }
        #expect(blocked?.symptomOf == status.id("ModuleNotFoundError"))
        #expect(
            blocked?.relation?.evidence.map(\.string)
                == ["began 7 s later", "websocket needs backend through auth"])
    }

    @Test("an hour of a log that begins amid the outage")
    func readsTheDemosMinute() {
        let log = LogText((0..<10).map { DemoLogTests.minute($0) }.joined())
        let module = log.cluster("ModuleNotFoundError")?.id
        #expect(module != nil)
        for part in ["RuntimeError", "Container called exit", "upstream backend"] {
            #expect(log.cluster(part)?.symptomOf == module, "\(part)")
        }
        #expect(log.cluster("SERVICE_ID")?.relation == nil)
        #expect(log.cluster("ModuleNotFoundError")?.relation == nil)
    }

    @Test("an exception that names its cause points to it")
    func readsExceptionChains() {
        let log = LogText((0..<10).map { DemoLogTests.minute($0, isChained: true) }.joined())
        let chained = log.cluster("RuntimeError")
        let module = log.clusters.first { $0.template.string.hasPrefix("ModuleNotFoundError") }
        #expect(module != nil)
        #expect(chained?.symptomOf == module?.id)
        #expect(
            chained?.relation?.evidence.contains("its exception names this one as its cause")
                == true)
    }
}
