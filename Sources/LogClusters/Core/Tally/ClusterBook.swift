import IncidentModel

/// The clusterer together with what is counted of each cluster.
///
/// Lines always add up: every line is in exactly one tally or in `otherLines`.
final class ClusterBook {
    let clusterer: Clusterer
    var services = ServiceTable()
    private(set) var tallies: [ClusterTally?] = []
    private var freeTallies: [Int] = []
    /// Lines of forgotten clusters, and blank lines between records.
    private(set) var otherLines = 0
    private(set) var lines = 0
    private(set) var records = 0
    private(set) var severities = InlineArray<7, Int>(repeating: 0)
    /// Numbers that were published and now mean another cluster: old to new.
    private var forwarded: [Int: Int] = [:]
    private var lastNumber = 0

    init(shapeLimit: Int = 32_768) {
        clusterer = Clusterer(shapeLimit: shapeLimit)
    }

    /// Counts one record in its cluster.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - moment: Its time in nanoseconds since the epoch.
    ///   - service: The number of its service; 0 for none.
    ///   - isBacklog: True when it was there before the engine watched.
    /// - Returns: The shape, by which the cluster can be found later.
    @discardableResult
    func take(_ record: RecordView, at moment: Int64, service: Int, isBacklog: Bool) -> Int {
        let shape = clusterer.shape(of: record.text)
        if !clusterer.unions.isEmpty { applyUnions() }
        let tally = tally(of: clusterer.store.root(of: shape))
        tally.note(record, at: moment, service: service, isBacklog: isBacklog)
        lines &+= record.lines
        records &+= 1
        severities[record.severity.rawValue] &+= 1
        if clusterer.isCrowded { evict() }
        return shape
    }

    /// Counts lines that belong to no record.
    func takeLoose(_ count: Int) {
        lines += count
        otherLines += count
    }

    /// The counts in the model's form.
    var severityCounts: SeverityCounts {
        var counts = SeverityCounts()
        for severity in Severity.allCases { counts[severity] = severities[severity.rawValue] }
        return counts
    }

    /// The roots of all clusters that have records.
    var roots: [Int] {
        (0..<clusterer.store.count).filter { clusterer.store[$0].tally >= 0 }
    }

    /// The tally of a root, if it has one.
    func existingTally(of root: Int) -> ClusterTally? {
        let index = clusterer.store[root].tally
        return index < 0 ? nil : tallies[index]
    }

    /// Gives a cluster the next number at its first publication.
    func number(_ tally: ClusterTally) -> Int {
        if tally.number == 0 {
            lastNumber += 1
            tally.number = lastNumber
        }
        return tally.number
    }

    /// Where every number leads that is no longer a cluster's own.
    var forwardedIDs: [ClusterID: ClusterID] {
        var ids: [ClusterID: ClusterID] = [:]
        for (old, next) in forwarded {
            var target = next
            while let further = forwarded[target] { target = further }
            ids[ClusterID(old)] = ClusterID(target)
        }
        return ids
    }

    @inline(__always)
    private func tally(of root: Int) -> ClusterTally {
        let index = clusterer.store[root].tally
        if index >= 0, let known = tallies[index] { return known }
        return newTally(of: root)
    }

    private func newTally(of root: Int) -> ClusterTally {
        let tally = ClusterTally()
        if let free = freeTallies.popLast() {
            tallies[free] = tally
            clusterer.store[root].tally = free
        } else {
            tallies.append(tally)
            clusterer.store[root].tally = tallies.count - 1
        }
        return tally
    }

    /// Folds the counts of clusters that turned out to be one; the lower number goes on.
    private func applyUnions() {
        for (gone, kept) in clusterer.unions {
            let index = clusterer.store[gone].tally
            guard index >= 0, let other = tallies[index] else { continue }
            clusterer.store[gone].tally = -1
            guard let tally = existingTally(of: kept) else {
                clusterer.store[kept].tally = index
                other.isDirty = true
                continue
            }
            tally.fold(other)
            joinNumbers(tally, other)
            tallies[index] = nil
            freeTallies.append(index)
        }
        clusterer.unions.removeAll(keepingCapacity: true)
    }

    private func joinNumbers(_ tally: ClusterTally, _ other: ClusterTally) {
        guard other.number > 0 else { return }
        guard tally.number > 0 else {
            tally.number = other.number
            tally.published = other.published
            return
        }
        forwarded[max(tally.number, other.number)] = min(tally.number, other.number)
        if other.number < tally.number {
            tally.number = other.number
            tally.published = other.published
        }
    }

    private func evict() {
        let gone = clusterer.evict { $0 < 0 ? 0 : self.tallies[$0]?.worth ?? 0 }
        for index in gone {
            otherLines += tallies[index]?.lines ?? 0
            tallies[index] = nil
            freeTallies.append(index)
        }
        if !clusterer.unions.isEmpty { applyUnions() }
        for tally in tallies { tally?.published?.root = -1 }
    }
}
