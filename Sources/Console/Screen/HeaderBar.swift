import CellGrid
import IncidentModel
import SafeText

/// The upper border of the screen: which incident, how serious, for how long, what is due, and whether all is live.
enum HeaderBar {
    /// Something that stands between the border's lines; the lowest ranks leave first when room is short.
    private struct Item {
        let text: StyledText
        let rank: Int
    }

    static func draw(_ state: ConsoleState, layout: ScreenLayout, on canvas: inout Canvas) {
        let area = Rect(size: layout.size).topRows(1).inset(columns: 2, rows: 0)
        let right = mode(of: state, canvas.glyphs)
        let room = area.columns - right.width - 3
        let gap = layout.size.columns < 60 ? 1 : 2
        var items = items(of: state, layout: layout)
        while width(items, gap: gap) > room, items.count > 1, let least = items.map(\.rank).min() {
            items.removeAll { $0.rank == least }
        }
        var column = area.column
        for (index, item) in items.enumerated() {
            let left = area.droppingLeft(column - area.column).droppingRight(right.width + 3)
            let piece = StyledText(" ") + item.text + StyledText(" ")
            column += canvas.draw(piece, row: 0, in: left)
            if index < items.count - 1 { column += index == 0 ? 1 : gap }
        }
        let end = StyledText(" ") + right + StyledText(" ")
        canvas.draw(end, row: 0, in: area.rightColumns(end.width))
    }

    private static func width(_ items: [Item], gap: Int) -> Int {
        items.reduce(0) { $0 + $1.text.width + 2 } + 1 + gap * max(0, items.count - 2)
    }

    private static func items(of state: ConsoleState, layout: ScreenLayout) -> [Item] {
        if layout.shape == .single, !state.isZoomed {
            return [Item(text: tabs(state, width: layout.size.columns), rank: 10)]
                + clocks(of: state, isShort: layout.size.columns < 60)
                + availability(of: state, isShort: true)
        }
        var items = [Item(text: StyledText("QUELL", .brand), rank: 4)]
        let title = title(of: state, width: layout.size.columns)
        if !title.isEmpty { items.append(Item(text: title, rank: 9)) }
        let isShort = layout.size.columns < 60
        return items + availability(of: state, isShort: layout.size.columns < 100)
            + clocks(of: state, isShort: isShort)
    }

    /// How many of the services serve now; red as soon as one does not.
    private static func availability(of state: ConsoleState, isShort: Bool) -> [Item] {
        let rollup = ServiceRollup(state.shownServices)
        guard let share = rollup.availability else { return [] }
        let words = isShort ? "\(rollup.up)/\(rollup.total) up" : "\(share) % available"
        return [Item(text: StyledText(words, rollup.role), rank: 5)]
    }

    private static func title(of state: ConsoleState, width: Int) -> StyledText {
        let room = max(12, width / 3)
        var text = StyledText()
        if let id = state.incident.facts?.id, width >= 100 { text.add("\(id) ", .faint) }
        text.add(TextWidth.truncate(state.title.string, toColumns: room), .strong)
        return text
    }

    private static func clocks(of state: ConsoleState, isShort: Bool) -> [Item] {
        guard let facts = state.incident.facts else {
            guard let watching = state.watchingFor else { return [] }
            return [
                Item(
                    text: StyledText("watching \(DurationText.elapsed(watching))", .clock), rank: 3)
            ]
        }
        let clocks = state.clocks
        return [Item(text: severity(facts.severity), rank: 8)]
            + standing(state.incident.record.status)
            + elapsed(clocks, at: state.now, isShort: isShort)
            + [update(clocks, of: facts, at: state.now), escalation(clocks, at: state.now)]
            .compactMap { $0 }
    }

    /// Where it stands; that it is resolved is said with the time it took.
    private static func standing(_ status: IncidentStatus) -> [Item] {
        RecordWords.headerWord(status).map { [Item(text: $0, rank: 7)] } ?? []
    }

    /// The time since the detection; after the resolution how long it took.
    private static func elapsed(
        _ clocks: IncidentClocks, at now: Timestamp?, isShort: Bool
    ) -> [Item] {
        guard let now, let age = clocks.elapsed(at: now) else { return [] }
        let time = isShort ? DurationText.clock(age) : DurationText.elapsed(age)
        guard clocks.stoppedAt != nil else {
            return [Item(text: StyledText(time, .clock), rank: 7)]
        }
        return [Item(text: StyledText("resolved after \(time)", .up), rank: 7)]
    }

    /// The update that is due first; several audiences are told apart.
    private static func update(
        _ clocks: IncidentClocks, of facts: IncidentFacts, at now: Timestamp?
    ) -> Item? {
        guard let next = clocks.nextUpdate, let now else { return nil }
        var name = ""
        if case .update(let audience) = next.clock, facts.cadences.count > 1 {
            name = " for \(short(audience))"
        }
        let left = next.left(at: now)
        let text = clock(left, before: "update\(name) due in", after: "update\(name) overdue")
        return Item(text: text, rank: left <= .zero ? 6 : 3)
    }

    /// Until the escalation; to whom is said once that matters.
    private static func escalation(_ clocks: IncidentClocks, at now: Timestamp?) -> Item? {
        guard let next = clocks.escalation, let now else { return nil }
        let left = next.left(at: now)
        var name = ""
        if case .escalation(let contact) = next.clock, left < soon, !contact.isEmpty {
            name = " to \(short(contact))"
        }
        let text = clock(left, before: "escalate\(name) in", after: "escalate\(name) now,")
        return Item(text: text, rank: left <= .zero ? 6 : 2)
    }

    /// A name that leaves room for the clocks.
    private static func short(_ name: DisplayText) -> String {
        TextWidth.truncate(name.string, toColumns: 20)
    }

    private static func severity(_ severity: IncidentSeverity) -> StyledText {
        switch severity {
        case .p0: StyledText(severity.label, .priority0)
        case .p1: StyledText(severity.label, .priority1)
        case .p2: StyledText(severity.label, .priority2)
        case .p3, .p4: StyledText(severity.label, .priority3)
        }
    }

    /// A countdown is close to its end from here on.
    private static let soon = Duration.seconds(120)

    /// A countdown; amber in its last two minutes, red and counting up once it has run out.
    private static func clock(_ left: Duration, before: String, after: String) -> StyledText {
        if left <= .zero {
            return StyledText("\(after) \(DurationText.clock(.zero - left))", .clockOverdue)
        }
        return StyledText(
            "\(before) \(DurationText.clock(left))", left < soon ? .clockSoon : .clock)
    }

    private static func tabs(_ state: ConsoleState, width: Int) -> StyledText {
        var text = StyledText()
        for pane in Pane.allCases {
            if pane != .services { text.add(" ") }
            if pane == state.focus {
                text.add("[\(pane.number) \(pane.shortTitle)]", .titleActive)
            } else {
                text.add("\(pane.number)", .key)
            }
        }
        return text
    }

    /// Live, paused or, before all else, not recorded.
    private static func mode(of state: ConsoleState, _ glyphs: GlyphSet) -> StyledText {
        if state.recordingTrouble != nil || state.unrecorded > 0 {
            let count = CountText.grouped(state.unrecorded)
            return StyledText(" \(glyphs.live) UNRECORDED \(count) ", .alarm)
        }
        let missed = Pane.allCases.compactMap(state.missed)
        if !missed.isEmpty {
            let count = CountText.grouped(missed.reduce(0, +))
            return StyledText("\(glyphs.paused) PAUSED +\(count)", .paused)
        }
        return StyledText("\(glyphs.live) LIVE", .live)
    }
}
