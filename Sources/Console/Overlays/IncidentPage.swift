import CellGrid
import IncidentModel
import SafeText

/// Everything about the incident on one page; rows that lead further can be selected.
struct IncidentPage {
    /// A row, and what Enter opens at it.
    struct Row {
        /// The row.
        var text: StyledText
        /// What it leads to; nil for a row that only tells something.
        var link: IncidentLink?
    }

    /// How many changes are shown before a root's onset.
    static let shownChanges = 5
    /// How many past incidents are shown.
    static let shownPast = 5

    /// The state of everything.
    let state: ConsoleState
    /// Writes facts and headings.
    let writer: DetailWriter
    /// All rows.
    private(set) var rows: [Row] = []

    /// Writes the page for a width.
    init(state: ConsoleState, columns: Int, glyphs: GlyphSet) {
        self.state = state
        writer = DetailWriter(state: state, columns: columns, glyphs: glyphs)
        add(facts)
        if state.incident.facts != nil { add("Clocks", clocks) }
        addRoots()
        addPast()
        add("Exit criteria", criteria, summary: criteriaSummary)
        if state.incident.facts != nil {
            add("Moments", moments)
            add("Roles", roles)
            addLinks()
        }
        add("Record", recording)
    }

    /// What stands in the upper border.
    var title: StyledText {
        var title = StyledText("Incident", .title)
        if let facts = state.incident.facts {
            title.add(" \(facts.id)", .titleActive)
            title.add("  \(facts.severity.label)", RecordWords.role(of: facts.severity))
        }
        return title
    }

    /// Adds rows that lead nowhere.
    mutating func add(_ texts: [StyledText]) { rows += texts.map { Row(text: $0) } }

    private mutating func add(_ heading: String, _ texts: [StyledText], summary: String = "") {
        add(writer.heading(heading, summary) + texts)
    }

    /// Adds a row that leads further; where it is broken, its first row does.
    mutating func add(_ text: StyledText, link: IncidentLink?, indent: Int = 4) {
        let broken = text.wrapped(to: writer.columns, indent: indent)
        for (index, row) in broken.enumerated() {
            rows.append(Row(text: row, link: index == 0 ? link : nil))
        }
    }

    /// Adds a heading.
    mutating func addHeading(_ text: String, _ more: String = "") {
        add(writer.heading(text, more))
    }

    /// A name and its value; where there is little room, the names take less of it.
    func fact(_ name: String, _ value: StyledText) -> [StyledText] {
        writer.fact(name, value, width: isNarrow ? 11 : 14)
    }

    /// True where only what matters most is said.
    var isNarrow: Bool { writer.columns < 60 }

    /// How something is done: its key, or where it has none the command for the palette.
    func way(_ action: ConsoleAction) -> String {
        let key = state.setup.keyMap.label(for: action, asciiOnly: writer.glyphs.asciiOnly)
        return key.isEmpty ? ":\(action.name)" : key
    }

    /// A quiet sentence in an empty section.
    func hint(_ sentence: String) -> [StyledText] { writer.paragraph(sentence, .faint) }

    private var facts: [StyledText] {
        guard let facts = state.incident.facts else {
            let watching = state.watchingFor.map(DurationText.elapsed) ?? ""
            return writer.paragraph("No incident is open.", .strong, indent: 0)
                + hint("\(way(.openIncident)) opens one; what was recorded so far belongs to it.")
                + fact("watching", StyledText(watching))
        }
        let record = state.incident.record
        var rows = StyledText(facts.title.string, .strong).wrapped(to: writer.columns)
        var standing = StyledText(record.status.rawValue, RecordWords.role(of: record.status))
        standing.add(
            "  \(writer.glyphs.dot)  \(facts.severity.label)", RecordWords.role(of: facts.severity))
        rows += fact("status", standing)
        rows += fact(
            "impact",
            facts.impact.isEmpty
                ? StyledText("nobody said yet whom it hurts: \(way(.setImpact)) does", .faint)
                : StyledText(facts.impact.string))
        rows += fact("opened", StyledText(writer.moment(facts.openedAt)))
        if let detected = facts.detectedAt {
            rows += fact("detected", StyledText(writer.moment(detected)))
        }
        if let age = state.incidentAge {
            rows += fact("elapsed", StyledText(DurationText.elapsed(age), .clock))
        }
        if let resolution = record.resolution {
            rows += fact("resolved", StyledText(writer.moment(resolution.at), .up))
        }
        return rows
    }

    private var roles: [StyledText] {
        let holders = state.incident.record.roles
        let vacant = IncidentRole.allCases.filter { holders[$0] == nil }
        let rows = IncidentRole.allCases.flatMap { role -> [StyledText] in
            guard let holder = holders[role] else { return [] }
            var text = StyledText(holder.person.string)
            text.add("  since \(writer.moment(holder.since))", .faint)
            if !holder.note.isEmpty { text.add("  \(holder.note)") }
            return fact(role.rawValue, text)
        }
        if vacant.isEmpty { return rows }
        let names = vacant.map(\.rawValue).joined(separator: ", ")
        return rows + hint("Nobody is \(names): \(way(.assignRole)) gives a role.")
    }

    private var moments: [StyledText] {
        let moments = state.incident.record.moments
        if moments.isEmpty {
            return hint(
                "No moment is marked yet: \(way(.acknowledge)) says that you take care of it.")
        }
        return moments.flatMap { marked -> [StyledText] in
            var text = StyledText(writer.moment(marked.at))
            text.add("  by \(marked.by)", .faint)
            if !marked.reason.isEmpty { text.add("  \(marked.reason)") }
            for unmet in marked.unmet { text.add("  unmet: \(unmet)", .gateUnmet) }
            return fact(marked.moment.rawValue, text)
        }
    }

    /// How much people have written about it, and what shows that.
    private var written: [StyledText] {
        guard state.incident.facts != nil else { return [] }
        let record = state.incident.record
        let answered = record.whys.count { !$0.answer.isEmpty }
        let done = record.actionItems.count(where: \.isDone)
        return line(
            "whys", answered, of: record.whys.count, "answered", .showWhys)
            + line("actions", done, of: record.actionItems.count, "done", .showActions)
    }

    private func line(
        _ name: String, _ count: Int, of all: Int, _ verb: String, _ action: ConsoleAction
    ) -> [StyledText] {
        var text = all == 0 ? StyledText("none", .faint) : StyledText("\(count) of \(all) \(verb)")
        text.add("  \(way(action)) \(all == 0 ? "writes" : "shows") them", .faint)
        return fact(name, text)
    }

    private var recording: [StyledText] {
        let incident = state.incident
        var rows = written
        rows += fact("entries", StyledText(CountText.grouped(incident.lastSequence)))
        if incident.unrecorded > 0 {
            rows += fact(
                "missing",
                StyledText(CountText.counted(incident.unrecorded, "entry that is lost"), .down))
        }
        let now: StyledText =
            state.recordingTrouble.map {
                StyledText("\(CountText.grouped(state.unrecorded)) not on disk: \($0)", .alarm)
            } ?? StyledText("every entry is on disk before it is shown", .up)
        rows += fact("recording", now)
        if let reason = state.readOnlyReason {
            rows += fact("read-only", StyledText(reason, .readOnly))
        }
        let offset = incident.record.wallClockOffset
        if offset != .zero {
            let length = DurationText.taken(offset < .zero ? .zero - offset : offset)
            let way = offset < .zero ? "back" : "forward"
            rows += fact("wall clock", StyledText("set \(way) by \(length) since the start"))
        }
        return rows
    }
}
