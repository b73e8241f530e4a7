/// What is remembered of one cluster of warnings or errors to find out whose symptom it is; about 5 KB
/// at most.
final class ClusterEvidence {
    /// Its name among all evidence.
    let key: Int32
    /// Names of clusters that were joined to this one.
    private(set) var aliases: [Int32] = []
    /// Behind a pointer, because access to a class's own variables is checked each time.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var sourceStart: Int64
        var onset = OnsetTracker()
        var traces = TraceSketch()
        var neighbours = NeighbourCounts()
        var records = 0
        var isWholeSeconds = true
    }

    private static let aliasLimit = 64

    init(key: Int32, sourceStart: Int64) {
        self.key = key
        state = .allocate(capacity: 1)
        state.initialize(to: State(sourceStart: sourceStart))
    }

    deinit {
        state.deinitialize(count: 1)
        state.deallocate()
    }

    /// The first record, of any kind, of the source where it was first seen; nanoseconds since the epoch.
    var sourceStart: Int64 { state.pointee.sourceStart }
    var onset: OnsetTracker { state.pointee.onset }
    var traces: TraceSketch { state.pointee.traces }
    var neighbours: NeighbourCounts { state.pointee.neighbours }
    /// Records noted.
    var records: Int { state.pointee.records }
    /// True while all its moments are whole seconds: its clock tells no fractions.
    var isWholeSeconds: Bool { state.pointee.isWholeSeconds }

    /// Takes a record of the cluster.
    @inline(__always)
    func note(_ record: RecordView, at moment: Int64, serial: Int) {
        state.pointee.records += 1
        if isWholeSeconds, moment % 1_000_000_000 != 0 { state.pointee.isWholeSeconds = false }
        state.pointee.onset.note(moment, serial: serial)
        if let hash = TraceSketch.hash(record.trace) {
            state.pointee.traces.note(hash, moment: moment, serial: serial)
        }
    }

    /// Counts another cluster that spoke `pause` nanoseconds before the newest record.
    @inline(__always)
    func noteNeighbour(_ key: Int32, pause: Int64) {
        state.pointee.neighbours.note(key, pause: pause)
    }

    /// Takes over what is known of a cluster that was joined to this one.
    func fold(_ other: ClusterEvidence) {
        aliases = Array((aliases + [other.key] + other.aliases).prefix(Self.aliasLimit))
        state.pointee.sourceStart = min(sourceStart, other.sourceStart)
        state.pointee.onset.fold(other.onset)
        state.pointee.traces.fold(other.traces)
        state.pointee.neighbours.fold(other.neighbours)
        state.pointee.records += other.records
        state.pointee.isWholeSeconds = isWholeSeconds && other.isWholeSeconds
    }
}
