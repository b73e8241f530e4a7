import IncidentModel

/// The order of the clusters on the screen.
///
/// Two busy clusters overtake each other all the time; a row under the eyes of a reader must not. A row
/// changes its place when its rank does (pinned, muted, its priority, symptom or not), when the person asks,
/// or, while nobody has pressed a key for some time, when it speaks half as much again as the row above.
struct ClusterSorting {
    /// How long no key must have been pressed before rows move by their counts.
    static let rest = Duration.seconds(10)

    /// How they are sorted.
    let arrangement: ClusterArrangement

    /// The clusters afresh, as the person asked.
    func sorted(_ clusters: [ClusterStatus]) -> [ClusterStatus] {
        places(clusters).sorted { left, right in
            left.key != right.key ? left.key < right.key : left.index < right.index
        }.map { clusters[$0.index] }
    }

    /// The clusters in the places that they had before, as far as possible; new ones behind their like.
    func settled(
        _ clusters: [ClusterStatus], after previous: [ClusterStatus], isAtRest: Bool
    ) -> [ClusterStatus] {
        if previous.isEmpty || arrangement.order == .newest { return sorted(clusters) }
        var newIndex: [ClusterID: Int] = [:]
        for (index, cluster) in clusters.enumerated() { newIndex[cluster.id] = index }
        var order: [Int] = previous.compactMap { newIndex.removeValue(forKey: $0.id) }
        order += clusters.indices.filter { newIndex[clusters[$0].id] == $0 }
        let all = places(clusters)
        var places = order.enumerated().map { (position: $0, place: all[$1]) }
        places.sort { left, right in
            let (first, second) = (left.place.key.rank, right.place.key.rank)
            return first != second ? first < second : left.position < right.position
        }
        var settled = places.map(\.place)
        if isAtRest { moveUpWhatClearlyBelongs(&settled) }
        return settled.map { clusters[$0.index] }
    }

    private func moveUpWhatClearlyBelongs(_ places: inout [Place]) {
        for start in places.indices.dropFirst() {
            var place = start
            while place > 0, places[place].key.clearlyBelongs(above: places[place - 1].key) {
                places.swapAt(place, place - 1)
                place -= 1
            }
        }
    }

    private func places(_ clusters: [ClusterStatus]) -> [Place] {
        clusters.enumerated().map { Place(index: $0, key: key(of: $1)) }
    }

    private func key(of cluster: ClusterStatus) -> Key {
        var rank = cluster.marks.isMuted ? 100 : cluster.marks.isPinned ? 0 : 10
        let weight: Int64
        switch arrangement.order {
        case .priority:
            // Of equal priority, what looks like the cause comes before its symptoms.
            rank += cluster.priority.rawValue * 2 + (cluster.relation == nil ? 0 : 1)
            weight = Int64(cluster.records)
        case .count: weight = Int64(arrangement.range.count(of: cluster))
        case .newest: weight = cluster.firstSeen.nanoseconds
        }
        return Key(rank: rank, weight: weight)
    }

    /// What decides about the place of a cluster; small, because it is moved about.
    private struct Place {
        let index: Int
        let key: Key
    }

    /// Ranks are never crossed; weights are, but not while somebody reads.
    private struct Key: Comparable {
        let rank: Int
        let weight: Int64

        static func < (left: Key, right: Key) -> Bool {
            left.rank != right.rank ? left.rank < right.rank : left.weight > right.weight
        }

        func clearlyBelongs(above other: Key) -> Bool {
            rank == other.rank && weight > other.weight + other.weight / 2 + 4
        }
    }
}
