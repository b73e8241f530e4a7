/// How far two words are apart, to guess what a misspelt one should have been.
enum EditDistance {
    /// More mistakes than this make another word.
    static let farthestGuess = 2

    /// The nearest candidate, if one is near enough; the first of equally near ones.
    static func nearest(to word: String, in candidates: some Sequence<String>) -> String? {
        let close = candidates.map { (candidate: $0, distance: between(word, $0)) }
            .filter { $0.distance <= farthestGuess && $0.distance < $0.candidate.count }
        return close.min { $0.distance < $1.distance }?.candidate
    }

    /// The fewest insertions, deletions, replacements and swaps of neighbours (optimal string
    /// alignment); words whose lengths differ too much count as far.
    static func between(_ left: String, _ right: String) -> Int {
        let (first, second) = (Array(left), Array(right))
        if abs(first.count - second.count) > farthestGuess { return Int.max }
        var before: [Int] = []
        var above = Array(0...second.count)
        for (i, one) in first.enumerated() {
            var row = [i + 1]
            for (j, other) in second.enumerated() {
                var best = min(row[j] + 1, above[j + 1] + 1, above[j] + (one == other ? 0 : 1))
                if i > 0, j > 0, one == second[j - 1], first[i - 1] == other {
                    best = min(best, before[j - 1] + 1)
                }
                row.append(best)
            }
            (before, above) = (above, row)
        }
        return above[second.count]
    }
}
