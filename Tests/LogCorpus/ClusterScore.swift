/// How well found clusters agree with a labelled log.
///
/// GA: Zhu et al., Tools and benchmarks for automated log parsing, ICSE 2019; FGA and FTA: Jiang et al.,
/// A large-scale evaluation for log parsing techniques, ISSTA 2024.
public struct ClusterScore: Sendable {
    /// Grouping accuracy: the share of lines whose cluster holds exactly the lines of their true group.
    public let groupingAccuracy: Double
    /// The harmonic mean of right clusters among those found and among those that are true.
    public let groupingF1: Double
    /// The same for template texts: right when all lines that bear a text have it as their true one.
    public let templateF1: Double
    /// The true groups that are not found exactly, with the largest first.
    public let failures: [GroupFailure]

    /// Compares line by line.
    ///
    /// - Parameters:
    ///   - truth: The true group of each line.
    ///   - found: The found cluster of each line; as many.
    ///   - trueTexts: The true template of each line's group.
    ///   - foundTexts: The template of each found cluster.
    public init(
        truth: [Int], found: [Int], trueTexts: [Int: String], foundTexts: [Int: String]
    ) {
        var trueSizes: [Int: Int] = [:]
        var foundSizes: [Int: Int] = [:]
        var both: [Pair: Int] = [:]
        for (group, cluster) in zip(truth, found) {
            trueSizes[group, default: 0] += 1
            foundSizes[cluster, default: 0] += 1
            both[Pair(group: group, cluster: cluster), default: 0] += 1
        }
        // A cluster is right when it shares with one group all lines of both.
        let right = both.filter { pair, count in
            count == trueSizes[pair.group] && count == foundSizes[pair.cluster]
        }
        let lines = right.values.reduce(0, +)
        groupingAccuracy = truth.isEmpty ? 1 : Double(lines) / Double(truth.count)
        groupingF1 = Self.harmonicMean(right.count, found: foundSizes.count, true: trueSizes.count)
        templateF1 = Self.templateF1(both.keys, trueTexts: trueTexts, foundTexts: foundTexts)
        failures = GroupFailure.find(
            both: both.map { ($0.key.group, $0.key.cluster, $0.value) }, sizes: trueSizes,
            right: Set(right.keys.map(\.group)))
    }

    private struct Pair: Hashable {
        var group: Int
        var cluster: Int
    }

    private static func templateF1(
        _ pairs: some Sequence<Pair>, trueTexts: [Int: String], foundTexts: [Int: String]
    ) -> Double {
        var carried: [String: Set<String>] = [:]
        var wanted: Set<String> = []
        for pair in pairs {
            let text = trueTexts[pair.group] ?? ""
            wanted.insert(text)
            carried[foundTexts[pair.cluster] ?? "", default: []].insert(text)
        }
        let right = carried.count { $0.value == [$0.key] }
        return harmonicMean(right, found: carried.count, true: wanted.count)
    }

    /// Twice the right ones over all found and all true ones: the F1 of precision and recall.
    private static func harmonicMean(_ right: Int, found: Int, true wanted: Int) -> Double {
        found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted)
    }
}
