import IncidentModel
import SafeText

extension ReportFields {
    static let metrics: [ReportField<IncidentAccount>] = IncidentMetric.Kind.allCases.flatMap {
        kind -> [ReportField<IncidentAccount>] in
        [
            .seconds(kind.rawValue, kind.definition) { $0.metric(kind) },
            .words(kind.rawValue + "Text", "the same in words, or 'not recorded'") {
                $0.metricText(kind)
            },
        ]
    }

    static let availability: [ReportField<IncidentAccount>] = [
        .number("services", "services in the record") { $0.services.count },
        .number("unavailable", "those not available at the end of the record") {
            $0.unavailableNow
        },
        .number("worstPercent", "available services at the worst moment, in percent") {
            $0.worst?.availablePercent
        },
        .number("worstUnavailable", "services not available at the worst moment") {
            $0.worst?.unavailable
        },
        .time("worstAt", "the worst moment") { $0.worst?.at },
    ]

    static let cadence: [ReportField<UpdateCadence>] = [
        .text("audience", "who") { $0.audience }, .seconds("every", "how often") { $0.every },
    ]

    static let severity: [ReportField<SeverityTerm>] = [
        .words("severity", "P0 to P4") { $0.severity.label }, .time("at", "from when") { $0.at },
        .text("by", "who set it") { $0.by }, .text("reason", "why") { $0.reason },
    ]

    static let moment: [ReportField<MomentAccount>] = [
        .words("moment", "detected, acknowledged, mitigated, resolved or reopened") {
            $0.moment.rawValue
        },
        .time("at", "when it was") { $0.at }, .text("by", "who said so") { $0.by },
        .text("reason", "why") { $0.reason },
        .texts("unmet", "exit criteria that did not hold") { $0.unmet },
        .number("event", "the event that says so") { $0.event },
    ]

    static let service: [ReportField<ServiceAtEnd>] = [
        .text("name", "the service") { $0.service.id.name },
        .words("status", "its verdict at the end") { $0.service.now.to.rawValue },
        .text("standing", "its verdict and cause in words") { $0.service.now.standing },
        .time("since", "since when") { $0.service.now.since },
        .text("reason", "why it is not up") { $0.service.now.reason },
        .words("worst", "its worst verdict") { $0.service.worst.look.rawValue },
        .text("error", "why, at worst") { $0.service.worst.reason },
        .time("downAt", "when it was first down by its own fault") { $0.service.firstOwnFault },
        .seconds("unavailable", "how long it was not available") { about in
            about.end.map { about.service.unavailable(until: $0) }
        },
        .list("bands", "its verdicts over time", band) { $0.service.bands },
    ]

    private static let band: [ReportField<VerdictBand>] = [
        .words("verdict", "up, degraded, down, blocked or unknown") { $0.look.rawValue },
        .time("from", "from when") { $0.from },
        .time("until", "until when; null while it lasts") { $0.until },
    ]

    static let metric: [ReportField<IncidentMetric>] = [
        .words("name", "what is measured") { $0.kind.title },
        .seconds("time", "how long; null when a moment is not recorded") { $0.duration },
        .words("definition", "from what to what") { $0.kind.definition },
        .object("from", "the first moment; null when it is not recorded", mark) { $0.from },
        .object("to", "the second moment; null when it is not recorded", mark) { $0.to },
    ]

    private static let mark: [ReportField<IncidentMetric.Mark>] = [
        .time("at", "when") { $0.at }, .number("event", "the event that tells") { $0.event },
        .text("text", "what it says") { $0.text },
    ]

    static let why: [ReportField<Why>] = [
        .number("number", "its place, from 1") { $0.number },
        .text("question", "the question") { $0.question },
        .text("answer", "the answer; empty while nobody knows") { $0.answer },
        .flag("isRootCause", "whether the answer is the root cause") { $0.isRootCause },
        .texts("evidence", "what supports it") { $0.evidence.map(\.line) },
    ]

    static let hypothesis: [ReportField<Hypothesis>] = [
        .number("number", "its number, from 1") { $0.number },
        .text("text", "the idea") { $0.text },
        .words("standing", "open, confirmed or discarded") { $0.standing.rawValue },
        .text("reason", "what was tried") { $0.reason },
        .texts("evidence", "what supports that") { $0.evidence.map(\.line) },
    ]

    static let change: [ReportField<SuspectedChange>] = [
        .seconds("before", "how long before the onset") { $0.before },
        .wallTime("at", "when it was made") { $0.change.at },
        .text("source", "who told of it") { $0.change.source },
        .text("id", "such as a commit") { $0.change.id },
        .text("title", "what it is") { $0.change.title },
        .text("author", "who made it") { $0.change.author },
        .texts("services", "services that it may concern; none for any") {
            $0.change.services.map(\.name)
        },
    ]

    static let cluster: [ReportField<ClusterAccount>] = [
        .number("number", "its number") { $0.id.number },
        .text("template", "what it says, with <*> for what varies") { $0.template },
        .words("severity", "its worst severity") { "\($0.severity)" },
        .words("priority", "P0 to P3; null when it is not known") { $0.priority?.label },
        .number("records", "how many; null when it is not known") { $0.counts?.total },
        .number("errors", "errors and worse among them") { $0.counts?.errors },
        .numbers("trend", "records a minute, oldest first; empty when not known") { $0.trend },
        .time("first", "the first thing known of it") { $0.first },
        .time("last", "the newest thing known of it") { $0.last },
        .words("standing", "active, silent or fixed") { $0.standing },
        .text("relation", "how it is related to another one; null when it is not") { $0.relation },
        .texts("decisions", "what people decided about it, in order") { $0.decisions },
    ]
}
