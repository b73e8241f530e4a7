import CellGrid
import IncidentModel
import SafeText

/// The services: are they up, and which one is the cause.
enum ServicesPane {
    static func draw(_ state: ConsoleState, box: Rect, on canvas: inout Canvas) {
        let rows = ServiceList.rows(of: state)
        let inside = box.inset(by: 1)
        heading(state, shown: rows.count).draw(state, box: box, on: &canvas)
        guard !rows.isEmpty else {
            return canvas.drawEmpty(emptySentences(state), in: inside)
        }
        let columns = ServiceColumns(width: inside.columns - 1, services: state.shownServices)
        let view = state.serviceView
        let selected = view.position(in: rows.map(\.id))
        for line in 0..<inside.rows {
            let index = view.top + line
            guard index < rows.count else { break }
            let isSelected = index == selected && state.focus == .services
            let text = row(
                rows[index], columns, state, canvas.glyphs, isSelected: isSelected)
            canvas.draw(text, row: line, in: inside)
            if isSelected { canvas.markSelected(row: line, in: inside) }
        }
        let role: ThemeRole = state.focus == .services ? .borderActive : .border
        canvas.drawScrollBar(top: view.top, count: rows.count, in: box, role: role)
    }

    private static func heading(_ state: ConsoleState, shown: Int) -> PaneHeading {
        let all = state.shownServices
        var heading = PaneHeading(pane: .services, rows: (shown, all.count))
        guard !all.isEmpty else { return heading }
        let up = all.count { $0.verdict == .up }
        let down = all.count { $0.verdict == .down }
        let role: ThemeRole = up == all.count ? .up : down > 0 ? .down : .count
        heading.details = StyledText("\(up)/\(all.count) up", role)
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

    private static func row(
        _ service: ServiceStatus, _ columns: ServiceColumns, _ state: ConsoleState,
        _ glyphs: GlyphSet, isSelected: Bool
    ) -> StyledText {
        let role = ServiceWords.role(of: service)
        var text = StyledText([
            Span(isSelected ? glyphs.selection : " ", .selectionMark),
            Span(glyphs.service(service.verdict, cause: service.cause), role), Span(" "),
        ])
        text += cell(
            service.id.name.string, columns.name, service.verdict == .up ? .text : .strong, glyphs)
        text.add("  ")
        guard let sentence = ServiceWords.insteadOfNumbers(service) else {
            text += numbers(service, columns, role, glyphs)
            return text + noted(service, columns.note, state, glyphs)
        }
        let wanted = TextWidth.width(of: sentence)
        if wanted <= columns.numbers {
            text += cell(sentence, columns.numbers, role, glyphs)
            text += graphed(service, columns, glyphs)
        } else if wanted <= columns.numbers + columns.graphWithGap {
            text += cell(sentence, columns.numbers + columns.graphWithGap, role, glyphs)
        } else {
            text.add(sentence, role)
            return text
        }
        return text + noted(service, columns.note, state, glyphs)
    }

    private static func graphed(
        _ service: ServiceStatus, _ columns: ServiceColumns, _ glyphs: GlyphSet
    ) -> StyledText {
        guard columns.graph > 0 else { return StyledText() }
        return StyledText("  ") + graph(service, columns.graph, glyphs)
    }

    private static func noted(
        _ service: ServiceStatus, _ width: Int, _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> StyledText {
        width > 0 ? StyledText("  ") + note(service, width, state, glyphs) : StyledText()
    }

    private static func numbers(
        _ service: ServiceStatus, _ columns: ServiceColumns, _ role: ThemeRole, _ glyphs: GlyphSet
    ) -> StyledText {
        let reading = service.deciding
        let summary = reading?.summary.string ?? ""
        var text = cell(summary, columns.status, service.verdict == .up ? .text : role, glyphs)
        if columns.duration > 0 {
            let taken = reading.map { DurationText.taken($0.duration) } ?? ""
            text.add(" " + TextWidth.padded(taken, toColumns: columns.duration, alignment: .right))
        }
        return text + graphed(service, columns, glyphs)
    }

    /// The newest sample stands at the right, so that graphs of different age end together.
    private static func graph(_ service: ServiceStatus, _ width: Int, _ glyphs: GlyphSet)
        -> StyledText
    {
        let marks = Sparkline.marks(of: service.history, columns: width)
        var text = StyledText(String(repeating: " ", count: width - marks.count))
        for mark in marks {
            switch mark.outcome {
            case .up: text.add(glyphs.level(mark.level ?? 0), .graph)
            case .degraded: text.add(glyphs.level(mark.level ?? 0), .degraded)
            case .down: text.add(glyphs.failedSample, .graphFailed)
            case .unknown: text.add(glyphs.missingSample, .faint)
            }
        }
        return text
    }

    private static func note(
        _ service: ServiceStatus, _ width: Int, _ state: ConsoleState, _ glyphs: GlyphSet
    ) -> StyledText {
        if let mark = ServiceWords.passingMark(service) {
            return cell(mark.text, width, mark.role, glyphs)
        }
        guard let since = service.since else { return cell("", width, .faint, glyphs) }
        let moment = state.wallClock.timeOrDay(since, now: state.now)
        return cell(width >= 14 ? "since \(moment)" : moment, width, .faint, glyphs)
    }

    private static func cell(
        _ text: String, _ width: Int, _ role: ThemeRole, _ glyphs: GlyphSet
    ) -> StyledText {
        StyledText(TextWidth.padded(text, toColumns: width, ellipsis: glyphs.ellipsis), role)
    }
}
