import CellGrid
import IncidentModel
import SafeText

/// What happened: a row an entry with the newest at the top, or with no room the newest in the border.
enum TimelinePane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = TimelineList.rows(of: state)
        let inside = box.inset(by: 1)
        var heading = heading(state, rows)
        if inside.rows == 0 {
            heading.details = inline(
                TimelineList.newest(of: state), state, width: box.columns - 18, canvas.glyphs)
        }
        heading.draw(state, box: box, on: &canvas)
        guard inside.rows > 0 else { return }
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        drawRows(rows, state, box: box, on: &canvas)
    }

    /// The name with the number of all entries, and what the filter found of how many.
    private static func heading(_ state: ConsoleState, _ rows: [JournalEvent]) -> PaneHeading {
        let page = state.shownTimeline
        let query = state.timelineView.query
        let all = max(state.incident.lastSequence, page.total)
        var heading = PaneHeading(pane: .timeline)
        if query.isEmpty {
            if all > 0 { heading.details = StyledText(CountText.grouped(all), .count) }
        } else if query.hasExpression {
            heading.rows = (rows.count, page.events.count)
            heading.rowsNote = "loaded"
        } else if page.filter == query.storeFilter {
            heading.rows = (page.total, all)
        } else {
            heading.rows = (rows.count, page.events.count)
            heading.rowsNote = "loaded so far"
        }
        return heading
    }

    private static func drawRows(
        _ rows: [JournalEvent], _ state: ConsoleState, box: Rect, on canvas: inout Canvas
    ) {
        let inside = box.inset(by: 1)
        let view = state.timelineView
        let selected = TimelineList.position(in: rows, of: state)
        let top = min(view.top, max(0, rows.count - 1))
        for line in 0..<inside.rows where top + line < rows.count {
            let event = rows[top + line]
            let isSelected = top + line == selected && state.focus == .timeline
            let text = row(
                event, state, canvas.glyphs, isSelected: isSelected, width: inside.columns)
            canvas.draw(text, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
        let role: ThemeRole = state.focus == .timeline ? .borderActive : .border
        // The bar stands for the whole journal, as far as it is known where the rows are in it.
        let page = state.shownTimeline
        let isWhole = rows.count == page.events.count
        canvas.drawScrollBar(
            top: isWhole ? page.offset + top : top, count: isWhole ? page.total : rows.count,
            in: box, role: role)
    }

    private static func row(
        _ event: JournalEvent, _ state: ConsoleState, _ glyphs: GlyphSet, isSelected: Bool,
        width: Int
    ) -> StyledText {
        var text = StyledText([
            Span(isSelected ? glyphs.selection : " ", .selectionMark),
            Span(state.wallClock.timeOrDay(event.at, now: state.now), .faint), Span("  "),
        ])
        if width >= 70 {
            let actor = TextWidth.padded(
                event.actor.string, toColumns: 14, ellipsis: glyphs.ellipsis)
            text.add(actor + "  ", .faint)
        }
        text.add(event.headline.string, EventWords.role(of: event))
        return text
    }

    /// As many of the newest entries as fit, the newest at the right, where the eye ends.
    private static func inline(
        _ rows: [JournalEvent], _ state: ConsoleState, width: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        guard !rows.isEmpty else { return StyledText("nothing yet", .faint) }
        var entries: [StyledText] = []
        var used = 0
        for event in rows {
            var entry = StyledText(
                state.wallClock.timeOrDay(event.at, now: state.now) + " ", .faint)
            entry.add(event.headline.string, EventWords.role(of: event))
            let needed = entry.width + (entries.isEmpty ? 0 : 3)
            if used + needed > width, !entries.isEmpty {
                let left = width - used - 3
                if left >= 24 {
                    entries.append(entry.truncated(to: left, ellipsis: glyphs.ellipsis))
                }
                break
            }
            used += needed
            entries.append(entry)
        }
        let separator = StyledText(" \(glyphs.dot) ", .faint)
        return entries.reversed().reduce(StyledText()) { joined, entry in
            joined.isEmpty ? entry : joined + separator + entry
        }
    }

    private static func moveKeys(_ state: ConsoleState) -> String {
        let keys = [ConsoleAction.moveDown, .moveUp].map { state.setup.keyMap.label(for: $0) }
        return keys.joined(separator: " and ")
    }

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        let query = state.timelineView.query
        if query.hasExpression, state.shownTimeline.total > state.shownTimeline.events.count {
            return [
                StyledText(
                    "No loaded entry matches: expressions look only through what is loaded. \(Self.moveKeys(state)) load more, words look through all. Esc shows all.",
                    .faint)
            ]
        }
        if !query.isEmpty {
            let isComplete = state.shownTimeline.filter == query.storeFilter
            let words =
                isComplete
                ? "No entry matches. Esc shows all."
                : "No loaded entry matches; Enter looks through all of them. Esc shows all."
            return [StyledText(words, .faint)]
        }
        let own = state.setup.hints[.timeline]?.string ?? ""
        let usual =
            "Nothing has happened yet. Changes of services and logs, and all that you do, appear here."
        return [StyledText(own.isEmpty ? usual : own, .faint)]
    }
}
