import IncidentModel
import SafeText
import Testing

@testable import LogClusters

@Suite("An outage's log")
struct DemoLogTests {
    /// One minute of a staging outage: a crash loop, its symptoms, and one healthy service.
    static func minute(_ minute: Int, isChained: Bool = false) -> String {
        var entries: [(second: Double, text: String)] = []
        func stamp(_ second: Double) -> String {
            let millis = Int(second * 1_000)
            let digits = { (value: Int, width: Int) in
                String(repeating: "0", count: max(0, width - "\(value)".count)) + "\(value)"
            }
            return
                "2026-11-21T02:\(digits(minute, 2)):\(digits(millis / 1_000, 2)).\(digits(millis % 1_000, 3))Z"
        }
        for start in 0..<6 {
            let second = Double(start * 10)
            entries.append(
                (
                    second,
                    """
                    \(stamp(second)) ERROR backend Traceback (most recent call last):
                      File "/app/main.py", line 12, in <module>
                        from app.middleware import setup
                      File "/app/middleware/gcp.py", line 23, in <module>
                        from app.services.monitoring import report
                    ModuleNotFoundError: No module named 'app.services.monitoring'
                    """
                ))
            entries.append(
                (
                    second + 0.01,
                    isChained
                        ? """
                        \(stamp(second + 0.01)) ERROR backend Traceback (most recent call last):
                          File "/app/main.py", line 12, in <module>
                        ModuleNotFoundError: No module named 'app.services.monitoring'

                        The above exception was the direct cause of the following exception:

                        Traceback (most recent call last):
                          File "/app/factory.py", line 80, in create
                        RuntimeError: Failed to setup enhanced middleware with WebSocket exclusion
                        """
                        : "\(stamp(second + 0.01)) ERROR backend RuntimeError: Failed to setup"
                            + " enhanced middleware with WebSocket exclusion"
                ))
            entries.append(
                (second + 0.02, "\(stamp(second + 0.02)) WARNING backend Container called exit(3).")
            )
        }
        for second in 0..<60 {
            entries.append(
                (
                    Double(second) + 0.5,
                    "\(stamp(Double(second) + 0.5)) ERROR lb HTTP 503 upstream backend unavailable"
                        + " path=/api/orders/\(second) took=\(second * 7)ms"
                ))
            for part in 0..<2 {
                let at = Double(second) + 0.6 + Double(part) * 0.2
                entries.append(
                    (
                        at,
                        "\(stamp(at)) INFO frontend GET /assets/\(second)-\(part).js 200"
                            + " \(second + part) ms"
                    ))
            }
        }
        for part in 0..<4 {
            let at = Double(part * 15) + 7.3
            entries.append(
                (
                    at,
                    "\(stamp(at)) WARNING websocket Auth context is missing for connection \(part)7f3"
                ))
        }
        entries.append(
            (
                33.3,
                "\(stamp(33.3)) WARNING auth SERVICE_ID has trailing white space: 'auth-staging '"
            ))
        return entries.sorted { $0.second < $1.second }.map(\.text).joined(separator: "\n") + "\n"
    }

    @Test("one minute of it is seven clusters with the right counts, severities and services")
    func foldsOneMinute() {
        let log = LogText(Self.minute(32))
        let expected: [(part: String, records: Int, severity: Severity, service: DisplayText)] = [
            (
                "ModuleNotFoundError: No module named 'app.services.monitoring'", 6, .error,
                "backend"
            ),
            ("RuntimeError: Failed to setup enhanced middleware", 6, .error, "backend"),
            ("Container called exit(", 6, .warning, "backend"),
            ("upstream backend unavailable", 60, .error, "lb"),
            ("GET <*>", 120, .info, "frontend"),
            ("Auth context is missing", 4, .warning, "websocket"),
            ("SERVICE_ID has trailing white space", 1, .warning, "auth"),
        ]
        #expect(log.clusters.count == expected.count, "\(log.templates)")
        for row in expected {
            let cluster = log.cluster(row.part)
            #expect(cluster?.records == row.records, "\(row.part)")
            #expect(cluster?.severity == row.severity, "\(row.part)")
            #expect(cluster?.services == [row.service], "\(row.part)")
        }
        #expect(log.cluster("ModuleNotFoundError")?.lines == 36)
        #expect(log.addsUp)
    }

    @Test("an hour of it is the same seven clusters")
    func staysStable() {
        let log = LogText((0..<60).map { Self.minute($0) }.joined())
        #expect(log.clusters.count == 7, "\(log.templates)")
        #expect(log.cluster("ModuleNotFoundError")?.records == 360)
        #expect(log.cluster("ModuleNotFoundError")?.trend.count == 60)
    }

    @Test("a chained traceback is its own cluster and names both exceptions")
    func foldsChainedTracebacks() {
        let log = LogText(Self.minute(32, isChained: true))
        #expect(log.clusters.count == 7, "\(log.templates)")
        let chained = log.cluster("RuntimeError")
        #expect(chained?.records == 6)
        #expect(
            chained?.template.string
                == "RuntimeError: Failed to setup enhanced middleware with WebSocket exclusion"
                + " caused by ModuleNotFoundError: No module named 'app.services.monitoring'")
    }

    @Test("what keeps the program from running is first, what is healthy last")
    func proposesPriorities() {
        let log = LogText((30..<33).map { Self.minute($0) }.joined())
        #expect(log.cluster("ModuleNotFoundError")?.priority == .p0)
        #expect(log.cluster("upstream backend")?.priority == .p0)
        #expect(log.cluster("RuntimeError")?.priority == .p1)
        #expect(log.cluster("GET <*>")?.priority == .p3)
        #expect(log.clusters.last?.priority == .p3)
        #expect(log.clusters.allSatisfy { !$0.priorityReason.isEmpty })
    }
}
