import IncidentModel
import SafeText

/// Looking at log clusters: order, time, errors, sources.
extension ConsoleState {
    /// Goes on to the next order; the rows are sorted afresh, the selection stays on its cluster.
    mutating func sortClustersAnotherWay() {
        arrangement.order = arrangement.order.next
        sortClusters()
        show("Log clusters \(DisplayText(arrangement.order.words)).", .notice)
    }

    mutating func showAnotherRange() {
        arrangement.range = arrangement.range.next
        sortClusters()
        let words = arrangement.range == .all ? "of all time" : "of the \(arrangement.range.words)"
        show("Log clusters \(DisplayText(words)).", .notice)
    }

    private mutating func sortClusters() {
        let sorting = ClusterSorting(arrangement: arrangement)
        logs.clusters = sorting.sorted(logs.clusters)
        if let clusters = frozen.logs?.clusters { frozen.logs?.clusters = sorting.sorted(clusters) }
    }

    /// Selects the nearest cluster with errors in a direction, around the end; details go along.
    mutating func moveToError(_ step: Int) {
        let rows = ClusterList.rows(of: self)
        guard let selected = clusterView.position(in: rows.map(\.id)) else { return }
        var isInDetails = false
        if case .details(.cluster, _)? = overlays.last { isInDetails = true }
        let isLooking = focus == .clusters && (overlays.isEmpty || isInDetails)
        // From elsewhere the first step leads to the selected cluster itself, if that has errors.
        let start = isLooking ? selected : selected - step
        let count = rows.count
        for distance in 1...count {
            let position = ((start + step * distance) % count + count) % count
            guard rows[position].counts.errors > 0 else { continue }
            if isLooking, position == selected { break }
            clusterView.select(position, in: rows.map(\.id))
            focus = .clusters
            overlays = isInDetails ? [.details(.cluster(rows[position].id), top: 0)] : []
            return
        }
        show("This is the only log cluster with errors.", .notice)
    }

    mutating func toggleSources() {
        if case .sources? = overlays.last {
            overlays.removeLast()
        } else {
            overlays.append(.sources(top: 0))
        }
    }
}
