import IncidentModel

/// The rows of the timeline pane: the loaded page, oldest first, so that the newest is at the bottom.
enum TimelineList {
    /// How many entries are loaded at once.
    static let pageLength = 200

    /// The entries that the filter keeps.
    static func rows(of state: ConsoleState) -> [JournalEvent] {
        let query = state.timelineView.query
        let events = state.shownTimeline.events.reversed()
        return query.isEmpty ? Array(events) : events.filter { query.keeps(text(of: $0)) }
    }

    /// The selected entry.
    static func selected(of state: ConsoleState) -> JournalEvent? {
        let rows = rows(of: state)
        if state.timelineFollows { return rows.last }
        return state.timelineView.position(in: rows.map(\.sequence)).map { rows[$0] }
    }

    /// What a filter looks at.
    static func text(of event: JournalEvent) -> String { "\(event.actor) \(event.headline)" }
}
