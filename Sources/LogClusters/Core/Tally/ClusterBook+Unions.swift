import IncidentModel

extension ClusterBook {
    /// Joined tallies whose memory is kept before all shapes are looked up anew.
    private static let leftoverLimit = 1_024

    /// Folds the counts of clusters that turned out to be one; the lower number goes on.
    func applyUnions() {
        for (gone, kept) in clusterer.unions { join(gone, into: kept) { min($0, $1) } }
        clusterer.unions.removeAll(keepingCapacity: true)
        if leftovers.count > Self.leftoverLimit { dropLeftovers() }
    }

    /// Folds the counts of one root into another.
    ///
    /// - Parameters:
    ///   - gone: The root that is no longer one.
    ///   - kept: The root that stays.
    ///   - choice: Which of the two published numbers goes on: that of the cluster that goes, that of the
    ///     one that stays.
    func join(_ gone: Int, into kept: Int, choice: (Int, Int) -> Int) {
        let index = clusterer.store[gone].tally
        guard index >= 0, let other = tallies[index] else { return }
        clusterer.store[gone].tally = -1
        guard let tally = existingTally(of: kept) else {
            clusterer.store[kept].tally = index
            other.show(kept)
            return
        }
        let size = other.counters.pointee.sampleSize + tally.counters.pointee.sampleSize
        tally.fold(other)
        other.counters.pointee.free()
        release(other)
        totals.pointee.sampleBytes += tally.counters.pointee.sampleSize - size
        joinNumbers(tally, other, choice: choice)
    }

    private func joinNumbers(
        _ tally: ClusterTally, _ other: ClusterTally, choice: (Int, Int) -> Int
    ) {
        guard other.number > 0 else { return }
        guard tally.number > 0 else {
            tally.number = other.number
            tally.published = other.published
            return
        }
        let goesOn = choice(other.number, tally.number)
        let ends = goesOn == tally.number ? other.number : tally.number
        if goesOn == other.number { tally.published = other.published }
        tally.number = goesOn
        numbers.forward(ends, to: goesOn)
        if let link = links.removeValue(forKey: ends), links[goesOn] == nil { links[goesOn] = link }
    }
}
