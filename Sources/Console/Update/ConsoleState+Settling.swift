import CellGrid
import IncidentModel

/// Keeps selections and scroll positions true to the rows that there are, after every message.
extension ConsoleState {
    mutating func settle() {
        clusterMatches.refresh(clusterView.query, shownLogs.clusters)
        // Before the first size everything would seem to need scrolling.
        guard !size.isEmpty else { return }
        let layout = layout
        settleServices(height: layout.inside(.services).rows)
        settleGraph(height: layout.body.rows - 2)
        settleClusters(height: layout.inside(.clusters).rows)
        settleRunbook(height: runbookRows)
        settleOutput(height: layout.inside(.output).rows)
        settleTimeline(height: layout.inside(.timeline).rows)
    }

    /// A reason scrolls with its service but cannot be selected.
    private mutating func settleServices(height: Int) {
        let rows = ServiceList.lines(of: self).map(\.id)
        let ids = rows.compactMap(\.self)
        // Where a service has gone into the row of a group, the selection goes with it.
        if case .service(let id)? = serviceView.selected, !ids.contains(.service(id)),
            let root = service(id).flatMap(ServiceRanking.root(of:)),
            ids.contains(.blocked(by: root))
        {
            serviceView.selected = .blocked(by: root)
        }
        guard let position = serviceView.position(in: ids) else {
            serviceView.top = 0
            return
        }
        serviceView.select(position, in: ids)
        guard let row = rows.firstIndex(of: ids[position]) else { return }
        // With a service its reasons are shown too.
        let reasons = rows.dropFirst(row + 1).prefix { $0 == nil }.count
        let top = ScrollWindow.top(
            current: serviceView.top, selected: row, count: rows.count, height: height)
        serviceView.top = max(top, min(row, row + reasons + 1 - max(1, height)))
    }

    /// Rows that only count scroll with the clusters but cannot be selected.
    private mutating func settleClusters(height: Int) {
        let rows = ClusterList.lines(of: self).map(\.id)
        let ids = rows.compactMap(\.self)
        guard let position = clusterView.position(in: ids) else {
            clusterView.top = 0
            return
        }
        clusterView.select(position, in: ids)
        guard let row = rows.firstIndex(of: ids[position]) else { return }
        let top = ScrollWindow.top(
            current: clusterView.top, selected: row, count: rows.count, height: height)
        // At the last cluster, what comes behind it is shown too.
        let isLast = position == ids.count - 1
        let room = max(1, height)
        clusterView.top = isLast ? max(top, min(row, rows.count - room)) : top
    }

    /// Headings scroll with the rows but cannot be selected.
    private mutating func settleRunbook(height: Int) {
        let ids = RunbookList.rows(of: self).map(\.id)
        let selectable = ids.filter(\.isSelectable)
        guard let position = runbookView.position(in: selectable) else {
            runbookView.top = 0
            return
        }
        runbookView.select(position, in: selectable)
        guard let row = ids.firstIndex(of: selectable[position]) else { return }
        var top = ScrollWindow.top(
            current: runbookView.top, selected: row, count: ids.count, height: height)
        // The heading above the selected step stays in sight with it.
        if row > 0, top == row, height > 1, !ids[row - 1].isSelectable { top = row - 1 }
        runbookView.top = top
    }

    private mutating func settleOutput(height: Int) {
        let shown = shownOutput?.step
        if shown != outputShown, frozen.output == nil {
            outputView.rowsBelow = 0
            outputShown = shown
        }
        guard !outputView.isFollowing else { return }
        outputView.move(by: 0, count: OutputList.rows(of: self).count, height: height)
    }

    private mutating func settleTimeline(height: Int) {
        let rows = TimelineList.rows(of: self)
        guard let position = TimelineList.position(in: rows, of: self) else {
            timelineView.top = 0
            return
        }
        timelineView.index = position
        // An entry that is on its way stays the selected one.
        if timelineGoal == nil { timelineView.selected = rows[position].sequence }
        timelineView.top = ScrollWindow.top(
            current: timelineView.top, selected: position, count: rows.count, height: height)
    }
}
