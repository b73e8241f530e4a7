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
        if state.incident.facts != nil {
            add("Clocks", clocks)
            add("Roles", roles)
            add("Moments", moments)
        }
        add("Exit criteria", criteria, summary: criteriaSummary)
        addRoots()
        addPast()
        if state.incident.facts != nil { addLinks() }
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

    /// A quiet sentence in an empty section.
    func hint(_ sentence: String) -> [StyledText] { writer.paragraph(sentence, .faint) }

    private var facts: [StyledText] {
        guard let facts = state.incident.facts else {
            let watching = state.watchingFor.map(DurationText.elapsed) ?? ""
            return writer.paragraph("No incident is open.", .strong, indent: 0)
                + writer.fact("watching", StyledText(watching))
        }
        let record = state.incident.record
        var rows = StyledText(facts.title.string, .strong).wrapped(to: writer.columns)
        var standing = StyledText(record.status.rawValue, RecordWords.role(of: record.status))
        standing.add(
            "  \(writer.glyphs.dot)  \(facts.severity.label)", RecordWords.role(of: facts.severity))
        rows += writer.fact("status", standing)
        rows += writer.fact(
            "impact",
            facts.impact.isEmpty
                ? StyledText("nobody said yet whom it hurts", .faint)
                : StyledText(facts.impact.string))
        rows += writer.fact("opened", StyledText(writer.moment(facts.openedAt)))
        if let detected = facts.detectedAt {
            rows += writer.fact("detected", StyledText(writer.moment(detected)))
        }
        if let age = state.incidentAge {
            rows += writer.fact("elapsed", StyledText(DurationText.elapsed(age), .clock))
        }
        if let resolution = record.resolution {
            rows += writer.fact("resolved", StyledText(writer.moment(resolution.at), .up))
        }
        return rows
    }

    private var roles: [StyledText] {
        let holders = state.incident.record.roles
        return IncidentRole.allCases.flatMap { role -> [StyledText] in
            guard let holder = holders[role] else {
                return writer.fact(role.rawValue, StyledText("nobody", .faint))
            }
            var text = StyledText(holder.person.string)
            text.add("  since \(writer.moment(holder.since))", .faint)
            if !holder.note.isEmpty { text.add("  \(holder.note)") }
            return writer.fact(role.rawValue, text)
        }
    }

    private var moments: [StyledText] {
        let moments = state.incident.record.moments
        if moments.isEmpty {
            return hint("No moment is marked yet: who took care of it, and when.")
        }
        return moments.flatMap { marked -> [StyledText] in
            var text = StyledText(writer.moment(marked.at))
            text.add("  by \(marked.by)", .faint)
            if !marked.reason.isEmpty { text.add("  \(marked.reason)") }
            for unmet in marked.unmet { text.add("  unmet: \(unmet)", .gateUnmet) }
            return writer.fact(marked.moment.rawValue, text)
        }
    }

    private var recording: [StyledText] {
        let incident = state.incident
        var rows = writer.fact(
            "entries", StyledText(CountText.grouped(incident.lastSequence)))
        if incident.unrecorded > 0 {
            rows += writer.fact(
                "missing",
                StyledText(CountText.counted(incident.unrecorded, "entry that is lost"), .down))
        }
        let now: StyledText =
            state.recordingTrouble.map {
                StyledText("\(CountText.grouped(state.unrecorded)) not on disk: \($0)", .alarm)
            } ?? StyledText("every entry is on disk before it is shown", .up)
        rows += writer.fact("recording", now)
        if let reason = state.readOnlyReason {
            rows += writer.fact("read-only", StyledText(reason, .readOnly))
        }
        let offset = incident.record.wallClockOffset
        if offset != .zero {
            let length = DurationText.taken(offset < .zero ? .zero - offset : offset)
            let way = offset < .zero ? "back" : "forward"
            rows += writer.fact("wall clock", StyledText("set \(way) by \(length) since the start"))
        }
        return rows
    }
}
