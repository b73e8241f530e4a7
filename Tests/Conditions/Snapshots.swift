import Conditions
import IncidentModel
import SafeText

/// Builds snapshots in which all times are seconds before now.
enum Snapshots {
    static let now = Timestamp(seconds: 1_000_000)

    static func ago(_ seconds: Int) -> Timestamp { now + .seconds(-seconds) }

    static func service(
        _ name: DisplayText, _ verdict: Verdict = .up, since: Int? = 100,
        readings: [(Outcome, Int)] = [(.up, 20)], isStale: Bool = false,
        transition: Transition = .steady
    ) -> ServiceStatus {
        var service = ServiceStatus(id: ServiceID(name))
        service.verdict = verdict
        service.since = since.map(ago)
        service.isStale = isStale
        service.transition = transition
        service.latest = readings.enumerated().map { index, reading in
            Reading(
                probe: ProbeID(service: service.id, index: index), kind: "http", startedAt: ago(1),
                duration: .milliseconds(reading.1), outcome: reading.0)
        }
        return service
    }

    static func cluster(
        _ number: Int, _ template: DisplayText, lastSeen: Int, lastMinute: Int = 0,
        errors: Int = 0, trend: [Int] = []
    ) -> ClusterStatus {
        var cluster = ClusterStatus(
            id: ClusterID(number), template: template, firstSeen: ago(5000))
        cluster.lastSeen = ago(lastSeen)
        cluster.lastMinute = lastMinute
        cluster.trend = trend
        cluster.counts[.error] = errors
        return cluster
    }

    static func source(
        _ state: SourceState = .following, lastLine: Int? = 1
    ) -> SourceStatus {
        var source = SourceStatus(id: SourceID("app"), kind: "file")
        source.state = state
        source.lastLineAt = lastLine.map(ago)
        return source
    }

    static func snapshot(
        services: [ServiceStatus] = [], clusters: [ClusterStatus] = [],
        sources: [SourceStatus] = [source()], watched: Int = 10_000, evictedErrors: Int = 0
    ) -> ModelSnapshot {
        var logs = LogStatus()
        logs.clusters = clusters
        logs.sources = sources
        logs.counts[.error] = clusters.reduce(evictedErrors) { $0 + $1.counts.errors }
        return ModelSnapshot(
            now: now, watchingSince: ago(watched), services: services, logs: logs)
    }

    /// The judgement in one word, with the seconds that remain.
    static func word(_ condition: String, _ snapshot: ModelSnapshot) throws -> String {
        switch try Condition.parse(condition).judge(snapshot) {
        case .met: "met"
        case .holding(_, let remaining): "holding \(remaining.wholeSeconds)"
        case .unmet: "unmet"
        case .noData: "no data"
        }
    }
}
