import IncidentModel
import SafeText

/// The worklog of an analysis: what a person would write down after an hour with the logs.
///
/// The same for the same input, and ready to be put into an issue.
struct Worklog {
    /// Clusters told one by one; the others are counted.
    static let toldClusters = 30
    private static let timelineLimit = 40

    let analysis: LogAnalysis
    var status: LogStatus { analysis.status }
    /// Symptoms of each cluster, in the order of the clusters.
    let symptoms: [ClusterID: [ClusterStatus]]
    var lines: [String] = []

    init(_ analysis: LogAnalysis) {
        self.analysis = analysis
        let related = analysis.status.clusters.filter { $0.relation != nil }
        symptoms = Dictionary(grouping: related) { $0.symptomOf ?? $0.id }
    }

    /// The clusters that are told one by one.
    var told: ArraySlice<ClusterStatus> { status.clusters.prefix(Self.toldClusters) }

    /// The whole worklog in Markdown.
    mutating func markdown() -> String {
        lines = ["# Log worklog", ""]
        addOverview()
        addClusters()
        addRelations()
        addTimeline()
        addTotals()
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func addOverview() {
        lines.append(contentsOf: ["## Overview", ""])
        let first = status.clusters.map(\.firstSeen).min()
        let last = status.clusters.map(\.lastSeen).max()
        if let first, let last {
            lines.append("- Time range: \(ClockText.utc(first)) to \(ClockText.utc(last))")
        }
        lines.append(
            "- \(Self.counted(status.lines, "line")), \(Self.counted(status.records, "record")),"
                + " \(Self.counted(status.clusters.count, "cluster"))")
        addFilter()
        if status.records > 0 { lines.append("- \(Self.severities(status.counts))") }
        for source in status.sources {
            let format = source.format.isEmpty ? "" : ", format \(source.format)"
            let detail = source.detail.isEmpty ? "" : "; \(source.detail)"
            lines.append(
                "- Source \(MarkdownText.span(source.id.name)): \(Self.counted(source.lines, "line"))"
                    + "\(format)\(detail)")
        }
        addVerdict()
        lines.append("")
    }

    /// What was left out is told, so that no count is mistaken for the whole.
    private mutating func addFilter() {
        let filter = analysis.filter
        guard !filter.isEmpty else { return }
        let filtered = analysis.filtered
        lines.append("- Lines read: \(analysis.linesRead); left out: \(filtered.total), of these:")
        if filter.since != nil || filter.until != nil {
            let since = filter.since.map { "from \(ClockText.utc($0)) " } ?? ""
            let until = filter.until.map { "until \(ClockText.utc($0)) " } ?? ""
            lines.append(
                "  - \(filtered.outsideRange) are outside the time range (\(since)\(until)is shown)"
            )
            if status.records == 0, let newest = filtered.newestBefore {
                lines.append("  - the newest record before it is from \(ClockText.utc(newest))")
            }
        }
        if filter.minimumSeverity > .unknown {
            lines.append(
                "  - \(filtered.belowSeverity) are below \(filter.minimumSeverity), or do not say how"
                    + " serious they are")
        }
    }

    /// `1 line`, `2 lines`.
    static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private mutating func addVerdict() {
        let urgent = status.clusters.filter { $0.priority == .p0 }
        guard !urgent.isEmpty else {
            lines.append("- Nothing looks like an outage.")
            return
        }
        let plural = urgent.count == 1 ? "cluster" : "clusters"
        lines.append("- Looks like an outage: \(urgent.count) \(plural) of priority P0")
        let causes = urgent.filter { $0.relation == nil }
            .sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
        guard let cause = causes.first else { return }
        let count = symptoms[cause.id]?.count ?? 0
        lines.append(
            "- Look first at cluster \(cause.id.number), \(MarkdownText.span(cause.template))"
                + (count > 0 ? ": \(count) of the others look like its symptoms" : ""))
    }

    private mutating func addRelations() {
        guard !symptoms.isEmpty else { return }
        lines.append(contentsOf: [
            "## Relations", "",
            "Proposed from the log and from what services need; none is certain.",
        ])
        for (cause, related) in symptoms.sorted(by: { $0.key < $1.key }) {
            lines.append("")
            let template = status.clusters.first { $0.id == cause }?.template ?? .empty
            lines.append("- Cluster \(cause.number), \(MarkdownText.span(template))")
            for symptom in related {
                lines.append(
                    "  - cluster \(symptom.id.number), \(MarkdownText.span(symptom.template)):"
                        + " \(Self.evidence(symptom.relation))")
            }
        }
        lines.append("")
    }

    private mutating func addTimeline() {
        lines.append(contentsOf: ["## Time line", ""])
        var moments: [(at: Timestamp, id: ClusterID, words: String)] = []
        for cluster in status.clusters where cluster.severity >= .warning {
            moments.append(
                (
                    cluster.firstSeen, cluster.id,
                    "began (\(cluster.severity)): \(MarkdownText.span(cluster.template))"
                ))
            if cluster.isSilent {
                moments.append((cluster.lastSeen, cluster.id, "spoke last"))
            }
        }
        moments.sort { ($0.at, $0.id) < ($1.at, $1.id) }
        for moment in moments.prefix(Self.timelineLimit) {
            lines.append(
                "- \(ClockText.utc(moment.at)) cluster \(moment.id.number) \(moment.words)")
        }
        let rest = moments.count - Self.timelineLimit
        if rest > 0 { lines.append("- and \(rest) moments more") }
        if moments.isEmpty { lines.append("No warnings and no errors.") }
        lines.append("")
    }

    private mutating func addTotals() {
        lines.append(contentsOf: ["## Totals", "", "| cluster | priority | records | lines |"])
        lines.append("| --- | --- | --- | --- |")
        for cluster in told {
            lines.append(
                "| \(cluster.id.number) | \(cluster.priority.label) | \(cluster.records)"
                    + " | \(cluster.lines) |")
        }
        let records = told.reduce(0) { $0 + $1.records }
        let known = told.reduce(0) { $0 + $1.lines }
        lines.append("| others | | \(status.records - records) | \(status.lines - known) |")
        if !analysis.filter.isEmpty {
            lines.append("| left out | | | \(analysis.filtered.total) |")
        }
        lines.append("| all | | \(status.records) | \(analysis.linesRead) |")
    }

    /// The reasons of a relation as one phrase.
    static func evidence(_ relation: ClusterRelation?) -> String {
        (relation?.evidence ?? []).map(MarkdownText.plain).joined(separator: "; ")
    }

    /// Counts by severity, the most serious first.
    static func severities(_ counts: SeverityCounts) -> String {
        Severity.allCases.reversed().filter { counts[$0] > 0 }
            .map { "\(counts[$0]) \($0 == .unknown ? "without severity" : "\($0)")" }
            .joined(separator: ", ")
    }
}
