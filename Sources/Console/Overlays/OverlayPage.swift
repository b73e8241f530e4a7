import CellGrid
import IncidentModel
import SafeText

/// Help or details: rows of text in a box over all panes, scrolled by the keys of lists.
struct OverlayPage {
    /// What stands in the upper border.
    let title: StyledText
    /// All rows.
    let rows: [StyledText]
    /// The first row shown, as asked for.
    let top: Int
    /// The selected row; nil where rows only scroll.
    private(set) var selected: Int?

    /// Writes the rows of an overlay for a screen of a size.
    init(_ overlay: Overlay, state: ConsoleState, size: Size, glyphs: GlyphSet) {
        let columns = max(10, size.columns - 6)
        switch overlay {
        case .help(let top):
            self.top = top
            title = StyledText("Keys", .titleActive)
            rows = HelpPage.rows(of: state, columns: columns, glyphs: glyphs)
        case .details(let subject, let top):
            self.top = top
            let writer = DetailWriter(state: state, columns: columns, glyphs: glyphs)
            title = writer.title(of: subject)
            rows = writer.rows(of: subject)
        case .graph(let view):
            top = view.top
            selected = view.position(in: GraphPage.ids(of: state))
            title = GraphPage.title(of: state, glyphs)
            rows = GraphPage.rows(of: state, columns: columns, glyphs: glyphs)
        case .sources(let top):
            self.top = top
            let count = state.shownLogs.sources.count
            title = StyledText("Log sources", .titleActive) + StyledText("  \(count)", .count)
            rows = SourcesPage.rows(of: state, columns: columns, glyphs: glyphs)
        case .incident(let view):
            top = view.top
            let page = IncidentPage(state: state, columns: columns, glyphs: glyphs)
            title = page.title
            rows = page.rows.map(\.text)
            selected = view.selected(in: page.rows.map(\.link))
        case .pastReport(let report, let top):
            self.top = top
            title = report.title
            rows = report.rows(columns: columns)
        case .confirmCluster, .confirmRun, .confirmTrust, .confirmRollBack, .confirmFile,
            .confirmCancel, .confirmQuit, .record, .confirmRecord:
            top = 0
            title = StyledText()
            rows = []
        }
    }

    /// The first row shown, within bounds.
    func top(height: Int) -> Int { min(max(0, top), max(0, rows.count - max(1, height))) }

    func draw(in box: Rect, on canvas: inout Canvas) {
        let heading = StyledText(" ") + title + StyledText(" ")
        canvas.draw(heading, row: 0, in: box.topRows(1).inset(columns: 2, rows: 0))
        let inside = box.inset(columns: 3, rows: 1)
        let first = top(height: inside.rows)
        for line in 0..<inside.rows where first + line < rows.count {
            canvas.draw(rows[first + line], row: line, in: inside)
            guard first + line == selected else { continue }
            let bar = box.inset(by: 1)
            canvas.draw(StyledText(canvas.glyphs.selection, .selectionMark), row: line, in: bar)
            canvas.markSelected(row: line, in: bar)
        }
        canvas.drawScrollBar(top: first, count: rows.count, in: box, role: .borderActive)
    }
}

extension ConsoleState {
    /// Scrolls what covers the panes.
    mutating func scrollOverlay(_ movement: Movement) {
        guard let overlay = overlays.last, !overlay.isQuestion else { return }
        if case .graph = overlay { return moveInGraph(movement) }
        if case .record = overlay { return moveInRecord(movement) }
        if case .incident(let view) = overlay { return moveInIncident(view, movement) }
        let glyphs = GlyphSet(asciiOnly: setup.asciiOnly)
        let page = OverlayPage(overlay, state: self, size: size, glyphs: glyphs)
        let height = max(1, layout.body.rows - 2)
        let first = page.top(height: height)
        let limit = max(0, page.rows.count - height)
        let distance: Int =
            switch movement {
            case .rows(let rows): rows
            case .pages(let pages): pages * max(1, height - 1)
            case .start: -first
            case .end: limit - first
            }
        let top = min(max(0, first + distance), limit)
        switch overlay {
        case .help: overlays[overlays.count - 1] = .help(top: top)
        case .details(let subject, _): overlays[overlays.count - 1] = .details(subject, top: top)
        case .sources: overlays[overlays.count - 1] = .sources(top: top)
        case .pastReport(let report, _):
            overlays[overlays.count - 1] = .pastReport(report, top: top)
        case .graph, .incident, .confirmCluster, .confirmRun, .confirmTrust, .confirmRollBack,
            .confirmFile,
            .confirmCancel, .confirmQuit, .record, .confirmRecord:
            break
        }
    }
}
