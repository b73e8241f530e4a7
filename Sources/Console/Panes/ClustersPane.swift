import CellGrid
import IncidentModel
import SafeText

/// What the logs say, folded into patterns.
enum ClustersPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = ClusterList.rows(of: state)
        let inside = box.inset(by: 1)
        let area = inside.droppingRight(1)
        heading(state, shown: rows.count, width: box.columns, canvas.glyphs)
            .draw(state, box: box, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        let view = state.clusterView
        let inSight = rows.dropFirst(view.top).prefix(inside.rows)
        let columns = ClusterColumns(width: area.columns, clusters: inSight)
        let selected = view.position(in: rows.map(\.id))
        for line in 0..<inside.rows {
            let index = view.top + line
            guard index < rows.count else { break }
            let cluster = rows[index]
            let isSelected = index == selected && state.focus == .clusters
            canvas.draw(
                left(cluster, columns, canvas.glyphs, isSelected: isSelected),
                right: right(cluster, columns, canvas.glyphs), row: line, in: area)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
        let role: ThemeRole = state.focus == .clusters ? .borderActive : .border
        canvas.drawScrollBar(top: view.top, count: rows.count, in: box, role: role)
    }

    private static func heading(
        _ state: ConsoleState, shown: Int, width: Int, _ glyphs: GlyphSet
    ) -> PaneHeading {
        let logs = state.shownLogs
        var heading = PaneHeading(pane: .clusters, rows: (shown, logs.clusters.count))
        if width < 50 { heading.name = Pane.clusters.shortTitle }
        guard logs.lines > 0 else { return heading }
        let dot = " \(glyphs.dot) "
        var details = StyledText("\(logs.clusters.count)", .count)
        details.add("\(dot)\(CountText.counted(logs.lines, "line"))", .count)
        if logs.counts.errors > 0 {
            details.add(dot, .count)
            details.add("\(CountText.grouped(logs.counts.errors)) E", .priority0)
        }
        if logs.counts[.warning] > 0 {
            details.add(logs.counts.errors > 0 ? " " : dot, .count)
            details.add("\(CountText.grouped(logs.counts[.warning])) W", .priority1)
        }
        if let trouble = logs.sources.first(where: {
            $0.state == .failed || $0.state == .reconnecting
        }) {
            details.add("\(dot)\(trouble.id.name) \(trouble.state.rawValue)", .degraded)
        } else if let dropped = logs.sources.first(where: { $0.dropped > 0 }) {
            details.add(
                "\(dot)\(dropped.id.name) lost \(CountText.counted(dropped.dropped, "line"))",
                .degraded)
        }
        heading.details = details
        return heading
    }

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        if !state.clusterView.query.isEmpty {
            return [StyledText("No cluster matches. Esc shows all.", .faint)]
        }
        let sources = state.shownLogs.sources
        if sources.isEmpty {
            let own = state.setup.hints[.clusters]?.string ?? ""
            let usual =
                "No log sources yet. List them under `sources:` in quell.yaml: a file, a command or standard input."
            return [StyledText(own.isEmpty ? usual : own, .faint)]
        }
        let sentence = StyledText("No log lines yet.", .faint)
        return [sentence] + sources.map(SourceWords.row)
    }

    private static func left(
        _ cluster: ClusterStatus, _ columns: ClusterColumns, _ glyphs: GlyphSet, isSelected: Bool
    ) -> StyledText {
        let number = TextWidth.padded(
            String(cluster.id.number), toColumns: columns.number, alignment: .right)
        var text = StyledText([
            Span(isSelected ? glyphs.selection : " ", .selectionMark), Span(number, .faint),
            Span(" "), Span(cluster.priority.label, ClusterWords.role(of: cluster.priority)),
            Span(" "),
        ])
        text += badge(cluster, width: columns.badge, glyphs)
        if columns.graph > 0 {
            text.add(" ")
            text += graph(cluster, width: columns.graph, glyphs)
        }
        let rate = "\(CountText.short(cluster.lastMinute))/m"
        text.add(
            " " + TextWidth.padded(rate, toColumns: 6, alignment: .right) + " ",
            cluster.lastMinute > 0 ? .text : .faint)
        if columns.service > 0 {
            let name = cluster.services.first?.string ?? ""
            text.add(
                " " + TextWidth.padded(name, toColumns: columns.service, ellipsis: glyphs.ellipsis)
                    + "  ", .faint)
        }
        let role: ThemeRole = cluster.isSilent ? .faint : .text
        return text + TemplateText.styled(cluster.template.string, role: role)
    }

    private static func badge(
        _ cluster: ClusterStatus, width: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let isShort = width < 6
        if cluster.isSilent {
            return StyledText(isShort ? glyphs.dash : "SILENT", .silent)
        }
        if cluster.isNew { return StyledText(isShort ? glyphs.live : "NEW   ", .new) }
        return StyledText(String(repeating: " ", count: width))
    }

    private static func graph(
        _ cluster: ClusterStatus, width: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let levels = Sparkline.levels(of: cluster.trend, columns: width)
        let role: ThemeRole = cluster.isSilent ? .faint : .graph
        let signs = levels.map { $0.map(glyphs.level) ?? " " }.joined()
        return StyledText([
            Span(String(repeating: " ", count: width - levels.count)), Span(signs, role),
        ])
    }

    private static func right(
        _ cluster: ClusterStatus, _ columns: ClusterColumns, _ glyphs: GlyphSet
    ) -> StyledText {
        guard columns.symptom > 0 else { return StyledText() }
        let text = cluster.symptomOf.map { "\(glyphs.symptomOf)\($0.number)" } ?? ""
        let width = columns.symptom + (glyphs.asciiOnly ? 1 : 0)
        return StyledText(TextWidth.padded(text, toColumns: width), .blocked)
    }
}
