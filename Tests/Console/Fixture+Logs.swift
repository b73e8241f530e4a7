import IncidentModel
import SafeText

extension Fixture {
    static func cluster(
        _ number: Int, _ priority: Priority, _ severity: Severity, _ template: DisplayText,
        service: DisplayText, rate: Int, trend: [Int], records: Int, isNew: Bool = false,
        isSilent: Bool = false, symptomOf: Int? = nil
    ) -> ClusterStatus {
        var cluster = ClusterStatus(
            id: ClusterID(number), template: template, firstSeen: at("21:48:05"))
        cluster.lastSeen = Timestamp(seconds: now.seconds - 1)
        cluster.counts[severity] = records
        cluster.records = records
        cluster.lines = records
        cluster.priority = priority
        cluster.trend = trend
        cluster.lastMinute = rate
        cluster.services = [service]
        cluster.isNew = isNew
        cluster.isSilent = isSilent
        cluster.relation = symptomOf.map {
            ClusterRelation(cause: ClusterID($0), evidence: ["began later"], isByHand: false)
        }
        return cluster
    }

    static var clusters: [ClusterStatus] {
        var root = cluster(
            1, .p0, .error, "ModuleNotFoundError: No module named <*>", service: "backend",
            rate: 107, trend: [0, 0, 0, 0, 0, 31, 80, 96, 102, 104, 99, 107], records: 321,
            isNew: true)
        root.lines = 2_889
        root.priorityReason = "new, errors, and backend went down 2 s before"
        root.samples = [
            LogSample(
                at: at("21:48:05"),
                lines: [
                    "ERROR ModuleNotFoundError: No module named 'app.services.monitoring'",
                    "Traceback (most recent call last):",
                    "  File \"/app/middleware/auth_context.py\", line 23, in <module>",
                    "    from app.services.monitoring.reporter import set_request_context",
                    "ModuleNotFoundError: No module named 'app.services.monitoring'",
                ])
        ]
        return [
            root,
            cluster(
                2, .p0, .error, "HTTP <*> upstream unavailable", service: "lb", rate: 52,
                trend: [0, 0, 0, 0, 0, 20, 48, 51, 52, 50, 53, 52], records: 156, symptomOf: 1),
            cluster(
                3, .p1, .error,
                "RuntimeError: Failed to setup enhanced middleware with <*> exclusion",
                service: "backend", rate: 8, trend: [0, 0, 0, 0, 0, 2, 6, 8, 8, 7, 8, 8],
                records: 24, symptomOf: 1),
            cluster(
                4, .p1, .warning, "Container called exit(<*>)", service: "backend", rate: 6,
                trend: [0, 0, 0, 0, 0, 2, 6, 6, 6, 6, 6, 6], records: 18, isNew: true, symptomOf: 1),
            cluster(
                5, .p3, .warning, "slow query <*> ms", service: "worker", rate: 1,
                trend: [1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1], records: 61),
            cluster(
                6, .p3, .info, "session <*> opened for <*>", service: "auth", rate: 0,
                trend: [40, 38, 41, 40, 39, 12, 0, 0, 0, 0, 0, 0], records: 704, isSilent: true),
        ]
    }

    static var logs: LogStatus {
        var logs = LogStatus()
        logs.clusters = clusters
        logs.lines = 3_852
        logs.records = 1_284
        logs.counts[.error] = 412
        logs.counts[.warning] = 233
        var source = SourceStatus(id: SourceID("app"), kind: "file")
        source.state = .following
        logs.sources = [source]
        return logs
    }

    static var waitingLogs: LogStatus {
        var logs = LogStatus()
        var app = SourceStatus(id: SourceID("app"), kind: "file")
        app.detail = "waiting for /var/log/app.log"
        var api = SourceStatus(id: SourceID("api"), kind: "command")
        api.state = .following
        logs.sources = [app, api]
        return logs
    }
}
