import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// Everything about a cluster: what it says, how often, why it matters, what it belongs to.
    func rows(of cluster: ClusterStatus) -> [StyledText] {
        var rows = TemplateText.styled(cluster.template.string, role: .strong)
            .wrapped(to: columns, indent: 2)
        rows += exception(of: cluster)
        rows.append(StyledText())
        rows += fact("priority", priority(cluster))
        rows += ClusterBadge.all(of: cluster).flatMap { badge in
            fact("state", StyledText([Span(badge.word, badge.role), Span("  \(badge.sentence)")]))
        }
        rows += fact("now", StyledText("\(CountText.grouped(cluster.lastMinute)) in the last minute"))
        rows += fact("counts", counts(cluster))
        rows += fact("severity", severities(cluster))
        rows += fact("first seen", StyledText(moment(cluster.firstSeen)))
        rows += fact("last seen", StyledText(moment(cluster.lastSeen)))
        rows += fact("from", StyledText(cluster.services.map(\.string).joined(separator: ", ")))
        rows += fact("by hand", marks(cluster))
        rows += relation(of: cluster)
        rows += symptoms(of: cluster)
        rows += trend(cluster)
        rows += values(of: cluster)
        return rows + samples(cluster)
    }

    private func exception(of cluster: ClusterStatus) -> [StyledText] {
        guard let exception = cluster.exception, !exception.type.isEmpty else { return [] }
        var text = StyledText([Span("  raises ", .faint), Span(exception.type.string, .failed)])
        if !exception.message.isEmpty { text.add(": \(exception.message)") }
        return text.wrapped(to: columns, indent: 4)
    }

    private func priority(_ cluster: ClusterStatus) -> StyledText {
        var text = StyledText(cluster.priority.label, ClusterWords.role(of: cluster.priority))
        if cluster.marks.priority != nil {
            text.add("  set by hand", .strong)
        } else {
            text.add("  proposed", .faint)
        }
        if !cluster.priorityReason.isEmpty {
            text.add(cluster.marks.priority == nil ? ", because: " : "; proposed because: ", .faint)
            text.add(cluster.priorityReason.string)
        }
        return text
    }

    private func counts(_ cluster: ClusterStatus) -> StyledText {
        var text = StyledText(CountText.counted(cluster.records, "record"))
        text.add(", \(CountText.counted(cluster.lines, "line"))")
        let share = ClusterWords.share(cluster.lines, of: state.shownLogs.lines)
        if !share.isEmpty { text.add("  \(glyphs.dot)  \(share) of all lines") }
        return text
    }

    private func severities(_ cluster: ClusterStatus) -> StyledText {
        var text = StyledText()
        for severity in Severity.allCases.reversed() where cluster.counts[severity] > 0 {
            if !text.isEmpty { text.add("   ") }
            text.add(
                "\(CountText.grouped(cluster.counts[severity])) \(ClusterWords.word(severity))",
                ClusterWords.role(of: severity))
        }
        return text
    }

    private func marks(_ cluster: ClusterStatus) -> StyledText {
        let marks = cluster.marks
        var words: [String] = []
        if marks.isPinned { words.append("pinned to the top") }
        if marks.isMuted { words.append("muted; still counted") }
        if let priority = marks.priority { words.append("priority \(priority.label)") }
        if let at = marks.fixedAt { words.append("marked fixed \(moment(at))") }
        if let at = marks.spokeAgainAt { words.append("spoke again \(moment(at))") }
        return StyledText(words.joined(separator: "  \(glyphs.dot)  "))
    }

    private func samples(_ cluster: ClusterStatus) -> [StyledText] {
        var rows: [StyledText] = []
        for (index, sample) in cluster.samples.enumerated() {
            let name = index == 0 ? "Oldest example" : index == 1 ? "Newest examples" : ""
            let at = moment(sample.at)
            rows += name.isEmpty ? [StyledText(), StyledText("  \(at)", .faint)] : heading(name, at)
            for (line, text) in sample.lines.enumerated() {
                rows += paragraph(text.string, line == 0 ? .output : .faint, indent: 2)
            }
        }
        return rows
    }
}
