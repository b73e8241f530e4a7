public import IncidentModel
import SafeText

/// Incidents as plain text for a terminal or a pipe.
public enum IncidentTable {
    /// One incident a line: id, severity, status, start, duration, events, state of its record and, as the
    /// last column because nobody knows how wide it is, the title.
    ///
    /// - Parameters:
    ///   - summaries: The incidents in the order of the lines.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    /// - Returns: Lines of text, each with its line end.
    public static func list(_ summaries: [IncidentSummary], utcOffsetSeconds: Int) -> String {
        guard !summaries.isEmpty else { return "No incidents.\n" }
        let head = ["ID", "SEV", "STATUS", "STARTED", "DURATION", "EVENTS", "STATE", "TITLE"]
        let rows = summaries.map { summary in
            [
                summary.id, summary.severity?.label ?? "-", summary.status?.rawValue ?? "-",
                summary.startedAt.map {
                    summary.clock(utcOffsetSeconds).dateAndTime($0)
                } ?? "-", summary.duration.map(DurationText.rough) ?? "-",
                "\(summary.events)", summary.standing.words.string,
                summary.title?.string ?? "-",
            ]
        }
        return aligned([head] + rows)
    }

    /// The same as JSON with sorted keys: moments as RFC 3339 with their zone, lengths of time in seconds.
    ///
    /// - Parameters:
    ///   - summaries: The incidents in the order of the list.
    ///   - utcOffsetSeconds: The reader's distance from UTC.
    /// - Returns: A list of objects; what is not known is null.
    public static func json(_ summaries: [IncidentSummary], utcOffsetSeconds: Int) -> String {
        ReportValue.list(
            summaries.map { summary in
                let clock = summary.clock(utcOffsetSeconds)
                func time(_ moment: Timestamp?) -> ReportValue {
                    moment.map { .text(clock.rfc3339($0)) } ?? .null
                }
                return .object([
                    "id": .text(summary.id),
                    "title": summary.title.map { .text($0.string) } ?? .null,
                    "severity": summary.severity.map { .text($0.label) } ?? .null,
                    "status": summary.status.map { .text($0.rawValue) } ?? .null,
                    "startedAt": time(summary.startedAt), "newestAt": time(summary.lastEvent?.at),
                    "detectedAt": time(summary.countsFrom),
                    "duration": summary.duration.map { .seconds($0) } ?? .null,
                    "events": .number(summary.events),
                    "record": .text(summary.standing.words.string),
                ])
            }
        ).json
    }

    /// One incident: its facts, what people wrote, where its services stand, and its newest events.
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
        let clock = ReaderClock(
            utcOffsetSeconds: utcOffsetSeconds, wallClockOffset: state.record.wallClockOffset)
        let services = state.services.values.sorted { $0.service < $1.service }.map {
            [
                $0.service.name.string, $0.standing.string, clock.dateAndTime($0.since),
                $0.reason.string,
            ]
        }
        let events = page.events.map {
            [clock.dateAndTime($0.at), $0.actor.string, $0.reportLine.string]
        }
        let parts =
            [aligned(facts(summary, state, clock)), section("Services", services)]
            + written(state, clock) + [section("Newest events", events)]
        return parts.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func facts(
        _ summary: IncidentSummary, _ state: IncidentState, _ clock: ReaderClock
    ) -> [[String]] {
        var facts = [["id", summary.id], ["state", summary.standing.words.string]]
        if let opened = state.facts {
            facts.append(["title", opened.title.string])
            facts.append(["severity", opened.severity.label])
            facts.append(["status", state.record.status.rawValue])
            if !opened.impact.isEmpty { facts.append(["impact", opened.impact.string]) }
            if opened.countsFrom != opened.openedAt {
                facts.append(["detected", clock.dateAndTime(opened.countsFrom)])
            }
            facts.append(["opened", clock.dateAndTime(opened.openedAt)])
            if let resolution = state.record.resolution {
                facts.append(["resolved", clock.dateAndTime(resolution.at)])
            }
            if let duration = summary.duration {
                facts.append(["duration", DurationText.rough(duration)])
            }
            if let cause = state.record.rootCause {
                facts.append(["root cause", cause.answer.string])
            }
        }
        if let started = state.startedAt { facts.append(["started", clock.dateAndTime(started)]) }
        facts.append(["events", "\(state.lastSequence)"])
        if state.unrecorded > 0 { facts.append(["not recorded", "\(state.unrecorded)"]) }
        facts.append(["time zone", clock.zone])
        return facts
    }

    /// Roles, whys, ideas, exit criteria, action items and links, each where there are some.
    private static func written(_ state: IncidentState, _ clock: ReaderClock) -> [String] {
        let record = state.record
        let roles = IncidentRole.allCases.compactMap { role in
            record.roles[role].map {
                [role.rawValue, $0.person.string, clock.dateAndTime($0.since)]
            }
        }
        let whys = record.whys.map { why in
            [
                "\(why.number)", why.question.string,
                why.answer.isEmpty ? "not answered" : why.answer.string,
            ]
        }
        let ideas = record.hypotheses.map { idea in
            ["\(idea.number)", idea.standing.rawValue, idea.text.string, idea.reason.string]
        }
        let criteria = ExitCriterion.recorded(in: state).map {
            [$0.state.sentence, $0.id.text.string]
        }
        let items = record.actionItems.map { item in
            [
                item.isDone ? "[x]" : "[ ]", item.horizon.rawValue, item.due?.text ?? "",
                item.owner.string, item.text.string,
            ]
        }
        let links = record.links.sorted { $0.key < $1.key }.map {
            [$0.key.string, "linked", $0.value.string]
        }
        let alike = record.similar.map { ["\($0.id)", "\($0.score) % alike", $0.title.string] }
        return [
            section("Roles", roles), section("Whys", whys), section("Ideas of the cause", ideas),
            section("Exit criteria", criteria), section("Action items", items),
            section("Related", links + alike),
        ]
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

extension IncidentSummary {
    /// How its moments are shown.
    fileprivate func clock(_ utcOffsetSeconds: Int) -> ReaderClock {
        ReaderClock(utcOffsetSeconds: utcOffsetSeconds, wallClockOffset: wallClockOffset)
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
