import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// Bad nights: a hundred services behind one, and a few in which everything is remarkable.
extension Fixture {
    static let areas: [DisplayText] = [
        "billing", "search", "orders", "mail", "reports", "stock", "ledger", "media", "tickets",
    ]
    static let parts: [DisplayText] = [
        "api", "worker", "web", "cron", "cache", "feed", "sync", "admin", "export", "hooks", "edge",
    ]

    static func reading(
        _ service: DisplayText, _ outcome: Outcome, _ summary: DisplayText,
        kind: DisplayText = "http",
        milliseconds: Int = 31, phase: DisplayText? = nil, reason: DisplayText = .empty,
        failure: FailureClass? = nil
    ) -> Reading {
        Reading(
            probe: ProbeID(service: id(service), index: 0), kind: kind,
            startedAt: Timestamp(seconds: now.seconds - 3), duration: .milliseconds(milliseconds),
            outcome: outcome, summary: summary, reason: reason, failedPhase: phase,
            failure: failure)
    }

    static var db: ServiceStatus {
        var service = ServiceStatus(id: id("db"))
        service.verdict = .down
        service.cause = .own
        service.since = at("22:13:07")
        service.reason = "connection refused by 10.20.0.7:5432"
        var bad = reading(
            "db", .down, "refused", kind: "postgres", milliseconds: 2, phase: "connect",
            reason: "connection refused by 10.20.0.7:5432", failure: .unreachable)
        bad.phases = [
            PhaseTiming(name: "resolve", duration: .microseconds(300)),
            PhaseTiming(name: "connect", duration: .microseconds(1_900)),
        ]
        bad.evidence = [Evidence(label: "server text", text: "Connection refused")]
        bad.equivalentCommand = "psql 'host=10.20.0.7 dbname=app user=quell' -c 'SELECT 1'"
        service.latest = [bad]
        service.history = history([4, 4, 5, 4], failing: 8)
        return service
    }

    static func behind(_ name: DisplayText, by parent: DisplayText = "db") -> ServiceStatus {
        var service = blocked(name, needs: parent, dependents: [])
        service.cause = .blocked(by: id(parent))
        service.since = at("22:13:09")
        service.reason = "Blocked by \(parent)."
        return service
    }

    /// `db` and 99 services that need it.
    static var storm: [ServiceStatus] {
        var root = db
        let names = areas.flatMap { area in parts.map { "\(area)-\($0)" as DisplayText } }
        let others = names.map { behind($0) }
        root.dependents = others.map(\.id)
        // The root is not the first one in the configuration.
        return Array(others.prefix(40)) + [root] + Array(others.dropFirst(40))
    }

    /// Services of which each is remarkable in its own way.
    static var remarkable: [ServiceStatus] {
        var root = db
        root.dependents = ["api", "web", "mail"].map(id)
        var api = behind("api")
        api.dependents = [id("web")]
        var web = behind("web")
        web.needs = [.one(id("api")), .any([id("cache-a"), id("cache-b")])]
        web.isAlsoBroken = true
        web.latest = [
            reading(
                "web", .down, "expired", phase: "tls", reason: "certificate expired", failure: .tls)
        ]
        var mail = behind("mail")
        mail.verdict = .up
        mail.cause = .none
        mail.reason = .empty
        mail.contradicts = [id("db")]
        mail.since = at("20:02:11")
        mail.latest = [reading("mail", .up, "open", kind: "tcp", milliseconds: 4)]
        var cacheA = frontend
        cacheA.id = id("cache-a")
        cacheA.dependents = [id("web")]
        cacheA.isFlapping = true
        cacheA.changeShare = 0.42
        var cacheB = frontend
        cacheB.id = id("cache-b")
        cacheB.dependents = [id("web")]
        cacheB.verdict = .down
        cacheB.cause = .own
        cacheB.since = at("21:30:00")
        cacheB.latest = [reading("cache-b", .down, "refused", kind: "redis", phase: "connect")]
        cacheB.hold = Hold(
            kind: .maintenance, until: at("23:00:00"), reason: "new disks", by: "nora@laptop")
        var batch = frontend
        batch.id = id("batch")
        batch.hold = Hold(kind: .paused, until: nil, reason: .empty, by: "nora@laptop")
        return [root, api, web, mail, cacheA, cacheB, batch, frontend]
    }

    static func showing(
        _ services: [ServiceStatus], size: Size = Size(columns: 140, rows: 42),
        _ setup: ConsoleSetup = setup
    ) -> ConsoleState {
        var state = outage(setup, size: size)
        state.tell(.servicesChanged(services))
        return state
    }

    static func event(_ body: EventBody, _ sequence: Int = 12) -> JournalEvent {
        JournalEvent(
            sequence: sequence, at: now, monotonic: Int64(sequence), actor: "quell", body: body)
    }

    static let trouble = LocalTrouble(
        since: at("22:13:07"), reason: "no route from here to 192.0.2.1", failing: 12)
}
