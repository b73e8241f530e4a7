import CellGrid
import IncidentModel
import SafeText

/// The words of the pages on which an incident is opened, and its moments, facts and roles written.
extension RecordText {
    func menu() -> [RecordItem] {
        var items: [RecordItem] = []
        var id = 0
        for group in IncidentMenu.groups {
            items.append(RecordItem(rows: [StyledText(group.title, .heading)]))
            for entry in group.entries {
                let key = entry.key.map(String.init) ?? " "
                let label = TextWidth.padded(entry.label, toColumns: 14)
                var row = StyledText([Span("\(key)  ", .key), Span(label, .strong)])
                row += value(of: entry.row)
                items.append(RecordItem(rows: wrap(row, 17), id: id))
                id += 1
            }
        }
        return items
    }

    private func value(of row: IncidentMenu.Row) -> StyledText {
        switch row {
        case .command(let command): value(of: command)
        case .role(let role): holder(of: role)
        }
    }

    private func holder(of role: IncidentRole) -> StyledText {
        guard let holder = state.incident.record.roles[role] else {
            return StyledText("vacant", .faint)
        }
        var text = StyledText(holder.person.string)
        text.add("  since \(clock(holder.since))", .faint)
        if !holder.note.isEmpty { text.add("  \(holder.note)", .faint) }
        return text
    }

    private func value(of command: RecordCommand) -> StyledText {
        let record = state.incident.record
        guard let facts = state.incident.facts else { return StyledText() }
        switch command {
        case .detected: return StyledText(clock(facts.countsFrom))
        case .acknowledge: return marked(.acknowledged)
        case .mitigated: return marked(.mitigated)
        case .resolve:
            return record.status == .resolved ? marked(.resolved) : StyledText("not yet", .faint)
        case .reopen: return marked(.reopened)
        case .severity:
            let severity = facts.severity
            return StyledText([
                Span(severity.label, .strong), Span("  \(SeverityWords.meaning(severity))", .faint),
            ])
        case .title: return StyledText(facts.title.string)
        case .impact:
            return facts.impact.isEmpty
                ? StyledText("nobody said so yet", .faint) : StyledText(facts.impact.string)
        case .cadence:
            let words = facts.cadences.map {
                "\($0.audience) every \(DurationText.words($0.every))"
            }
            return words.isEmpty
                ? StyledText("nobody expects any", .faint)
                : StyledText(words.joined(separator: "  \(glyphs.dot)  "))
        case .escalation:
            guard let after = facts.escalateAfter else { return StyledText("never", .faint) }
            let to = facts.escalateTo.isEmpty ? "" : " to \(facts.escalateTo)"
            return StyledText("after \(DurationText.words(after))\(to)")
        case .criteria:
            let met = state.criteria.count(where: \.isMet)
            return StyledText("\(met) of \(state.criteria.count) met", .faint)
        case .whys: return StyledText("\(record.whys.count)", .faint)
        case .actions:
            let open = record.actionItems.count { !$0.isDone }
            return StyledText("\(open) to be done", .faint)
        case .link:
            let links = record.links.keys.sorted().map(\.string)
            return links.isEmpty
                ? StyledText("none", .faint) : StyledText(links.joined(separator: ", "))
        case .update: return newestUpdate
        case .open, .record, .hypotheses, .role: return StyledText()
        }
    }

    private var newestUpdate: StyledText {
        guard let (audience, at) = state.incident.updates.max(by: { $0.value < $1.value }) else {
            return StyledText("none was sent yet", .faint)
        }
        return StyledText("last for \(audience) at \(clock(at))", .faint)
    }

    private func marked(_ moment: IncidentMoment) -> StyledText {
        guard let marked = state.incident.record.marked(moment) else {
            return StyledText(moment == .reopened ? "" : "not yet", .faint)
        }
        var text = StyledText(clock(marked.at))
        text.add("  \(marked.by)", .faint)
        if !marked.reason.isEmpty { text.add("  \(marked.reason)") }
        return text
    }

    private func clock(_ at: Timestamp) -> String {
        state.wallClock.minuteOrDay(at, now: state.now)
    }

    // MARK: Opening

    func rows(of form: OpeningForm) -> [RecordItem] {
        OpeningForm.Row.allCases.map { row in
            let (label, value) = words(of: row, form)
            guard row != .open else {
                let word = form.isSent ? "Opening it \(glyphs.ellipsis)" : label
                return RecordItem(
                    rows: [StyledText(), StyledText(word, .strong)], id: row.rawValue)
            }
            let name = TextWidth.padded(label, toColumns: 12)
            let text = StyledText([
                Span(name, .faint), value.map { Span($0, .strong) } ?? Span("nothing yet", .faint),
            ])
            return RecordItem(rows: wrap(text, 12), id: row.rawValue)
        }
    }

    private func words(of row: OpeningForm.Row, _ form: OpeningForm) -> (String, String?) {
        switch row {
        case .title: ("title", form.title.isEmpty ? nil : form.title)
        case .severity:
            (
                "severity",
                form.severity.map { "\($0.label)  \(SeverityWords.meaning($0))" }
                    ?? "as configured"
            )
        case .impact: ("impact", form.impact.isEmpty ? nil : form.impact)
        case .detected:
            ("detected", form.detectedAt.flatMap { state.pastMoment?.typed($0) } ?? "now")
        case .open: ("Open the incident", nil)
        }
    }
}
