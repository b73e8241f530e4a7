import CellGrid
import IncidentModel
import SafeText

extension ConsoleState {
    /// The filter of a pane.
    func query(of pane: Pane) -> ListQuery {
        switch pane {
        case .services: serviceView.query
        case .clusters: clusterView.query
        case .runbook: runbookView.query
        case .output: outputView.query
        case .timeline: timelineView.query
        }
    }

    mutating func setQuery(_ query: ListQuery, of pane: Pane) {
        if !query.isEmpty { lastQuery = query }
        switch pane {
        case .services: serviceView.query = query
        case .clusters: clusterView.query = query
        case .runbook: runbookView.query = query
        case .output:
            outputView.query = query
            outputView.rowsBelow = 0
        case .timeline: timelineView.query = query
        }
    }

    mutating func openFilter() {
        overlays = []
        prompt = Prompt(purpose: .filter(focus), line: LineEditor(query(of: focus).typed))
    }

    /// Goes to the next row that the newest filter found, whether or not it is still filtering.
    mutating func moveToMatch(_ step: Int) {
        guard overlays.isEmpty else { return }
        switch focus {
        case .services:
            let rows = ServiceList.rows(of: self)
            select(&serviceView, rows.map(\.id), rows.map(ServiceList.text(of:)), step)
        case .clusters:
            let rows = ClusterList.rows(of: self)
            select(&clusterView, rows.map(\.id), rows.map(ClusterList.text(of:)), step)
        case .runbook:
            let rows = RunbookList.rows(of: self).filter(\.id.isSelectable)
            select(&runbookView, rows.map(\.id), rows.map(\.searchText), step)
        case .output: moveOutputToMatch(step)
        case .timeline:
            let rows = TimelineList.rows(of: self)
            timelineFollows = false
            select(&timelineView, rows.map(\.sequence), rows.map(TimelineList.text(of:)), step)
        }
    }

    private func select<ID>(
        _ view: inout ListView<ID>, _ ids: [ID], _ texts: [String], _ step: Int
    ) {
        guard let start = view.position(in: ids),
            let found = nextMatch(in: texts, from: start, step: step)
        else { return }
        view.select(found, in: ids)
    }

    /// The nearest matching position in a direction, around the end; nil without a match.
    private func nextMatch(in texts: [String], from start: Int, step: Int) -> Int? {
        for distance in 1...max(1, texts.count) {
            let position = ((start + step * distance) % texts.count + texts.count) % texts.count
            if lastQuery.keeps(texts[position]) { return position }
        }
        return nil
    }

    /// The view's bottom line stands for the selection that text has not.
    private mutating func moveOutputToMatch(_ step: Int) {
        let rows = OutputList.rows(of: self)
        guard !rows.isEmpty else { return }
        let bottom = max(0, rows.count - 1 - outputView.rowsBelow)
        let texts = rows.map(\.text.string)
        guard let found = nextMatch(in: texts, from: bottom, step: step) else { return }
        outputView.rowsBelow = rows.count - 1 - found
    }
}

extension RunbookRow {
    /// What `n` and `N` look at.
    var searchText: String {
        switch self {
        case .runbook(let plan): plan.title.string
        case .phase(let plan, _): plan.title.string
        case .step(let plan, _): "\(plan.id.label) \(plan.title)"
        case .check(let plan, _): plan.text.string
        }
    }
}
