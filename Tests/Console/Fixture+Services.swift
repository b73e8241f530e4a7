import IncidentModel
import SafeText

extension Fixture {
    static func id(_ name: DisplayText) -> ServiceID { ServiceID(name) }

    static var services: [ServiceStatus] { [backend, auth, websocket, frontend] }

    static func history(
        _ milliseconds: [Int], failing: Int, interval: Int64 = 10
    ) -> [HistorySample] {
        let good = milliseconds.map { (Outcome.up, $0) }
        let bad = (0..<failing).map { (Outcome.down, 900 + $0 * 30) }
        let all = good + bad
        return all.enumerated().map { index, sample in
            HistorySample(
                at: Timestamp(seconds: now.seconds - Int64(all.count - index) * interval),
                outcome: sample.0, duration: .milliseconds(sample.1))
        }
    }

    static var backend: ServiceStatus {
        var service = ServiceStatus(id: id("backend"), dependents: [id("auth")])
        service.verdict = .down
        service.cause = .own
        service.since = down
        service.reason = "The status was 503, expected 200."
        let probe = ProbeID(service: service.id, index: 0)
        var bad = Reading(
            probe: probe, kind: "http", startedAt: Timestamp(seconds: now.seconds - 4),
            duration: .milliseconds(1_210), outcome: .down, summary: "503",
            reason: "The status was 503, expected 200.", failedPhase: "first byte",
            phases: [
                PhaseTiming(name: "resolve", duration: .milliseconds(2)),
                PhaseTiming(name: "connect", duration: .milliseconds(14)),
                PhaseTiming(name: "tls", duration: .milliseconds(61)),
                PhaseTiming(name: "first byte", duration: .milliseconds(1_133)),
            ],
            evidence: [
                Evidence(label: "status line", text: "HTTP/1.1 503 Service Unavailable"),
                Evidence(label: "server", text: "staging-lb/2.4"),
                Evidence(
                    label: "body",
                    text:
                        "{\"error\": \"The request failed because the instance could not start successfully\"}"
                ),
            ],
            equivalentCommand:
                "curl -sS -o /dev/null -w '%{http_code} %{time_total}' https://api.example.test/health"
        )
        service.firstBad = bad
        service.firstBad?.startedAt = down
        bad.probe.index = 0
        let port = Reading(
            probe: ProbeID(service: service.id, index: 1), kind: "tcp",
            startedAt: Timestamp(seconds: now.seconds - 3), duration: .milliseconds(12),
            outcome: .up, summary: "open")
        service.latest = [bad, port]
        service.lastGood = Reading(
            probe: probe, kind: "http", startedAt: at("21:47:53"), duration: .milliseconds(84),
            outcome: .up, summary: "200",
            evidence: [Evidence(label: "status line", text: "HTTP/1.1 200 OK")])
        service.history = history([82, 84, 79, 210, 420, 88], failing: 6)
        return service
    }

    static func blocked(_ name: DisplayText, needs: DisplayText, dependents: [DisplayText])
        -> ServiceStatus
    {
        var service = ServiceStatus(
            id: id(name), needs: [.one(id(needs))], dependents: dependents.map(id))
        service.verdict = .down
        service.cause = .blocked(by: id("backend"))
        service.since = at("21:48:05")
        service.reason = "Blocked by backend."
        service.latest = [
            Reading(
                probe: ProbeID(service: service.id, index: 0), kind: "http",
                startedAt: Timestamp(seconds: now.seconds - 6), duration: .milliseconds(31),
                outcome: .down, summary: "503", reason: "The status was 503, expected 200.")
        ]
        service.history = history([40, 41, 38, 44, 40, 39], failing: 6)
        return service
    }

    static var auth: ServiceStatus { blocked("auth", needs: "backend", dependents: ["websocket"]) }
    static var websocket: ServiceStatus { blocked("websocket", needs: "auth", dependents: []) }

    static var frontend: ServiceStatus {
        var service = ServiceStatus(id: id("frontend"))
        service.verdict = .up
        service.since = at("20:02:11")
        service.latest = [
            Reading(
                probe: ProbeID(service: service.id, index: 0), kind: "http",
                startedAt: Timestamp(seconds: now.seconds - 2), duration: .milliseconds(86),
                outcome: .up, summary: "200",
                equivalentCommand: "curl -sS https://www.example.test/")
        ]
        service.history = history([81, 86, 84, 90, 83, 88, 86, 85, 83, 87, 84, 86], failing: 0)
        return service
    }
}
