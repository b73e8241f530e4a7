import IncidentModel
import SafeText

/// Who did and said what: roles, updates, notes, related incidents, the time line, the record itself.
extension ReportWriter {
    var roles: ReportSection? {
        let rows = account.roles.map { term -> [[ReportText]] in
            [
                [ReportText](term.role.rawValue), [ReportText](term.person), when(term.from),
                term.until.map(when) ?? [], [ReportText](term.note),
            ]
        }
        return rows.isEmpty
            ? nil
            : section(
                "Roles", [.table(head: ["Role", "Person", "From", "Until", "Said"], rows: rows)])
    }

    var updates: ReportSection? {
        section(
            "Updates that went out",
            account.updates.flatMap { update -> [ReportBlock] in
                let way = update.way.isEmpty ? "" : " \(update.way)"
                let head = "To \(update.audience) at \(when(update.at))\(way), by \(update.by)"
                return [.heading([.plain(head)]), .verbatim(update.lines)]
            })
    }

    var notes: ReportSection? {
        let items = account.notes.map { note in
            ReportItem(
                text: [
                    .plain("\(when(note.at)) \(note.by): "),
                    .plain(words(note.text, in: note.about)),
                ])
        }
        return items.isEmpty ? nil : section("Notes", [.list(items, isNumbered: false)])
    }

    var related: ReportSection? {
        let links = account.state.record.links.sorted { $0.key < $1.key }.map { other, note in
            ReportItem(text: [.plain(words("\(other)", because: note))])
        }
        let likenesses = account.state.record.similar.map { past in
            let shared = past.shared.map(\.string).joined(separator: ", ")
            let solved = past.solvedBy.isEmpty ? "" : "; solved by \(past.solvedBy)"
            return ReportItem(
                text: [
                    .plain("\(past.id): \(past.title) (\(past.score) % alike: \(shared)\(solved))")
                ])
        }
        var blocks: [ReportBlock] = []
        if !links.isEmpty { blocks.append(.list(links, isNumbered: false)) }
        if !likenesses.isEmpty {
            blocks.append(.heading([.plain("Past incidents that are like it")]))
            blocks.append(.list(likenesses, isNumbered: false))
        }
        return section("Related incidents", blocks)
    }

    var timeline: ReportSection? {
        guard !account.timeline.isEmpty else { return nil }
        let items = account.timeline.map(item)
        return ReportSection(
            title: "Time line", blocks: [.list(items, isNumbered: false)], kind: .timeline)
    }

    func item(_ entry: TimelineEntry) -> ReportItem {
        // Many headlines name their author already.
        let by =
            entry.by.map { entry.text.string.contains("by \($0)") ? "" : " (\($0))" } ?? ""
        let times =
            entry.count == 1
            ? "" : ", \(entry.count) times until \(account.clock.time(entry.until))"
        return ReportItem(text: [.plain("\(when(entry.at)) \(entry.text)\(by)\(times)")])
    }

    var record: ReportSection? {
        let record = account.record
        var lines: [(name: String, text: [ReportText])] = []
        func add(_ name: String, _ text: String) { lines.append((name, [.plain(text)])) }
        add("Times are in", account.clock.zone)
        if let from = record.from, let until = record.until {
            let consoles = count(record.consoles, "console", "consoles")
            add("Recorded", "\(when(from)) to \(when(until)), by \(consoles)")
        }
        let shown =
            record.given < record.events ? "; this report shows \(record.given) of them" : ""
        add("Events", "\(record.events)\(shown)")
        if record.unrecorded > 0 {
            add("Not complete", "\(record.unrecorded) events could not be recorded")
        }
        if let damage = record.damage { add("Damaged", damage.string) }
        if let head = record.head {
            lines.append(("Hash of the newest event", [.code(DisplayText(head))]))
        }
        let items = record.irregularities.map {
            ReportItem(text: [.plain("\(when($0.at)) \($0.text)")])
        }
        return section(
            "About this record",
            [.facts(lines)] + (items.isEmpty ? [] : [.list(items, isNumbered: false)]))
    }
}
