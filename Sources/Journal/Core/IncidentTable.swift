public import IncidentModel
import SafeText

/// Incidents as plain text for a terminal or a pipe.
public enum IncidentTable {
    /// One incident a line: id, severity, start, standing, events and, as the last column because
    /// nobody knows how wide it is, the title.
    ///
    /// - Parameters:
    ///   - summaries: The incidents in the order of the lines.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    /// - Returns: Lines of text, each with its line end.
    public static func list(_ summaries: [IncidentSummary], utcOffsetSeconds: Int) -> String {
        guard !summaries.isEmpty else { return "No incidents.\n" }
        let head = ["ID", "SEV", "STARTED", "EVENTS", "STATE", "TITLE"]
        let rows = summaries.map { summary in
            [
                summary.id, summary.severity?.label ?? "-",
                summary.startedAt.map {
                    WallClock($0, utcOffsetSeconds: utcOffsetSeconds).dateAndTime
                } ?? "-",
                "\(summary.events)", summary.standing.words.string,
                summary.title?.string ?? "-",
            ]
        }
        return aligned([head] + rows)
    }

    /// One incident: its facts, where its services and steps stand, and its newest events.
    ///
    /// - Parameters:
    ///   - summary: Its line in the list.
    ///   - state: The incident.
    ///   - page: The newest events, the newest first.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    /// - Returns: Lines of text, each with its line end.
    public static func show(
        _ summary: IncidentSummary, state: IncidentState, page: TimelinePage, utcOffsetSeconds: Int
    ) -> String {
        func clock(_ moment: Timestamp) -> String {
            WallClock(moment, utcOffsetSeconds: utcOffsetSeconds).dateAndTime
        }
        var facts = [["id", summary.id], ["state", summary.standing.words.string]]
        if let opened = state.facts {
            facts.append(["title", opened.title.string])
            facts.append(["severity", opened.severity.label])
            facts.append(["opened", clock(opened.openedAt)])
        }
        if let started = state.startedAt { facts.append(["started", clock(started)]) }
        facts.append(["events", "\(state.lastSequence)"])
        if state.unrecorded > 0 { facts.append(["not recorded", "\(state.unrecorded)"]) }
        facts.append(["time zone", WallClock.zoneName(utcOffsetSeconds: utcOffsetSeconds)])
        let services = state.services.values.sorted { $0.service < $1.service }.map {
            [$0.service.name.string, $0.standing.string, clock($0.since), $0.reason.string]
        }
        let events = page.events.map { [clock($0.at), $0.actor.string, $0.reportLine.string] }
        return [aligned(facts), section("Services", services), section("Newest events", events)]
            .filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func section(_ title: String, _ rows: [[String]]) -> String {
        rows.isEmpty ? "" : title + "\n" + aligned(rows.map { [""] + $0 })
    }

    /// Columns two blanks apart; the last one is not padded.
    private static func aligned(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                column == row.count - 1
                    ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
            }
            return cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}

extension IncidentSummary.Standing {
    /// `recording (4711@web-1)`, `ended`, `interrupted`, `unreadable: …`.
    var words: DisplayText {
        switch self {
        case .recording(let holder): "recording (\(holder))"
        case .ended: "ended"
        case .interrupted: "interrupted"
        case .unreadable(let sentence): "unreadable: \(sentence)"
        }
    }
}
