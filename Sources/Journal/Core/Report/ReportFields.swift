import IncidentModel
import SafeText

/// The names of a report, documented and stable: a name that was published keeps its meaning.
enum ReportFields {
    /// Raised when a name changes its meaning or goes.
    static let version = 1

    /// The whole report.
    static let report: [ReportField<IncidentAccount>] =
        head + parts + [
            .object("record", "the record itself", record) { $0.record }
        ]

    private static let head: [ReportField<IncidentAccount>] = [
        .number("version", "of this form; raised when a name changes its meaning") { _ in version },
        .text("id", "the incident's id") { $0.facts?.id },
        .text("title", "its title") { $0.facts?.title },
        .words("severity", "P0 to P4") { $0.facts?.severity.label },
        .words("status", "open, acknowledged, mitigated or resolved") {
            $0.state.record.status.rawValue
        },
        .words("summary", "severity, status, duration, title and root cause in a few words") {
            $0.summary
        },
        .text("impact", "whom it hurts and how") { $0.facts?.impact },
        .text("rootCause", "the root cause in one sentence; null while nobody marked it") {
            $0.rootCause
        },
        .time("openedAt", "when it was opened") { $0.facts?.openedAt },
        .time("detectedAt", "when it was detected") { $0.facts?.countsFrom },
        .time("resolvedAt", "when it was resolved; null while it is not") {
            $0.state.record.resolution?.at
        },
        .words("zone", "the zone of all times") { $0.clock.zone },
        .seconds("duration", "from the detection to the resolution, or to the newest event") {
            $0.duration
        },
        .words("durationText", "the same in words") { $0.duration.map(DurationText.rough) },
        .seconds("escalateAfter", "when it is escalated, from the detection; null for never") {
            $0.facts?.escalateAfter
        },
        .text("escalateTo", "to whom it is escalated") { $0.facts?.escalateTo },
        .object("metrics", "times from moment to moment; null when one is not recorded", metrics) {
            $0
        },
        .object("availability", "services that were available", availability) { $0 },
    ]

    private static let parts: [ReportField<IncidentAccount>] = [
        .list("cadences", "how often who expects updates", cadence) { $0.facts?.cadences ?? [] },
        .list("severities", "severities in the order in which they held", severity) {
            $0.severities
        },
        .list("moments", "moments that were marked", moment) { $0.moments },
        .list("services", "services by name", service) { account in
            account.services.map { ServiceAtEnd(service: $0, end: account.endedAt) }
        },
        .list("measured", "the metrics with their definitions", metric) { $0.metrics },
        .list("whys", "the five whys in order", why) { $0.state.record.whys },
        .list("hypotheses", "ideas of the cause", hypothesis) { $0.state.record.hypotheses },
        .list("changes", "changes shortly before the onset, the nearest first", change) {
            $0.suspects
        },
        .list("clusters", "log clusters by priority", cluster) { $0.clusters },
        .list("runs", "what was run", run) { $0.runs },
        .list("rollbacks", "rollbacks that were proposed", rollback) { $0.rollbacks },
        .list("files", "files that were written", file) { $0.files },
        .list("criteria", "exit criteria", criterion) { $0.criteria },
        .list("actions", "action items", action) { $0.state.record.actionItems },
        .list("roles", "who had which role", role) { $0.roles },
        .list("updates", "status updates that went out", update) { $0.updates },
        .list("notes", "what people wrote down", note) { $0.notes },
        .list("links", "incidents that people linked", link) { account in
            account.state.record.links.sorted { $0.key < $1.key }.map {
                LinkedIncident(id: $0.key, note: $0.value)
            }
        },
        .list("similar", "past incidents that are like it", similar) { $0.state.record.similar },
        .list("timeline", "what happened, the oldest first", entry) { $0.timeline },
    ]

    /// A service with the moment up to which its outage is counted.
    struct ServiceAtEnd: Sendable {
        var service: ServiceAccount
        var end: Timestamp?
    }

    /// An incident that people linked.
    struct LinkedIncident: Sendable {
        var id: DisplayText
        var note: DisplayText
    }
}

extension IncidentAccount {
    /// `P0, resolved after 42 min: Staging down. Root cause: …`.
    var summary: String {
        guard let facts else { return "Record without an incident" }
        let isOver = state.record.resolution != nil
        let time = duration.map { "\(isOver ? " after" : ", for") \(DurationText.rough($0))" } ?? ""
        let cause = rootCause.map { ". Root cause: \($0)" } ?? ""
        return
            "\(facts.severity.label), \(state.record.status.rawValue)\(time): \(facts.title)\(cause)"
    }

    /// One metric by its kind.
    func metric(_ kind: IncidentMetric.Kind) -> Duration? {
        metrics.first { $0.kind == kind }?.duration
    }

    /// The same in words.
    func metricText(_ kind: IncidentMetric.Kind) -> String {
        metric(kind).map(DurationText.rough) ?? "not recorded"
    }
}
