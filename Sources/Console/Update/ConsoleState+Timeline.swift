import IncidentModel

/// What the timeline waits for after a page was asked for.
enum TimelineGoal: Equatable, Sendable {
    /// The oldest entry that the filter keeps.
    case oldest
    /// An entry by its number.
    case entry(Int)
}

/// The timeline: one page of it is held, pages are asked for as one scrolls, and the store filters.
extension ConsoleState {
    /// The filter that the store is to apply.
    var wantedFilter: TimelineFilter { timelineView.query.storeFilter }

    mutating func loadNewestTimeline() -> [ConsoleEffect] { loadTimeline(from: 0) }

    private mutating func loadTimeline(from offset: Int, pages: Int = 1) -> [ConsoleEffect] {
        isLoadingTimeline = true
        let length =
            timelineView.query.hasExpression
            ? TimelineList.searchedLength : TimelineList.pageLength
        return [
            .loadTimeline(offset: max(0, offset), count: length * pages, filter: wantedFilter)
        ]
    }

    /// Takes a page that was asked for; one for a filter that has changed since is of no use.
    mutating func takeTimeline(_ page: TimelinePage) {
        guard page.filter == wantedFilter else { return }
        isLoadingTimeline = false
        if let reason = page.unreadable {
            return show("the timeline cannot be read: \(reason)", .refusal)
        }
        let screenRow = timelineScreenRow
        if page.offset == 0 {
            takeNewest(page)
        } else {
            // What came while the page was on its way pushes it further into the past.
            let added = timeline.filter == page.filter ? max(0, timeline.total - page.total) : 0
            timeline = page
            timeline.offset += added
            timeline.total += added
        }
        reachTimelineGoal()
        guard frozen.timeline == nil else { return }
        let rows = TimelineList.rows(of: self)
        guard let position = TimelineList.position(in: rows, of: self) else { return }
        timelineView.top = max(0, position - screenRow)
    }

    /// How many rows below the pane's upper edge the selection is.
    private var timelineScreenRow: Int {
        let position = TimelineList.position(in: TimelineList.rows(of: self), of: self)
        return max(0, (position ?? 0) - timelineView.top)
    }

    private mutating func takeNewest(_ page: TimelinePage) {
        let newest = page.events.first?.sequence ?? 0
        let later = recentEvents.filter { $0.sequence > newest }
        if page.filter.isEmpty {
            let length = max(0, TimelineList.recentLength - later.count)
            recentEvents = later + page.events.prefix(length)
        }
        let arrived = later.filter { TimelineList.keeps($0, page.filter) }
        timeline = page
        timeline.events = arrived + page.events
        timeline.total = page.total + arrived.count
    }

    private mutating func reachTimelineGoal() {
        guard let goal = timelineGoal, frozen.timeline == nil else { return }
        timelineGoal = nil
        timelineFollows = false
        switch goal {
        case .oldest: timelineView.selected = TimelineList.rows(of: self).last?.sequence
        case .entry(let number): timelineView.selected = number
        }
    }

    /// Takes in an entry that was recorded: it arrives at the top.
    mutating func takeIntoTimeline(_ event: JournalEvent) {
        recentEvents.insert(event, at: 0)
        recentEvents.removeLast(max(0, recentEvents.count - TimelineList.recentLength))
        guard TimelineList.keeps(event, timeline.filter) else { return }
        guard timeline.offset == 0 else {
            timeline.total += 1
            timeline.offset += 1
            return
        }
        guard event.sequence > timeline.events.first?.sequence ?? 0 else { return }
        timeline.total += 1
        timeline.events.insert(event, at: 0)
        let isInPane = timelineView.query.keeps(TimelineList.text(of: event))
        // What a reader looks at stays where it is.
        if !timelineFollows, frozen.timeline == nil, isInPane { timelineView.top += 1 }
        trimTimeline()
    }

    /// Keeps the page bounded: following needs the newest entries, a reader those around the selection.
    private mutating func trimTimeline() {
        let limit = TimelineList.searchedLength + TimelineList.pageLength * 2
        let excess = timeline.events.count - limit
        guard excess > 0 else { return }
        let isFarDown =
            !timelineFollows
            && (timelineView.selected ?? .max) < timeline.events[limit / 2].sequence
        guard isFarDown, frozen.timeline == nil else {
            timeline.events.removeLast(excess + TimelineList.pageLength)
            return
        }
        timeline.events.removeFirst(excess)
        timeline.offset += excess
        timelineView.top = max(0, timelineView.top - excess)
    }

    // MARK: - Moving

    mutating func moveTimeline(_ movement: Movement, height: Int) -> [ConsoleEffect] {
        timelineGoal = nil
        switch movement {
        case .start: return followTimeline()
        case .end: return moveToOldest()
        case .rows, .pages: break
        }
        let rows = TimelineList.rows(of: self)
        guard let position = TimelineList.position(in: rows, of: self) else {
            return loadBeyond(isDown: movement.isDown)
        }
        let distance = movement.distance(from: position, count: rows.count, height: height)
        return selectTimeline(min(max(0, position + distance), rows.count - 1), in: rows)
    }

    /// Shows the newest entries and goes on showing them.
    mutating func followTimeline() -> [ConsoleEffect] {
        frozen.thaw(.timeline)
        timelineFollows = true
        timelineView.top = 0
        return timeline.offset > 0 || timeline.filter != wantedFilter ? loadTimeline(from: 0) : []
    }

    private mutating func moveToOldest() -> [ConsoleEffect] {
        timelineFollows = false
        timelineView.selected = TimelineList.rows(of: self).last?.sequence
        let end = timeline.offset + timeline.events.count
        guard frozen.timeline == nil, end < timeline.total else { return [] }
        timelineGoal = .oldest
        // More than a page is asked for: entries may come meanwhile and push the end away.
        return loadTimeline(from: timeline.total - TimelineList.pageLength, pages: 2)
    }

    /// Selects a row and asks for more where it is close to the end of what is loaded.
    mutating func selectTimeline(_ position: Int, in rows: [JournalEvent]) -> [ConsoleEffect] {
        timelineView.selected = rows[position].sequence
        timelineFollows = position == 0 && timeline.offset == 0 && frozen.timeline == nil
        let loadedEnd = timeline.offset + timeline.events.count
        if position >= rows.count - TimelineList.margin, loadedEnd < timeline.total {
            return loadBeyond(isDown: true)
        }
        if position < TimelineList.margin, timeline.offset > 0 { return loadBeyond(isDown: false) }
        return []
    }

    /// Asks for the page around the selection; while an expression is looked for, for the next one.
    private mutating func loadBeyond(isDown: Bool) -> [ConsoleEffect] {
        guard !isLoadingTimeline, frozen.timeline == nil else { return [] }
        if timelineView.query.hasExpression {
            let half = TimelineList.searchedLength / 2
            let isMore =
                isDown
                ? timeline.offset + timeline.events.count < timeline.total : timeline.offset > 0
            return isMore ? loadTimeline(from: timeline.offset + (isDown ? half : -half)) : []
        }
        let place = timeline.events.firstIndex { $0.sequence <= timelineView.selected ?? .max }
        let offset = timeline.offset + (place ?? 0) - TimelineList.pageLength / 2
        return loadTimeline(from: offset)
    }

    // MARK: - Looking for something

    /// Has the store look through everything once a filter is complete.
    mutating func searchTimeline() -> [ConsoleEffect] {
        let isLonger =
            timelineView.query.hasExpression && timeline.events.count < TimelineList.searchedLength
            && timeline.events.count < timeline.total
        guard timeline.filter != wantedFilter || isLonger else {
            // An answer to what is no longer asked for may still be on its way: nobody waits for it.
            isLoadingTimeline = false
            return []
        }
        timelineGoal = nil
        timelineFollows = true
        timelineView.top = 0
        return loadTimeline(from: 0)
    }

    /// Has the store look while a filter is being typed, once nobody has typed for a moment.
    mutating func searchTimelineWhileTyping() -> [ConsoleEffect] {
        guard case .filter(.timeline)? = prompt?.purpose, !isLoadingTimeline,
            timelineView.query.error == nil, isPausing
        else { return [] }
        return searchTimeline()
    }

    private var isPausing: Bool {
        guard let lastKeyAt, let now else { return true }
        return now - lastKeyAt >= .milliseconds(800)
    }

    /// Goes to the next entry, in the pane's order, that the newest filter keeps.
    mutating func moveTimelineToMatch(_ step: Int) -> [ConsoleEffect] {
        let rows = TimelineList.rows(of: self)
        guard let start = TimelineList.position(in: rows, of: self) else { return [] }
        var position = start + step
        while rows.indices.contains(position) {
            if lastQuery.keeps(TimelineList.text(of: rows[position])) {
                return selectTimeline(position, in: rows)
            }
            position += step
        }
        let key = setup.keyMap.label(for: .filter)
        return refuse("No further match among the loaded entries: \(key) looks through all.")
    }

    /// Shows an entry by its number, without a filter that might leave it out.
    mutating func showEntry(_ number: Int) -> [ConsoleEffect] {
        focus = .timeline
        frozen.thaw(.timeline)
        timelineView.query = .none
        timelineFollows = false
        timelineView.selected = number
        let isLoaded = timeline.events.contains { $0.sequence == number }
        if timeline.filter.isEmpty, isLoaded { return [] }
        timelineGoal = .entry(number)
        // Numbers have no gaps: as many entries are newer as there are higher numbers.
        let newer = max(0, incident.lastSequence - number)
        return loadTimeline(from: newer - TimelineList.pageLength / 2)
    }
}

extension Movement {
    /// True when it leads down.
    fileprivate var isDown: Bool {
        switch self {
        case .rows(let rows): rows > 0
        case .pages(let pages): pages > 0
        case .start: false
        case .end: true
        }
    }
}
