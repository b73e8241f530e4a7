import CellGrid
import IncidentModel
import SafeText

/// What happened: a row an entry with the newest at the bottom, or with no room the newest in the border.
enum TimelinePane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = TimelineList.rows(of: state)
        let inside = box.inset(by: 1)
        var heading = PaneHeading(
            pane: .timeline, rows: (rows.count, state.shownTimeline.events.count))
        if inside.rows == 0 {
            heading.details = inline(rows, state, width: box.columns - 18, canvas.glyphs)
        } else if state.shownTimeline.total > 0 {
            heading.details = StyledText(CountText.grouped(state.shownTimeline.total), .count)
        }
        heading.draw(state, box: box, on: &canvas)
        guard inside.rows > 0 else { return }
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        drawRows(rows, state, box: box, on: &canvas)
    }

    private static func drawRows(
        _ rows: [JournalEvent], _ state: ConsoleState, box: Rect, on canvas: inout Canvas
    ) {
        let inside = box.inset(by: 1)
        let view = state.timelineView
        let selected = TimelineList.selected(of: state)?.sequence
        let top = min(view.top, max(0, rows.count - 1))
        for line in 0..<inside.rows where top + line < rows.count {
            let event = rows[top + line]
            let isSelected = event.sequence == selected && state.focus == .timeline
            let text = row(
                event, state, canvas.glyphs, isSelected: isSelected, width: inside.columns)
            canvas.draw(text, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
        let role: ThemeRole = state.focus == .timeline ? .borderActive : .border
        canvas.drawScrollBar(top: top, count: rows.count, in: box, role: role)
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
        for event in rows.reversed() {
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

    private static func emptySentences(_ state: ConsoleState) -> [StyledText] {
        if !state.timelineView.query.isEmpty {
            return [StyledText("No entry matches. Esc shows all.", .faint)]
        }
        let own = state.setup.hints[.timeline]?.string ?? ""
        let usual =
            "Nothing has happened yet. Changes of services and logs, and all that you do, appear here."
        return [StyledText(own.isEmpty ? usual : own, .faint)]
    }
}
