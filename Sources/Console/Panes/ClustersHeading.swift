import CellGrid
import IncidentModel
import SafeText

/// The upper border of the log clusters pane: counts, what is wrong with sources, order and time.
enum ClustersHeading {
    static func heading(
        of state: ConsoleState, shown: Int, width: Int, _ glyphs: GlyphSet
    ) -> PaneHeading {
        let logs = state.shownLogs
        var heading = PaneHeading(pane: .clusters, rows: (shown, logs.clusters.count))
        if width < 50 { heading.name = Pane.clusters.shortTitle }
        heading.trailing = trailing(state, width: width, glyphs)
        guard logs.lines > 0 else { return heading }
        heading.details =
            state.arrangement.range == .all
            ? ofAllTime(logs, glyphs) : ofRange(state, shown: shown, glyphs)
        return heading
    }

    private static func ofAllTime(_ logs: LogStatus, _ glyphs: GlyphSet) -> StyledText {
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
        return details
    }

    /// Within a time, records are known, but not how many of each severity.
    private static func ofRange(
        _ state: ConsoleState, shown: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        let logs = state.shownLogs
        let range = state.arrangement.range
        let records = logs.clusters.reduce(0) { $0 + range.count(of: $1) }
        return StyledText(
            "\(shown) of \(logs.clusters.count) \(glyphs.dot) \(CountText.counted(records, "record"))",
            .count)
    }

    /// Trouble with a source is told at any width; order and time where there is room.
    private static func trailing(
        _ state: ConsoleState, width: Int, _ glyphs: GlyphSet
    ) -> StyledText {
        var parts: [StyledText] = []
        if let trouble = SourceWords.trouble(of: state.shownLogs.sources) { parts.append(trouble) }
        let arrangement = state.arrangement
        let isUsual = arrangement.order == .priority
        if !isUsual && width >= 40 || width >= 76 && !state.shownLogs.clusters.isEmpty {
            parts.append(StyledText(arrangement.order.words, .count))
        }
        if arrangement.range != .all {
            parts.append(StyledText(arrangement.range.words, .paused))
        }
        return parts.reduce(StyledText()) { joined, part in
            joined.isEmpty ? part : joined + StyledText(" \(glyphs.dot) ", .count) + part
        }
    }
}
