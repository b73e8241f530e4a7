import IncidentModel
import SafeText

/// The clusterer together with what is counted of each cluster.
///
/// Lines always add up: every line is in exactly one tally or in `otherLines`.
final class ClusterBook {
    let clusterer: Clusterer
    let services = ServiceTable()
    /// Hides secrets in the templates by which people name clusters.
    let redactor: Redactor
    let totals: UnsafeMutablePointer<BookTotals>
    var tallies: [ClusterTally?] = []
    var freeTallies: [Int] = []
    /// Tallies of clusters that were joined to others; shapes may still lead to them.
    var leftovers: [ClusterTally] = []
    var numbers = NumberBook()
    /// What people said of causes, by number.
    var links: [Int: HandLink] = [:]
    var decisions = DecisionLog()

    convenience init(shapeLimit: Int = 32_768, redactor: Redactor = .standard) {
        self.init(clusterer: Clusterer(shapeLimit: shapeLimit), redactor: redactor)
    }

    init(clusterer: Clusterer, redactor: Redactor) {
        self.clusterer = clusterer
        self.redactor = redactor
        totals = .allocate(capacity: 1)
        totals.initialize(to: BookTotals())
    }

    deinit {
        totals.pointee.links.free()
        totals.deinitialize(count: 1)
        totals.deallocate()
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
    @inline(__always)
    func take(_ record: RecordView, at moment: Int64, service: Int, isBacklog: Bool) -> Int {
        let shape = clusterer.shape(of: record.text)
        if !clusterer.unions.isEmpty { applyUnions() }
        totals.pointee.lines &+= record.lines
        totals.pointee.records &+= 1
        totals.pointee.severities[record.severity.rawValue] &+= 1
        let counters: UnsafeMutablePointer<TallyCounters>
        if let known = totals.pointee.links[shape], !known.pointee.isGone {
            counters = known
        } else {
            counters = link(shape, isBacklog: isBacklog)
        }
        let isDue = counters.pointee.note(
            severity: record.severity, lines: record.lines, at: moment, service: service)
        if isDue { look(at: record, shape: shape, counters, moment: moment) }
        if clusterer.isCrowded { evict() }
        return shape
    }

    /// Counts lines that belong to no record.
    func takeLoose(_ count: Int) {
        totals.pointee.lines += count
        totals.pointee.otherLines += count
    }

    /// Lines of forgotten clusters, and blank lines between records.
    var otherLines: Int { totals.pointee.otherLines }
    /// All lines.
    var lines: Int { totals.pointee.lines }
    /// All records.
    var records: Int { totals.pointee.records }

    /// The counts in the model's form.
    var severityCounts: SeverityCounts {
        var counts = SeverityCounts()
        for severity in Severity.allCases {
            counts[severity] = totals.pointee.severities[severity.rawValue]
        }
        return counts
    }

    /// The roots of all clusters that have records, by tally.
    var roots: [Int] { tallies.compactMap { $0?.root } }

    /// The tally of a root, if it has one.
    func existingTally(of root: Int) -> ClusterTally? {
        let index = clusterer.store[root].tally
        return index < 0 ? nil : tallies[index]
    }

    /// Gives a cluster the next number at its first publication.
    @discardableResult
    func number(_ tally: ClusterTally) -> Int {
        if tally.number == 0 { tally.number = numbers.next() }
        return tally.number
    }

    /// Where every number leads that is no longer a cluster's own.
    var forwardedIDs: [ClusterID: ClusterID] { numbers.forwarded }

    /// What people said of causes, by the numbers that are valid now.
    var handLinks: [ClusterID: HandLink] {
        var current: [ClusterID: HandLink] = [:]
        for (number, link) in links {
            switch link {
            case .noSymptom: current[ClusterID(number)] = link
            case .symptom(let cause):
                let target = numbers.resolve(cause.number)
                if target != number {
                    current[ClusterID(number)] = .symptom(of: ClusterID(target))
                }
            }
        }
        return current
    }

    /// The template of a cluster as it is shown; made anew when it has changed.
    func template(of tally: ClusterTally) -> DisplayText {
        if let known = tally.template { return known }
        let bytes = clusterer.template(of: tally.root).drop { $0 <= 32 }
        let made = redactor.redact(DisplayText(bytes: bytes, limit: 2_048))
        tally.template = made
        decisions.noteTemplate(made)
        return made
    }
}

extension ClusterBook {
    /// Finds the counters of a shape through the joins, or begins a tally.
    @inline(never)
    private func link(_ shape: Int, isBacklog: Bool) -> UnsafeMutablePointer<TallyCounters> {
        let root = clusterer.store.root(of: shape)
        let counters = (existingTally(of: root) ?? begin(root, isBacklog: isBacklog)).counters
        totals.pointee.links.set(shape, counters)
        return counters
    }

    private func begin(_ root: Int, isBacklog: Bool) -> ClusterTally {
        let index = freeTallies.popLast() ?? tallies.count
        let tally = ClusterTally(root: root, index: index, isFromBacklog: isBacklog)
        if index == tallies.count {
            tallies.append(tally)
        } else {
            tallies[index] = tally
        }
        clusterer.store[root].tally = index
        return tally
    }

    /// Forgets the clusters that are worth least; their lines go to the others.
    private func evict() {
        let gone = clusterer.evict { $0 < 0 ? 0 : self.tallies[$0]?.worth ?? 0 }
        for index in gone { forget(index) }
        for shape in 0..<clusterer.store.count {
            let index = clusterer.store[shape].tally
            if index >= 0 { tallies[index]?.move(to: shape) }
        }
        if !clusterer.unions.isEmpty { applyUnions() }
        dropLeftovers()
    }

    private func forget(_ index: Int) {
        guard let tally = tallies[index] else { return }
        totals.pointee.otherLines += tally.lines
        links[tally.number] = nil
        release(tally)
    }

    /// Takes a tally out of the book; its memory stays until no shape leads to it.
    func release(_ tally: ClusterTally) {
        let index = Int(tally.counters.pointee.index)
        tally.counters.pointee.isGone = true
        totals.pointee.sampleBytes -= tally.counters.pointee.sampleSize
        totals.pointee.valueCounters -= tally.values?.size ?? 0
        tallies[index] = nil
        freeTallies.append(index)
        leftovers.append(tally)
        tally.counters.pointee.free()
    }

    /// Lets go of joined clusters; every shape then looks up its cluster anew.
    func dropLeftovers() {
        totals.pointee.links.forget()
        leftovers.removeAll()
    }
}
