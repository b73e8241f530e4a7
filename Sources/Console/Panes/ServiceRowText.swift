import CellGrid
import IncidentModel
import SafeText

/// Writes the rows of the services pane.
struct ServiceRowText {
    /// How wide each column is.
    let columns: ServiceColumns
    /// The clock for moments.
    let clock: WallClock
    /// The wall clock's present.
    let now: Timestamp?
    /// The signs to write with.
    let glyphs: GlyphSet

    /// A service.
    ///
    /// What is remarkable about it wins over numbers and graph, and these over `since`.
    func service(_ service: ServiceStatus, isSelected: Bool) -> StyledText {
        let role = ServiceWords.role(of: service)
        var text = StyledText([
            mark(isSelected), Span(glyphs.sign(of: service), role), Span(" "),
        ])
        let nameRole: ThemeRole =
            service.hold != nil ? .faint : service.verdict == .up ? .text : .strong
        text += cell(service.id.name.string, columns.name, nameRole)
        text.add("  ")
        let marks = marks(of: service)
        if let sentence = ServiceWords.insteadOfNumbers(service, clock, now: now) {
            return text + worded(service, StyledText(sentence, role), marks)
        }
        return text + numbered(service, role, marks)
    }

    /// That the service above is a root, how many others it blocks, and perhaps why it fails.
    func root(_ service: ServiceStatus, blocks: Int, withReason: Bool) -> StyledText {
        var text = StyledText([
            Span("   "), Span("root: ", ServiceWords.role(of: service)),
            Span(service.id.name.string, .strong),
            Span(", blocks \(CountText.grouped(blocks))", .blocked),
        ])
        let reason = withReason ? ServiceWords.reason(of: service) : ""
        if !reason.isEmpty { text.add("  \(glyphs.dot)  \(reason)") }
        return text
    }

    /// Why the service above fails.
    func reason(_ service: ServiceStatus) -> StyledText {
        StyledText("   " + ServiceWords.reason(of: service))
    }

    /// What changed shortly before the service above broke; how long before is never cut off.
    func suspect(_ suspect: SuspectedChange) -> StyledText {
        let width = ServiceColumns.lead + columns.name + columns.body
        let end = ", \(DurationText.rough(suspect.before)) before"
        let lead = width >= 48 ? "   change: " : "   "
        let what = "\(RecordWords.short(suspect.change.id)) \(suspect.change.title)"
        let room = max(4, width - TextWidth.width(of: lead) - TextWidth.width(of: end))
        return StyledText([
            Span(lead, .faint),
            Span(TextWidth.truncate(what, toColumns: room, ellipsis: glyphs.ellipsis), .strong),
            Span(end),
        ])
    }

    /// The heading of the services that a root blocks, with the key that shows them.
    func blocked(
        by root: ServiceID, count: Int, isOpen: Bool, isSelected: Bool, key: String
    ) -> StyledText {
        var text = StyledText([
            mark(isSelected), Span(glyphs.fold(isOpen: isOpen), .blocked),
            Span(" \(CountText.grouped(count)) blocked by \(root.name)", .blocked),
        ])
        let hint = "  \(key) \(isOpen ? "folds" : "shows") them"
        if !key.isEmpty, text.width + hint.count < ServiceColumns.lead + columns.name + columns.body
        {
            text.add(hint, .faint)
        }
        return text
    }

    private func mark(_ isSelected: Bool) -> Span {
        Span(isSelected ? glyphs.selection : " ", .selectionMark)
    }

    /// What is remarkable, joined as long as it does not cost the numbers; the first one in any case.
    private func marks(of service: ServiceStatus) -> StyledText {
        if let hold = service.hold {
            guard hold.kind == .maintenance else { return StyledText() }
            return StyledText(HoldWords.short(hold, clock, now: now), .faint)
        }
        var text = StyledText()
        for mark in ServiceMark.all(of: service) {
            let word = mark.text(of: service)
            let isFirst = text.isEmpty
            guard isFirst || text.width + 2 + word.count <= columns.behindNumbers - 2 else { break }
            text.add(isFirst ? "" : "  ")
            text.add(word, mark.role)
        }
        return text
    }

    private func numbered(
        _ service: ServiceStatus, _ role: ThemeRole, _ marks: StyledText
    ) -> StyledText {
        let numbers = numbers(service, role)
        let width = marks.width
        if marks.isEmpty || width <= columns.note {
            return numbers + graphed(service) + noted(service, marks)
        }
        if width + 2 <= columns.behindNumbers { return numbers + StyledText("  ") + marks }
        let status = cell(service.deciding?.summary.string ?? "", columns.status, role)
        return columns.status + 2 + width <= columns.body
            ? status + StyledText("  ") + marks : marks
    }

    private func worded(
        _ service: ServiceStatus, _ sentence: StyledText, _ marks: StyledText
    ) -> StyledText {
        let ellipsis = glyphs.ellipsis
        let hasNote = marks.width <= columns.note
        if hasNote, sentence.width <= columns.numbers {
            return sentence.padded(to: columns.numbers, ellipsis: ellipsis) + graphed(service)
                + noted(service, marks)
        }
        let width = columns.numbers + columns.graphWithGap
        if hasNote, sentence.width <= width {
            return sentence.padded(to: width, ellipsis: ellipsis) + noted(service, marks)
        }
        if marks.isEmpty { return sentence }
        // The sign already says that it is blocked.
        return sentence.width + 2 + marks.width <= columns.body
            ? sentence + StyledText("  ") + marks : marks
    }

    private func numbers(_ service: ServiceStatus, _ role: ThemeRole) -> StyledText {
        let reading = service.deciding
        let isQuiet = service.verdict == .up && service.hold == nil
        var text = cell(reading?.summary.string ?? "", columns.status, isQuiet ? .text : role)
        if columns.duration > 0 {
            let taken = reading.map { DurationText.taken($0.duration) } ?? ""
            text.add(" " + TextWidth.padded(taken, toColumns: columns.duration, alignment: .right))
        }
        return text
    }

    /// The newest sample stands at the right, so that graphs of different age end together.
    private func graphed(_ service: ServiceStatus) -> StyledText {
        guard columns.graph > 0 else { return StyledText() }
        let graph = Sparkline.text(of: service.history, columns: columns.graph, glyphs: glyphs)
        return StyledText(String(repeating: " ", count: 2 + columns.graph - graph.width)) + graph
    }

    private func noted(_ service: ServiceStatus, _ marks: StyledText) -> StyledText {
        guard columns.note > 0 else { return StyledText() }
        var note = marks
        if note.isEmpty, let since = service.since {
            let moment = clock.timeOrDay(since, now: now)
            note = StyledText(columns.note >= 14 ? "since \(moment)" : moment, .faint)
        }
        return StyledText("  ") + note.padded(to: columns.note, ellipsis: glyphs.ellipsis)
    }

    private func cell(_ text: String, _ width: Int, _ role: ThemeRole) -> StyledText {
        StyledText(TextWidth.padded(text, toColumns: width, ellipsis: glyphs.ellipsis), role)
    }
}
