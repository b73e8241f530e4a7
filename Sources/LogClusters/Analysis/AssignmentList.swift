import IncidentModel

/// Which cluster each line belongs to, four bytes a line.
///
/// A line is kept by its shape until shapes may be forgotten, then by the number of its cluster.
struct AssignmentList {
    private static let loose = Int32.min

    /// A shape from 0 on; a cluster's number below 0; or `loose`.
    private var entries: [Int32] = []
    /// Entries before this one are numbers.
    private var settled = 0

    /// To be called before each record is counted.
    @inline(__always)
    mutating func prepare(for book: ClusterBook) {
        if book.clusterer.isNearlyCrowded { settle(book) }
    }

    /// Adds the lines of a record.
    @inline(__always)
    mutating func add(shape: Int, lines: Int) {
        if lines == 1 {
            entries.append(Int32(truncatingIfNeeded: shape))
        } else {
            let shape = Int32(truncatingIfNeeded: shape)
            entries.append(contentsOf: repeatElement(shape, count: lines))
        }
    }

    /// Adds lines that belong to no cluster.
    mutating func addLoose(_ lines: Int) {
        entries.append(contentsOf: repeatElement(Self.loose, count: lines))
    }

    private mutating func settle(_ book: ClusterBook) {
        for index in settled..<entries.count where entries[index] >= 0 {
            entries[index] = Self.number(of: entries[index], book).map { -$0 } ?? Self.loose
        }
        settled = entries.count
    }

    private static func number(of shape: Int32, _ book: ClusterBook) -> Int32? {
        guard shape < book.clusterer.store.count,
            let tally = book.existingTally(of: book.clusterer.store.root(of: Int(shape)))
        else { return nil }
        return Int32(truncatingIfNeeded: book.number(tally))
    }

    /// The cluster of each line; 0 for those that belong to none that is still known.
    func numbers(in book: ClusterBook, _ status: LogStatus) -> [Int32] {
        let forwarded = book.forwardedIDs
        let known = Set(status.clusters.map(\.id))
        var cached: [Int32: Int32] = [:]
        return entries.map { entry in
            guard entry != Self.loose else { return 0 }
            if let number = cached[entry] { return number }
            let number = entry < 0 ? -entry : Self.number(of: entry, book) ?? 0
            let id = ClusterID(Int(number))
            let current = forwarded[id] ?? id
            let found = known.contains(current) ? Int32(truncatingIfNeeded: current.number) : 0
            cached[entry] = found
            return found
        }
    }
}
