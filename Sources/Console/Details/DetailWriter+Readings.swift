import CellGrid
import IncidentModel
import SafeText

extension DetailWriter {
    /// The newest reading of every probe.
    func readings(_ service: ServiceStatus) -> [StyledText] {
        guard !service.latest.isEmpty else {
            return heading("Readings")
                + paragraph("None yet: the first check is under way.", .faint)
        }
        return heading("Readings", history(service)) + graph(service)
            + service.latest.flatMap(reading)
    }

    private func history(_ service: ServiceStatus) -> String {
        let failed = service.history.count { $0.outcome == .down || $0.outcome == .unknown }
        guard !service.history.isEmpty else { return "" }
        return "\(failed) of the last \(service.history.count) failed"
    }

    /// The response times of all samples that are kept, the newest at the right.
    private func graph(_ service: ServiceStatus) -> [StyledText] {
        let graph = Sparkline.text(of: service.history, columns: columns - 4, glyphs: glyphs)
        return graph.isEmpty ? [] : [StyledText("  ") + graph]
    }

    private func reading(_ reading: Reading) -> [StyledText] {
        let role = ServiceWords.role(of: reading.outcome)
        let taken = TextWidth.padded(
            DurationText.taken(reading.duration), toColumns: 7, alignment: .right)
        let kind = TextWidth.padded(
            reading.kind.string, toColumns: 10, ellipsis: glyphs.ellipsis)
        var row = StyledText([
            Span("  \(glyphs.reading(reading.outcome)) ", role), Span(kind + " "),
            Span(TextWidth.padded(reading.summary.string, toColumns: 8) + " ", role),
            Span("\(taken)  "),
            Span(state.wallClock.time(reading.startedAt) + "  ", .faint),
        ])
        if let phase = reading.failedPhase, !phase.isEmpty { row.add("\(phase): ", role) }
        row.add(reading.reason.string)
        return row.wrapped(to: columns, indent: 6)
    }

    /// Where the time went: one bar over all phases, each on a row of its own.
    func phases(_ reading: Reading) -> [StyledText] {
        guard !reading.phases.isEmpty else { return [] }
        let lengths = reading.phases.map { max(0, $0.duration.wholeNanoseconds) }
        let names = reading.phases.map { TextWidth.width(of: $0.name.string) }
        let nameWidth = min(20, max(12, names.max() ?? 0))
        let room = max(8, min(60, columns - nameWidth - 28))
        let places = PhaseBar.places(of: lengths, columns: room)
        let rows = zip(reading.phases, places).map { phase, place -> StyledText in
            let isFailed = phase.name == reading.failedPhase
            let name = TextWidth.padded(
                phase.name.string, toColumns: nameWidth, ellipsis: glyphs.ellipsis)
            let taken = TextWidth.padded(
                DurationText.phase(phase.duration), toColumns: 7, alignment: .right)
            var row = StyledText([
                Span("  \(name) ", isFailed ? .down : .faint), Span(taken + "  "),
            ])
            row.add(String(repeating: " ", count: place.lowerBound))
            let bar =
                place.isEmpty ? glyphs.thinBar : String(repeating: glyphs.bar, count: place.count)
            row.add(bar, isFailed ? .down : .graph)
            if isFailed { row.add(" \(glyphs.reading(.down)) failed here", .down) }
            return row
        }
        return heading("Phases", "\(reading.kind) \(DurationText.taken(reading.duration))") + rows
    }

    /// What was kept as proof, in order; a label that repeats is written once.
    func evidence(_ reading: Reading) -> [StyledText] {
        guard !reading.evidence.isEmpty else { return [] }
        let at = state.wallClock.time(reading.startedAt)
        var rows = heading("Evidence", "\(reading.kind) at \(at)")
        var previous = ""
        for evidence in reading.evidence {
            let label = evidence.label.string
            let text = evidence.text.isEmpty ? " " : evidence.text.string
            rows += fact(label == previous ? "" : label, StyledText(text))
            previous = label
        }
        return rows
    }
}
