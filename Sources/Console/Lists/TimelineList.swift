import IncidentModel

/// The rows of the timeline pane: of the loaded page those that the filter keeps, the newest first.
///
/// All of it is as long as the page: how many entries the journal holds does not matter.
enum TimelineList {
    /// How many entries are loaded at once.
    static let pageLength = 200
    /// How many are loaded at once while an expression is looked for, which the store does not do.
    static let searchedLength = 1_000
    /// How close to the end of the loaded entries the next ones are asked for: two screens and more, so
    /// that a person who turns pages does not come to the end before they arrive.
    static let margin = 90
    /// How many of the newest entries are kept beside the page.
    static let recentLength = 100

    /// The entries in the pane.
    static func rows(of state: ConsoleState) -> [JournalEvent] {
        let query = state.timelineView.query
        let page = state.shownTimeline
        if query.isEmpty || !query.hasExpression && page.filter == query.storeFilter {
            return page.events
        }
        return page.events.filter { query.keeps(text(of: $0)) }
    }

    /// Where the selection is among rows; nil without rows.
    ///
    /// Where the selected entry is not loaded, the nearest older one stands in for it.
    static func position(in rows: [JournalEvent], of state: ConsoleState) -> Int? {
        guard !rows.isEmpty else { return nil }
        guard !state.timelineFollows, let anchor = state.timelineView.selected else { return 0 }
        return rows.firstIndex { $0.sequence <= anchor } ?? rows.count - 1
    }

    /// The selected entry.
    static func selected(of state: ConsoleState) -> JournalEvent? {
        let rows = rows(of: state)
        return position(in: rows, of: state).map { rows[$0] }
    }

    /// The newest entries, whatever page is loaded: what stands in the border.
    static func newest(of state: ConsoleState) -> [JournalEvent] {
        let isPresent = state.frozen.timeline == nil && state.timelineView.query.isEmpty
        return isPresent && !state.recentEvents.isEmpty ? state.recentEvents : rows(of: state)
    }

    /// What a filter looks at; the store looks at the same.
    static func text(of event: JournalEvent) -> String { "\(event.actor) \(event.headline)" }

    /// Whether the store's filter keeps an entry.
    static func keeps(_ event: JournalEvent, _ filter: TimelineFilter) -> Bool {
        if filter.isEmpty { return true }
        let text = text(of: event).lowercased()
        return filter.including.allSatisfy { text.contains($0.lowercased()) }
            && !filter.excluding.contains { text.contains($0.lowercased()) }
    }
}

extension ListQuery {
    /// What of it the store can do: plain texts.
    var storeFilter: TimelineFilter {
        var filter = TimelineFilter.none
        for term in terms {
            guard case .text(let needle) = term.test else { continue }
            if term.isInverted {
                filter.excluding.append(needle)
            } else {
                filter.including.append(needle)
            }
        }
        return filter
    }

    /// True when it looks for an expression, which only the loaded rows can be asked for.
    var hasExpression: Bool {
        terms.contains { term in
            if case .pattern = term.test { return true }
            return false
        }
    }
}
