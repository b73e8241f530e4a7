import IncidentModel
import SafeText

/// The clusters one by one.
extension Worklog {
    private static let sampleLines = 12
    private static let toldValues = 3
    private static let toldVariables = 8

    mutating func addClusters() {
        lines.append("## Log clusters")
        for cluster in told { add(cluster) }
        let rest = status.clusters.count - Self.toldClusters
        if rest > 0 { lines.append(contentsOf: ["", "And \(rest) clusters more."]) }
        lines.append("")
    }

    private mutating func add(_ cluster: ClusterStatus) {
        lines.append("")
        lines.append("### Cluster \(cluster.id.number) (\(cluster.priority.label))")
        lines.append("")
        lines.append(contentsOf: MarkdownText.block([cluster.template]))
        lines.append(
            "- Why \(cluster.priority.label): \(MarkdownText.plain(cluster.priorityReason))")
        addState(of: cluster)
        lines.append(
            "- Count: \(cluster.records) records in \(cluster.lines) lines,"
                + " \(share(of: cluster)) of all records")
        lines.append("- Severity: \(Self.severities(cluster.counts))")
        lines.append(
            "- Seen: \(ClockText.utc(cluster.firstSeen)) to \(ClockText.utc(cluster.lastSeen))")
        if !cluster.services.isEmpty {
            let names = cluster.services.map(MarkdownText.span).joined(separator: ", ")
            lines.append("- Services: \(names)")
        }
        addRelation(of: cluster)
        addException(of: cluster)
        addValues(of: cluster)
        addSamples(of: cluster)
    }

    private mutating func addState(of cluster: ClusterStatus) {
        var words: [String] = []
        if cluster.isNew { words.append("new") }
        if cluster.isSpiking { words.append("far more often than before") }
        if cluster.isSilent { words.append("silent since \(ClockText.utc(cluster.lastSeen))") }
        if !words.isEmpty { lines.append("- State: \(words.joined(separator: ", "))") }
    }

    private mutating func addRelation(of cluster: ClusterStatus) {
        if let relation = cluster.relation {
            let likelihood = relation.isByHand ? "Symptom" : "Looks like a symptom"
            lines.append(
                "- \(likelihood) of cluster \(relation.cause.number):"
                    + " \(Self.evidence(relation))")
        }
        if let related = symptoms[cluster.id] {
            let numbers = related.map { "\($0.id.number)" }.joined(separator: ", ")
            lines.append("- What look like its symptoms: clusters \(numbers)")
        }
    }

    private mutating func addException(of cluster: ClusterStatus) {
        guard let exception = cluster.exception else { return }
        let message = exception.message.isEmpty ? "" : ": " + MarkdownText.span(exception.message)
        lines.append("- Exception: \(MarkdownText.span(exception.type))\(message)")
    }

    private mutating func addValues(of cluster: ClusterStatus) {
        for (index, values) in cluster.values.prefix(Self.toldVariables).enumerated()
        where !values.top.isEmpty {
            let top = values.top.prefix(Self.toldValues)
                .map { "\(MarkdownText.span($0.text)) × \($0.count)" }.joined(separator: ", ")
            let distinct = values.isManyMore ? "more than \(values.distinct)" : "\(values.distinct)"
            let basis = values.looked < cluster.records ? " (of \(values.looked) records)" : ""
            lines.append("- Value \(index + 1): \(top); \(distinct) different\(basis)")
        }
    }

    /// The oldest and the newest example.
    private mutating func addSamples(of cluster: ClusterStatus) {
        guard cluster.priority < .p3, let newest = cluster.samples.last else { return }
        lines.append(contentsOf: ["", "Key lines, the newest:", ""])
        add(newest)
        guard let oldest = cluster.samples.first, oldest.lines != newest.lines else { return }
        lines.append(contentsOf: ["", "The oldest:", ""])
        add(oldest)
    }

    private mutating func add(_ sample: LogSample) {
        lines.append(contentsOf: MarkdownText.block(Array(sample.lines.prefix(Self.sampleLines))))
        let rest = sample.lines.count - Self.sampleLines
        if rest > 0 { lines.append("… and \(rest) lines more") }
    }

    private func share(of cluster: ClusterStatus) -> String {
        let permille = cluster.records * 1_000 / max(status.records, 1)
        return "\(permille / 10).\(permille % 10) %"
    }
}
