import CellGrid
import IncidentModel
import SafeText

/// What the logs say, folded into patterns.
enum ClustersPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = ClusterList.lines(of: state)
        let inside = box.inset(by: 1)
        let shown = rows.count { $0.id != nil }
        ClustersHeading.heading(of: state, shown: shown, width: box.columns, canvas.glyphs)
            .draw(state, box: box, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state, canvas.glyphs), in: inside)
        }
        drawRows(rows, state, in: inside, on: &canvas)
        let role: ThemeRole = state.focus == .clusters ? .borderActive : .border
        canvas.drawScrollBar(top: state.clusterView.top, count: rows.count, in: box, role: role)
    }

    private static func drawRows(
        _ rows: [ClusterRow], _ state: ConsoleState, in inside: Rect, on canvas: inout Canvas
    ) {
        let area = inside.droppingRight(1)
        let view = state.clusterView
        let inSight = rows.dropFirst(view.top).prefix(inside.rows)
        let clusters = inSight.compactMap { row -> ClusterStatus? in
            if case .cluster(let cluster) = row { cluster } else { nil }
        }
        let columns = ClusterColumns(
            width: area.columns, clusters: clusters, arrangement: state.arrangement)
        let writer = ClusterRowText(
            columns: columns, arrangement: state.arrangement, glyphs: canvas.glyphs)
        let ids = rows.compactMap(\.id)
        let selected = view.position(in: ids).map { ids[$0] }
        for (line, row) in inSight.enumerated() {
            switch row {
            case .cluster(let cluster):
                let isSelected = cluster.id == selected && state.focus == .clusters
                canvas.draw(
                    writer.left(cluster, isSelected: isSelected), right: writer.right(cluster),
                    row: line, in: area)
                if isSelected { canvas.markSelected(row: line, in: inside) }
            case .muted(let count, let lines):
                let key = state.setup.keyMap.label(for: .showMuted)
                let isShown = state.arrangement.showsMuted
                canvas.draw(
                    writer.muted(count, lines: lines, key: key, isShown: isShown), row: line,
                    in: area)
            case .other(let lines): canvas.draw(writer.other(lines: lines), row: line, in: area)
            }
        }
    }

    private static func emptySentences(
        _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> [StyledText] {
        if !state.clusterView.query.isEmpty {
            return [StyledText("No cluster matches. Esc shows all.", .faint)]
        }
        if state.arrangement.range != .all, !state.shownLogs.clusters.isEmpty {
            let key = state.setup.keyMap.label(for: .clusterRange)
            let range = state.arrangement.range.words
            return [StyledText("No cluster spoke in the \(range). \(key) shows more.", .faint)]
        }
        let sources = state.shownLogs.sources
        if sources.isEmpty {
            let own = state.setup.hints[.clusters]?.string ?? ""
            let usual =
                "No log sources yet. List them under `sources:` in quell.yaml: a file, a command or standard input."
            return [StyledText(own.isEmpty ? usual : own, .faint)]
        }
        return [StyledText("No log lines yet.", .faint)] + sources.map(SourceWords.row)
    }
}
