import IncidentModel

/// What a filter's words and expressions found in each cluster, kept until its text changes.
///
/// Counts move all the time, texts do not: without this an expression would be looked for in every
/// cluster with every frame.
struct ClusterMatches: Equatable, Sendable {
    /// What was looked at, and what came of it.
    private struct Entry: Equatable, Sendable {
        let text: String
        let isKept: Bool
    }

    private var query = ListQuery.none
    private var entries: [ClusterID: Entry] = [:]

    /// Brings it up to date with the clusters that there are.
    mutating func refresh(_ query: ListQuery, _ clusters: [ClusterStatus]) {
        if query.isEmpty {
            self = ClusterMatches()
            return
        }
        let known = self.query == query ? entries : [:]
        self.query = query
        entries = [:]
        entries.reserveCapacity(clusters.count)
        for cluster in clusters {
            let text = ClusterList.text(of: cluster)
            if let entry = known[cluster.id], entry.text == text {
                entries[cluster.id] = entry
            } else {
                entries[cluster.id] = Entry(text: text, isKept: query.keepsText(text))
            }
        }
    }

    /// Whether a query keeps a cluster.
    func keeps(_ cluster: ClusterStatus, by query: ListQuery) -> Bool {
        guard query == self.query, let entry = entries[cluster.id] else {
            return query.keeps(cluster, text: ClusterList.text(of:))
        }
        return entry.isKept && query.keepsFields(of: cluster)
    }
}
