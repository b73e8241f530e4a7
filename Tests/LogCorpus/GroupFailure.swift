/// A true group that no cluster holds exactly.
public struct GroupFailure: Sendable {
    /// The true group.
    public let group: Int
    /// Its lines.
    public let lines: Int
    /// The clusters that hold its lines: more than one when it was split.
    public let clusters: [Int]
    /// The other groups in these clusters: some when it was merged.
    public let others: [Int]

    static func find(
        both: [(group: Int, cluster: Int, lines: Int)], sizes: [Int: Int], right: Set<Int>
    ) -> [GroupFailure] {
        var clusters: [Int: [(Int, Int)]] = [:]
        var groups: [Int: [Int]] = [:]
        for (group, cluster, lines) in both {
            clusters[group, default: []].append((cluster, lines))
            groups[cluster, default: []].append(group)
        }
        return sizes.filter { !right.contains($0.key) }
            .map { group, lines in
                let held = (clusters[group] ?? []).sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
                let others = Set(held.flatMap { groups[$0] ?? [] }).subtracting([group])
                return GroupFailure(
                    group: group, lines: lines, clusters: held, others: others.sorted())
            }
            .sorted { ($1.lines, $0.group) < ($0.lines, $1.group) }
    }
}
