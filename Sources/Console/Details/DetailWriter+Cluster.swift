import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about a cluster, with its examples.
    func rows(of cluster: ClusterStatus) -> [StyledText] {
        var rows = TemplateText.styled(cluster.template.string, role: .strong)
            .wrapped(to: columns, indent: 2)
        rows.append(StyledText())
        rows += fact("priority", priority(cluster))
        rows += fact("state", standing(cluster))
        rows += fact("counts", counts(cluster))
        rows += fact("first seen", StyledText(moment(cluster.firstSeen)))
        rows += fact("last seen", StyledText(moment(cluster.lastSeen)))
        rows += fact("from", StyledText(cluster.services.map(\.string).joined(separator: ", ")))
        rows += symptom(cluster)
        rows += trend(cluster)
        rows += samples(cluster)
        return rows
    }

    private func priority(_ cluster: ClusterStatus) -> StyledText {
        var text = StyledText(cluster.priority.label, ClusterWords.role(of: cluster.priority))
        if !cluster.priorityReason.isEmpty { text.add("  \(cluster.priorityReason)") }
        return text
    }

    private func standing(_ cluster: ClusterStatus) -> StyledText {
        if cluster.isSilent {
            return StyledText("SILENT: it used to speak and has stopped", .silent)
        }
        let rate = "\(CountText.grouped(cluster.lastMinute)) in the last minute"
        guard cluster.isNew else { return StyledText(rate) }
        return StyledText([Span("NEW", .new), Span("  \(rate)")])
    }

    private func counts(_ cluster: ClusterStatus) -> StyledText {
        var text = StyledText(CountText.counted(cluster.records, "record"))
        if cluster.lines != cluster.records {
            text.add(", \(CountText.counted(cluster.lines, "line"))")
        }
        for severity in Severity.allCases.reversed() where cluster.counts[severity] > 0 {
            text.add("   ")
            text.add(
                "\(CountText.grouped(cluster.counts[severity])) \(ClusterWords.word(severity))",
                ClusterWords.role(of: severity))
        }
        return text
    }

    private func symptom(_ cluster: ClusterStatus) -> [StyledText] {
        guard let id = cluster.symptomOf else { return [] }
        var text = StyledText("perhaps of cluster \(id.number)", .blocked)
        if let other = state.cluster(id) {
            text.add("  ")
            text += TemplateText.styled(other.template.string, role: .faint)
        }
        return fact("symptom", text)
    }

    private func trend(_ cluster: ClusterStatus) -> [StyledText] {
        guard cluster.trend.count > 1 else { return [] }
        let room = max(8, min(ClusterStatus.trendMinutes, columns - 4))
        let levels = Sparkline.levels(of: cluster.trend, columns: room)
        let signs = levels.map { $0.map(glyphs.level) ?? " " }.joined()
        let most = cluster.trend.suffix(room).max() ?? 0
        return heading(
            "Records a minute", "last \(levels.count) min, at most \(CountText.grouped(most))")
            + [StyledText([Span("  "), Span(signs, .graph)])]
    }

    private func samples(_ cluster: ClusterStatus) -> [StyledText] {
        var rows: [StyledText] = []
        for (index, sample) in cluster.samples.enumerated() {
            let name = index == 0 ? "First example" : "Example"
            rows += heading(name, state.wallClock.timeOrDay(sample.at, now: state.now))
            for (line, text) in sample.lines.enumerated() {
                rows += paragraph(text.string, line == 0 ? .output : .faint, indent: 2)
            }
        }
        return rows
    }
}
