import CellGrid
import IncidentModel
import SafeText

@testable import Console

/// An outage in which people have decided about clusters, and sources are in trouble.
extension Fixture {
    static var markedClusters: [ClusterStatus] {
        var root = clusters[0]
        root.exception = ExceptionSummary(
            type: "ModuleNotFoundError", message: "No module named 'app.services.monitoring'")
        root.values = [
            VariableValues(
                top: [
                    VariableValues.Value(text: "'app.services.monitoring'", count: 300),
                    VariableValues.Value(text: "'app.services.tracing'", count: 21),
                ], distinct: 2, isManyMore: false, looked: 321)
        ]
        root.counts[.warning] = 12
        root.trend = Array(repeating: 0, count: 48) + root.trend
        root.samples.append(
            LogSample(
                at: at("22:35:14"),
                lines: ["ERROR ModuleNotFoundError: No module named 'app.services.tracing'"]))
        var upstream = clusters[1]
        upstream.isSpiking = true
        upstream.relation = ClusterRelation(
            cause: ClusterID(1),
            evidence: ["began 3 s later", "12 shared request ids", "lb needs backend"],
            isByHand: false)
        var handler = clusters[2]
        handler.exception = ExceptionSummary(type: "KeyError", message: "'tenant_id'")
        handler.template = "Unhandled exception while serving <*> for <*>"
        handler.values = [
            VariableValues(
                top: [VariableValues.Value(text: "/api/v1/session", count: 18)], distinct: 4,
                isManyMore: false, looked: 24),
            VariableValues(
                top: [VariableValues.Value(text: "10.0.4.17", count: 2)], distinct: 64,
                isManyMore: true, looked: 24),
        ]
        handler.marks.isPinned = true
        handler.marks.priority = .p1
        handler.priorityReason = "errors, and it is a symptom of cluster 1"
        handler.relation?.isByHand = true
        var exit = clusters[3]
        exit.isNew = false
        exit.marks.fixedAt = at("22:12:00")
        exit.marks.spokeAgainAt = at("22:31:40")
        var query = clusters[4]
        query.marks.fixedAt = at("22:20:00")
        var session = clusters[5]
        session.lastSeen = at("22:28:52")
        session.trend = Array(session.trend.dropLast(3)) + Array(repeating: 0, count: 8)
        return [root, upstream, handler, exit, query, session] + mutedClusters
    }

    private static var mutedClusters: [ClusterStatus] {
        var health = cluster(
            7, .p3, .info, "GET /healthz <*>", service: "lb", rate: 60,
            trend: [60, 60, 60, 60, 60, 60], records: 2_820)
        health.marks.isMuted = true
        var cron = cluster(
            9, .p3, .notice, "cron ran <*> in <*> ms", service: "worker", rate: 1,
            trend: [1, 1, 1, 1, 1, 1], records: 47)
        cron.marks.isMuted = true
        return [health, cron]
    }

    static var markedLogs: LogStatus {
        var logs = LogStatus()
        logs.clusters = markedClusters
        logs.otherLines = 1_204
        logs.lines = logs.clusters.reduce(1_204) { $0 + $1.lines }
        logs.records = 5_000
        logs.counts[.error] = 412
        logs.counts[.warning] = 233
        logs.sources = sources
        return logs
    }

    static var sources: [SourceStatus] {
        var app = SourceStatus(id: SourceID("app"), kind: "file")
        app.state = .following
        app.format = "python"
        app.lines = 4_102
        app.bytes = 812_344
        app.linesPerSecond = 107.4
        app.lag = .milliseconds(420)
        app.lastLineAt = Timestamp(seconds: now.seconds - 1)
        var api = SourceStatus(id: SourceID("api"), kind: "kubectl")
        api.state = .reconnecting
        api.detail = "error: unable to upgrade connection: pod deleted; tried again in 8 s"
        api.format = "json"
        api.lines = 2_512
        api.bytes = 1_402_000
        api.reconnects = 3
        api.missed = 41
        api.lastLineAt = at("22:34:21")
        var edge = SourceStatus(id: SourceID("edge"), kind: "gcloud")
        edge.state = .following
        edge.lines = 98_000_000
        edge.bytes = 9_800_000_000
        edge.linesPerSecond = 98_210.2
        edge.lag = .seconds(184)
        edge.dropped = 12
        edge.sampled = 40_000
        edge.lastLineAt = now
        let units = SourceStatus(id: SourceID("units"), kind: "journald")
        return [app, api, edge, units]
    }

    /// The outage with clusters that people have decided about.
    static func marked(
        _ setup: ConsoleSetup = setup, size: Size = Size(columns: 140, rows: 42)
    ) -> ConsoleState {
        var state = outage(setup, size: size)
        state.tell(.logsChanged(markedLogs))
        state.type("2")
        return state
    }
}

extension Fixture {
    /// What the journal says when cluster 3 was merged into cluster 1.
    static func merged(_ sequence: Int) -> JournalEvent {
        JournalEvent(
            sequence: sequence, at: now, monotonic: Int64(sequence), actor: "nora@laptop",
            body: .clusterMarked(
                ClusterReference(id: ClusterID(3), template: clusters[2].template),
                .merge(
                    into: ClusterReference(id: ClusterID(1), template: clusters[0].template))))
    }
}
