import IncidentModel
import SafeText

/// The worklog of an analysis: what a person would write down after an hour with the logs.
struct Worklog {
    /// Clusters told one by one; the others are counted.
    private static let toldClusters = 30
    private static let timelineLimit = 40

    let status: LogStatus
    private var lines: [String] = []

    init(status: LogStatus) { self.status = status }

    /// The whole worklog in Markdown.
    mutating func markdown() -> String {
        lines = ["# Log worklog", ""]
        addOverview()
        addClusters()
        addTimeline()
        addTotals()
        return lines.joined(separator: "\n") + "\n"
    }

    private mutating func addOverview() {
        lines.append("## Overview")
        lines.append("")
        let first = status.clusters.map(\.firstSeen).min()
        let last = status.clusters.map(\.lastSeen).max()
        if let first, let last {
            lines.append("- Time range: \(ClockText.utc(first)) to \(ClockText.utc(last))")
        }
        lines.append(
            "- \(status.lines) lines, \(status.records) records, \(status.clusters.count) clusters")
        lines.append("- \(Self.severities(status.counts))")
        let urgent = status.clusters.filter { $0.priority == .p0 }
        if urgent.isEmpty {
            lines.append("- Nothing looks like an outage.")
        } else {
            lines.append("- Looks like an outage: \(urgent.count) clusters of priority P0")
        }
        lines.append("")
    }

    private mutating func addClusters() {
        lines.append("## Log clusters")
        for cluster in status.clusters.prefix(Self.toldClusters) {
            lines.append("")
            lines.append("### Cluster \(cluster.id.number) (\(cluster.priority.label))")
            lines.append("")
            addCode([cluster.template])
            lines.append("- Why \(cluster.priority.label): \(cluster.priorityReason)")
            lines.append(
                "- Count: \(cluster.records) records in \(cluster.lines) lines,"
                    + " \(share(of: cluster)) of all records")
            lines.append("- Severity: \(Self.severities(cluster.counts))")
            lines.append(
                "- Seen: \(ClockText.utc(cluster.firstSeen)) to \(ClockText.utc(cluster.lastSeen))")
            if !cluster.services.isEmpty {
                let names = cluster.services.map(\.string).joined(separator: ", ")
                lines.append("- Services: \(names)")
            }
            if let sample = cluster.samples.last, cluster.priority < .p3 {
                lines.append("")
                addCode(Array(sample.lines.prefix(12)))
            }
        }
        let rest = status.clusters.count - Self.toldClusters
        if rest > 0 { lines.append(contentsOf: ["", "And \(rest) clusters more."]) }
        lines.append("")
    }

    /// A code block whose fence no line of it can end.
    private mutating func addCode(_ code: [DisplayText]) {
        var fence = "```"
        while code.contains(where: { $0.string.contains(fence) }) { fence += "`" }
        lines.append(fence)
        lines.append(contentsOf: code.map(\.string))
        lines.append(fence)
    }

    private mutating func addTimeline() {
        lines.append(contentsOf: ["## Time line", ""])
        let order = status.clusters.filter { $0.severity >= .warning }
            .sorted { ($0.firstSeen, $0.id) < ($1.firstSeen, $1.id) }
        for cluster in order.prefix(Self.timelineLimit) {
            lines.append(
                "- \(ClockText.utc(cluster.firstSeen)) cluster \(cluster.id.number) began"
                    + " (\(cluster.severity))")
        }
        if order.isEmpty { lines.append("No warnings and no errors.") }
        lines.append("")
    }

    private mutating func addTotals() {
        lines.append(contentsOf: ["## Totals", "", "| cluster | priority | records | lines |"])
        lines.append("| --- | --- | --- | --- |")
        for cluster in status.clusters.prefix(Self.toldClusters) {
            lines.append(
                "| \(cluster.id.number) | \(cluster.priority.label) | \(cluster.records)"
                    + " | \(cluster.lines) |")
        }
        let told = status.clusters.prefix(Self.toldClusters).reduce(0) { $0 + $1.lines }
        lines.append("| others | | | \(status.lines - told) |")
        lines.append("| all | | \(status.records) | \(status.lines) |")
    }

    private func share(of cluster: ClusterStatus) -> String {
        let permille = cluster.records * 1_000 / max(status.records, 1)
        return "\(permille / 10).\(permille % 10) %"
    }

    private static func severities(_ counts: SeverityCounts) -> String {
        Severity.allCases.reversed().filter { counts[$0] > 0 }
            .map { "\(counts[$0]) \($0)" }.joined(separator: ", ")
    }
}

/// Moments as text.
enum ClockText {
    /// `2026-11-21 02:32:40 UTC`.
    static func utc(_ moment: Timestamp) -> String {
        let day = CalendarDay(seconds: moment.seconds)
        let second = ((moment.seconds % 86_400) + 86_400) % 86_400
        return "\(padded(day.year, 4))-\(padded(day.month, 2))-\(padded(day.day, 2))"
            + " \(padded(second / 3_600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2)) UTC"
    }

    private static func padded(_ number: some BinaryInteger, _ width: Int) -> String {
        let digits = "\(number)"
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
