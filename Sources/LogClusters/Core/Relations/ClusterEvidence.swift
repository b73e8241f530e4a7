/// What is remembered of one cluster of warnings or errors to find out whose symptom it is; about 5 KB
/// at most.
final class ClusterEvidence {
    /// Its name among all evidence.
    let key: Int32
    /// Names of clusters that were joined to this one.
    private(set) var aliases: [Int32] = []
    /// The first record, of any kind, of the source where it was first seen; nanoseconds since the epoch.
    private(set) var sourceStart: Int64
    private(set) var onset = OnsetTracker()
    private(set) var traces = TraceSketch()
    private(set) var neighbours = NeighbourCounts()
    /// Records noted.
    private(set) var records = 0
    /// True while all its moments are whole seconds: its clock tells no fractions.
    private(set) var isWholeSeconds = true

    private static let aliasLimit = 64

    init(key: Int32, sourceStart: Int64) {
        self.key = key
        self.sourceStart = sourceStart
    }

    /// Takes a record of the cluster.
    func note(_ record: RecordView, at moment: Int64, serial: Int) {
        records += 1
        if isWholeSeconds, moment % 1_000_000_000 != 0 { isWholeSeconds = false }
        onset.note(moment, serial: serial)
        if let hash = TraceSketch.hash(record.trace) {
            traces.note(hash, moment: moment, serial: serial)
        }
    }

    /// Counts another cluster that spoke `pause` nanoseconds before the newest record.
    func noteNeighbour(_ key: Int32, pause: Int64) {
        neighbours.note(key, pause: pause)
    }

    /// Takes over what is known of a cluster that was joined to this one.
    func fold(_ other: ClusterEvidence) {
        aliases = Array((aliases + [other.key] + other.aliases).prefix(Self.aliasLimit))
        sourceStart = min(sourceStart, other.sourceStart)
        onset.fold(other.onset)
        traces.fold(other.traces)
        neighbours.fold(other.neighbours)
        records += other.records
        isWholeSeconds = isWholeSeconds && other.isWholeSeconds
    }
}
