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
    mutating func moveToMatch(_ step: Int) -> [ConsoleEffect] {
        guard overlays.isEmpty else { return [] }
        switch focus {
        case .services:
            let ids = ServiceList.selectableIDs(of: self)
            let query = lastQuery
            // A folded group is found when one of those in it is.
            let found = shownServices.filter { query.keeps(ServiceList.text(of: $0)) }
            let services = Set(found.map(\.id))
            let roots = Set(found.compactMap(ServiceRanking.root(of:)))
            let isFound = ids.map { id in
                switch id {
                case .service(let service): services.contains(service)
                case .blocked(let root): roots.contains(root)
                }
            }
            select(&serviceView, ids, step) { isFound[$0] }
        case .clusters:
            let rows = ClusterList.rows(of: self)
            let query = lastQuery
            select(&clusterView, rows.map(\.id), step) {
                query.keeps(rows[$0], text: ClusterList.text(of:))
            }
        case .runbook:
            let rows = RunbookList.rows(of: self).filter(\.id.isSelectable)
            select(&runbookView, rows.map(\.id), step) { rows[$0].searchText }
        case .output: moveOutputToMatch(step)
        case .timeline: return moveTimelineToMatch(step)
        }
        return []
    }

    private func select<ID>(
        _ view: inout ListView<ID>, _ ids: [ID], _ step: Int, text: (Int) -> String
    ) {
        select(&view, ids, step) { lastQuery.keeps(text($0)) }
    }

    private func select<ID>(
        _ view: inout ListView<ID>, _ ids: [ID], _ step: Int, where matches: (Int) -> Bool
    ) {
        guard let start = view.position(in: ids),
            let found = nextMatch(among: ids.count, from: start, step: step, where: matches)
        else { return }
        view.select(found, in: ids)
    }

    /// The nearest matching position in a direction, around the end; nil without a match.
    private func nextMatch(
        among count: Int, from start: Int, step: Int, where matches: (Int) -> Bool
    ) -> Int? {
        guard count > 0 else { return nil }
        for distance in 1...count {
            let position = ((start + step * distance) % count + count) % count
            if matches(position) { return position }
        }
        return nil
    }

    /// The view's bottom line stands for the selection that text has not.
    private mutating func moveOutputToMatch(_ step: Int) {
        let rows = OutputList.rows(of: self)
        guard !rows.isEmpty else { return }
        let bottom = max(0, rows.count - 1 - outputView.rowsBelow)
        let found = nextMatch(among: rows.count, from: bottom, step: step) {
            lastQuery.keeps(rows[$0].text.string)
        }
        guard let found else { return }
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
