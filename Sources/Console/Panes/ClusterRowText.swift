import CellGrid
import IncidentModel
import SafeText

/// Writes the rows of the log clusters pane.
struct ClusterRowText {
    /// How wide each column is.
    let columns: ClusterColumns
    /// How the clusters are arranged.
    let arrangement: ClusterArrangement
    /// The signs to write with.
    let glyphs: GlyphSet

    /// What stands at the left of a cluster's row.
    func left(_ cluster: ClusterStatus, isSelected: Bool) -> StyledText {
        let number = TextWidth.padded(
            String(cluster.id.number), toColumns: columns.number, alignment: .right)
        var text = StyledText([
            Span(isSelected ? glyphs.selection : " ", .selectionMark), Span(number, .faint),
            Span(cluster.marks.isPinned ? glyphs.pinned : " ", .key),
            Span(cluster.priority.label, ClusterWords.role(of: cluster.priority)), Span(" "),
        ])
        text += badge(cluster)
        if columns.graph > 0 {
            text.add(" ")
            text += graph(cluster)
        }
        let rate = "\(CountText.short(cluster.lastMinute))/m"
        text.add(
            " " + TextWidth.padded(rate, toColumns: 6, alignment: .right) + " ",
            cluster.lastMinute > 0 ? .text : .faint)
        text += count(arrangement.range.count(of: cluster))
        if columns.service > 0 {
            let name = cluster.services.first?.string ?? ""
            text.add(
                " " + TextWidth.padded(name, toColumns: columns.service, ellipsis: glyphs.ellipsis)
                    + "  ", .faint)
        }
        text += words(cluster)
        return cluster.marks.isMuted ? StyledText(text.plain, .faint) : text
    }

    /// What stands at the right of a cluster's row.
    func right(_ cluster: ClusterStatus) -> StyledText {
        guard columns.symptom > 0 else { return StyledText() }
        let text = cluster.symptomOf.map { "\(glyphs.symptomOf)\($0.number)" } ?? ""
        let width = columns.symptom + (glyphs.asciiOnly ? 1 : 0)
        let role: ThemeRole = cluster.marks.isMuted ? .faint : .blocked
        return StyledText(TextWidth.padded(text, toColumns: width), role)
    }

    /// The row that stands for muted clusters.
    func muted(_ count: Int, lines: Int, key: String, isShown: Bool) -> StyledText {
        let does = isShown ? "hides" : "shows"
        let hint = key.isEmpty ? "" : " \(glyphs.dot) \(key) \(does) them"
        return summary("\(count) muted \(glyphs.dot) \(CountText.counted(lines, "line"))\(hint)")
    }

    /// The row that stands for clusters that the engine let go.
    func other(lines: Int) -> StyledText {
        summary("other \(glyphs.dot) \(CountText.counted(lines, "line")) of rare clusters that were let go")
    }

    private func summary(_ text: String) -> StyledText {
        StyledText(String(repeating: " ", count: columns.number + 2) + text, .faint)
    }

    /// The exception says more than the sentence around it, unless that names it already.
    private func words(_ cluster: ClusterStatus) -> StyledText {
        let role: ThemeRole = cluster.isSilent ? .faint : .text
        let template = cluster.template.string
        guard let exception = cluster.exception, !exception.type.isEmpty,
            !template.contains(exception.type.string)
        else { return TemplateText.styled(template, role: role) }
        var text = StyledText(exception.type.string, cluster.isSilent ? .faint : .strong)
        if !exception.message.isEmpty { text.add(": \(exception.message)", role) }
        text.add("  ")
        return text + TemplateText.styled(template, role: .faint)
    }

    private func badge(_ cluster: ClusterStatus) -> StyledText {
        guard let badge = ClusterBadge.first(of: cluster) else {
            return StyledText(String(repeating: " ", count: columns.badge))
        }
        let text = columns.badge < ClusterBadge.width ? badge.sign(glyphs) : badge.word
        return StyledText(TextWidth.padded(text, toColumns: columns.badge), badge.role)
    }

    private func count(_ count: Int) -> StyledText {
        guard columns.count > 0 else { return StyledText() }
        let text = columns.count < 5 ? CountText.short(count) : CountText.grouped(count)
        let padded = TextWidth.padded(text, toColumns: columns.count, alignment: .right)
        return StyledText(padded + " ", .count)
    }

    private func graph(_ cluster: ClusterStatus) -> StyledText {
        let levels = Sparkline.levels(of: cluster.trend, columns: columns.graph)
        let role: ThemeRole = cluster.isSilent ? .faint : .graph
        let signs = levels.map { $0.map(glyphs.level) ?? " " }.joined()
        return StyledText([
            Span(String(repeating: " ", count: columns.graph - levels.count)), Span(signs, role),
        ])
    }
}
