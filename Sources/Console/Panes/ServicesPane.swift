import CellGrid
import IncidentModel
import SafeText

/// The services: are they up, and which one is the cause.
enum ServicesPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = ServiceList.lines(of: state)
        let inside = box.inset(by: 1)
        heading(state, rows, width: box.columns, canvas.glyphs).draw(state, box: box, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        drawRows(rows, state, in: inside, on: &canvas)
        let role: ThemeRole = state.focus == .services ? .borderActive : .border
        canvas.drawScrollBar(top: state.serviceView.top, count: rows.count, in: box, role: role)
    }

    private static func drawRows(
        _ rows: [ServiceRow], _ state: ConsoleState, in inside: Rect, on canvas: inout Canvas
    ) {
        let view = state.serviceView
        let ids = rows.compactMap(\.id)
        let selected = view.position(in: ids).map { ids[$0] }
        let writer = ServiceRowText(
            columns: ServiceColumns(
                width: inside.columns - 1, services: rows.compactMap(\.service)),
            clock: state.wallClock, now: state.now, glyphs: canvas.glyphs)
        let key = state.setup.keyMap.label(for: .foldBlocked)
        for (line, row) in rows.dropFirst(view.top).prefix(inside.rows).enumerated() {
            let isSelected = row.id != nil && row.id == selected && state.focus == .services
            let text =
                switch row {
                case .service(let service): writer.service(service, isSelected: isSelected)
                case .root(let service, let blocks, let withReason):
                    writer.root(service, blocks: blocks, withReason: withReason)
                case .reason(let service): writer.reason(service)
                case .suspect(let change): writer.suspect(change)
                case .blocked(let root, let count, let isOpen):
                    writer.blocked(
                        by: root, count: count, isOpen: isOpen, isSelected: isSelected, key: key)
                }
            canvas.draw(text, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
    }

    private static func heading(
        _ state: ConsoleState, _ rows: [ServiceRow], width: Int, _ glyphs: GlyphSet
    ) -> PaneHeading {
        let all = state.shownServices
        let isFiltered = !state.serviceView.query.isEmpty
        let shown = isFiltered ? rows.compactMap(\.service).count : all.count
        var heading = PaneHeading(pane: .services, rows: (shown, all.count))
        guard !all.isEmpty else { return heading }
        // Name, number, filter and the state of the view come first.
        let isMarked = isFiltered || state.missed(.services) != nil
        let room = isMarked ? 0 : width - 20
        heading.details = ServiceRollup(all).words(columns: room, dot: glyphs.dot)
        let order = StyledText(ServiceOrder.urgency.words, .count)
        if state.serviceOrder == .urgency, heading.details.width + order.width + 3 <= room {
            heading.trailing = order
        }
        return heading
    }

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        if !state.serviceView.query.isEmpty {
            return [StyledText("No service matches. Esc shows all.", .faint)]
        }
        let own = state.setup.hints[.services]?.string ?? ""
        let usual = "No services yet. List them under `services:` in quell.yaml, each with a probe."
        return [StyledText(own.isEmpty ? usual : own, .faint)]
    }
}
