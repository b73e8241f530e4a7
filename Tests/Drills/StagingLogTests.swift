import Testing

@testable import Drills

/// The demo's log is the outage of a real afternoon, in the same proportions.
struct StagingLogTests {
    @Test func oneMinuteOfOutageHasTheSeedsProportions() {
        var text = ""
        for tick in 0..<240 {
            if tick % 40 == 0 {
                text += StagingLog.failedStart(time: "T")
                text += StagingLog.containerExit(time: "T", status: 3)
            }
            text += StagingLog.traffic(tick: tick, time: "T", isBackendUp: false, isAuthUp: false)
        }
        let lines = text.split(separator: "\n")
        let count = { (part: String) in lines.filter { $0.contains(part) }.count }
        #expect(count("Traceback (most recent call last)") == 6)
        #expect(count("ModuleNotFoundError") == 6)
        #expect(count("RuntimeError") == 6)
        #expect(count("Container called exit(3)") == 6)
        #expect(count("HTTP 503") == 60)
        #expect(count("WebSocket context") == 4)
        #expect(count("SERVICE_ID") == 1)
        #expect(count("INFO frontend") == 120)
    }

    @Test func errorsStopWhenTheBackendServes() {
        let text = (0..<240).map {
            StagingLog.traffic(tick: $0, time: "T", isBackendUp: true, isAuthUp: true)
        }.joined()
        #expect(!text.contains("ERROR"))
        #expect(!text.contains("WebSocket context"))
    }
}

/// Services come back in the order in which they need one another.
struct StartupOrderTests {
    @Test func servicesComeBackInDependencyOrder() {
        var order = StartupOrder()
        #expect(order.advance(backendIsHealthy: false, now: 0) == .init())
        #expect(order.advance(backendIsHealthy: true, now: 1) == .init(backend: true))
        #expect(
            order.advance(backendIsHealthy: true, now: 1 + StartupOrder.lag)
                == .init(backend: true, auth: true))
        #expect(
            order.advance(backendIsHealthy: true, now: 1 + 2 * StartupOrder.lag)
                == .init(backend: true, auth: true, websocket: true))
    }

    @Test func nobodyServesWithoutTheBackend() {
        var order = StartupOrder()
        _ = order.advance(backendIsHealthy: true, now: 0)
        #expect(order.advance(backendIsHealthy: false, now: 100) == .init())
        #expect(order.advance(backendIsHealthy: true, now: 101) == .init(backend: true))
    }
}
