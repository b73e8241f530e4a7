import CellGrid
import IncidentModel
import SafeText

/// Every log source: what it does, how much it brings, and what was lost on the way.
enum SourcesPage {
    /// The rows for a width.
    static func rows(of state: ConsoleState, columns: Int, glyphs: GlyphSet) -> [StyledText] {
        let writer = DetailWriter(state: state, columns: columns, glyphs: glyphs)
        let sources = state.shownLogs.sources
        let nameWidth = min(24, sources.map { TextWidth.width(of: $0.id.name.string) }.max() ?? 0)
        let blocks = sources.map { source in
            head(source, nameWidth, columns, glyphs) + facts(source, writer, glyphs)
        }
        return Array(blocks.joined(separator: [StyledText()]))
    }

    private static func head(
        _ source: SourceStatus, _ nameWidth: Int, _ columns: Int, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let role = SourceWords.role(of: source.state)
        let name = TextWidth.padded(source.id.name.string, toColumns: nameWidth)
        var row = StyledText([
            Span("\(sign(of: source.state, glyphs)) ", role), Span(name, .strong),
            Span("  \(source.state.rawValue)", role),
        ])
        row.add("  \(glyphs.dot)  \(source.kind)", .faint)
        let format = source.format.isEmpty ? "no format known yet" : source.format.string
        row.add("  \(glyphs.dot)  \(format)", .faint)
        if let trouble = SourceWords.trouble(of: source), trouble.words != source.state.rawValue {
            row.add("  \(glyphs.dot)  \(trouble.words)", trouble.role)
        }
        let detail = source.detail.isEmpty ? StyledText() : StyledText(source.detail.string, role)
        return row.wrapped(to: columns, indent: 2)
            + (detail.isEmpty ? [] : (StyledText("  ") + detail).wrapped(to: columns, indent: 2))
    }

    private static func facts(
        _ source: SourceStatus, _ writer: DetailWriter, _ glyphs: GlyphSet
    ) -> [StyledText] {
        let dot = "  \(glyphs.dot)  "
        var flow = StyledText(SourceWords.rate(source.linesPerSecond))
        flow.add("\(dot)\(CountText.counted(source.lines, "line"))")
        flow.add("\(dot)\(CountText.bytes(source.bytes))")
        var rows = writer.fact("reads", flow, width: 8)
        var newest = StyledText()
        if let at = source.lastLineAt { newest.add("newest line \(writer.moment(at))") }
        if let lag = source.lag {
            newest.add(newest.isEmpty ? "" : dot)
            let role: ThemeRole = lag >= SourceWords.lagLimit ? .degraded : .text
            newest.add("its clock is \(DurationText.taken(lag)) behind ours", role)
        }
        rows += writer.fact("lag", newest.isEmpty ? StyledText("no line yet", .faint) : newest, width: 8)
        return rows + writer.fact("losses", losses(source, glyphs), width: 8)
    }

    /// Zeros are said too: nobody needs to wonder whether they were counted.
    private static func losses(_ source: SourceStatus, _ glyphs: GlyphSet) -> StyledText {
        let counts: [(Int, String, ThemeRole)] = [
            (source.reconnects, source.reconnects == 1 ? "reconnect" : "reconnects", .degraded),
            (source.dropped, "lines dropped", .down), (source.sampled, "only sampled", .degraded),
            (source.missed, "missed", .down),
        ]
        var text = StyledText()
        for (count, words, role) in counts {
            if !text.isEmpty { text.add("  \(glyphs.dot)  ", .faint) }
            text.add("\(CountText.grouped(count)) \(words)", count > 0 ? role : .faint)
        }
        return text
    }

    private static func sign(of state: SourceState, _ glyphs: GlyphSet) -> String {
        switch state {
        case .waiting: glyphs.asciiOnly ? "." : "□"
        case .following: glyphs.reading(.up)
        case .ended: glyphs.dash
        case .reconnecting: glyphs.reading(.degraded)
        case .failed: glyphs.reading(.down)
        }
    }
}
