import IncidentModel
import SafeText

/// The rows of the log clusters pane.
enum ClusterList {
    /// The clusters that the filter keeps, in the order on the screen.
    static func rows(of state: ConsoleState) -> [ClusterStatus] {
        let query = state.clusterView.query
        let clusters = state.shownLogs.clusters
        return query.isEmpty ? clusters : clusters.filter { query.keeps(text(of: $0)) }
    }

    /// The selected cluster.
    static func selected(of state: ConsoleState) -> ClusterStatus? {
        let rows = rows(of: state)
        return state.clusterView.position(in: rows.map(\.id)).map { rows[$0] }
    }

    /// What a filter looks at.
    static func text(of cluster: ClusterStatus) -> String {
        var words = [cluster.priority.label, cluster.template.string]
        if cluster.isNew { words.append("new") }
        if cluster.isSilent { words.append("silent") }
        words += cluster.services.map(\.string)
        return words.joined(separator: " ")
    }

    /// The clusters in the order for the screen: as before, unless a row clearly belongs higher.
    ///
    /// Two busy clusters of one priority overtake each other all the time; a row under the eyes of a
    /// reader must not. It moves up when its priority is higher, or when it has half as many records
    /// again as the row above.
    static func settled(
        _ clusters: [ClusterStatus], after previous: [ClusterStatus]
    ) -> [ClusterStatus] {
        var newIndex: [ClusterID: Int] = [:]
        for (index, cluster) in clusters.enumerated() { newIndex[cluster.id] = index }
        var order: [Place] = []
        order.reserveCapacity(clusters.count)
        for cluster in previous {
            if let index = newIndex.removeValue(forKey: cluster.id) {
                order.append(Place(index, clusters[index]))
            }
        }
        for (index, cluster) in clusters.enumerated() where newIndex[cluster.id] == index {
            order.append(Place(index, cluster))
        }
        for start in order.indices.dropFirst() {
            var place = start
            while place > 0, order[place].clearlyBelongs(above: order[place - 1]) {
                order.swapAt(place, place - 1)
                place -= 1
            }
        }
        return order.map { clusters[$0.index] }
    }

    /// What decides about the place of a cluster; small, because it is moved about.
    private struct Place {
        let index: Int
        let priority: Priority
        let records: Int

        init(_ index: Int, _ cluster: ClusterStatus) {
            self.index = index
            priority = cluster.priority
            records = cluster.records
        }

        func clearlyBelongs(above other: Place) -> Bool {
            if priority != other.priority { return priority < other.priority }
            return records > other.records + other.records / 2 + 4
        }
    }
}
