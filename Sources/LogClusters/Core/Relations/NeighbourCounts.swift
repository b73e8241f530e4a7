/// Which other clusters spoke shortly before a cluster's records, in the same source and service.
struct NeighbourCounts {
    /// Neighbours counted at a time; the rarest gives way.
    static let limit = 8
    /// How short before, in nanoseconds.
    static let windows: InlineArray<3, Int64> = [20_000_000, 200_000_000, 2_000_000_000]

    /// How often one other cluster spoke before.
    struct Neighbour {
        var key: Int32
        /// Records with it before them, within each window.
        var counts = InlineArray<3, Int>(repeating: 0)
    }

    private(set) var all: [Neighbour] = []

    /// Counts one record that came `pause` nanoseconds after one of another cluster.
    mutating func note(_ key: Int32, pause: Int64) {
        guard let index = place(of: key) else { return }
        for window in 0..<3 where pause <= Self.windows[window] {
            all[index].counts[window] += 1
        }
    }

    /// A newcomer takes the place of the rarest one only after it has worn it down (Misra and Gries, 1982).
    private mutating func place(of key: Int32) -> Int? {
        for index in all.indices where all[index].key == key { return index }
        if all.count < Self.limit {
            all.append(Neighbour(key: key))
            return all.count - 1
        }
        let rarest = all.indices.min { all[$0].counts[2] < all[$1].counts[2] } ?? 0
        for window in 0..<3 where all[rarest].counts[window] > 0 {
            all[rarest].counts[window] -= 1
        }
        guard all[rarest].counts[2] == 0 else { return nil }
        all[rarest] = Neighbour(key: key)
        return rarest
    }

    /// Takes over the counts of a cluster that was joined to this one.
    mutating func fold(_ other: NeighbourCounts) {
        for neighbour in other.all {
            guard let index = place(of: neighbour.key) else { continue }
            for window in 0..<3 { all[index].counts[window] += neighbour.counts[window] }
        }
    }
}
