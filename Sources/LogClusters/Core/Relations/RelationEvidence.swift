import IncidentModel

/// Collects, record by record, what tells whether one cluster is a symptom of another.
///
/// Records below a warning cost two comparisons; for others the work is bounded and does not grow with
/// the log.
final class RelationEvidence {
    private static let groups = 256
    private static let heard = 4
    private static let sources = 256

    /// A cluster heard of in a group of records, and when last.
    private struct Voice {
        var key: Int32 = -1
        var moment: Int64 = 0
    }

    private let voices: UnsafeMutablePointer<Voice>
    /// The first record of each source, in nanoseconds since the epoch.
    private let starts: UnsafeMutablePointer<Int64>
    private var serial = 0
    private var lastKey: Int32 = -1
    /// Changes with every record that was noted.
    var version: Int { serial }

    init() {
        voices = .allocate(capacity: Self.groups * Self.heard)
        voices.initialize(repeating: Voice(), count: Self.groups * Self.heard)
        starts = .allocate(capacity: Self.sources)
        starts.initialize(repeating: .max, count: Self.sources)
    }

    deinit {
        voices.deallocate()
        starts.deallocate()
    }

    /// Takes a record that was just counted.
    ///
    /// - Parameters:
    ///   - record: The record.
    ///   - shape: Its shape, as `ClusterBook.take` told.
    ///   - moment: Its time in nanoseconds since the epoch.
    ///   - source: Which stream it is from; any number.
    ///   - service: The number of its service; 0 for none.
    ///   - book: Where it was counted.
    @inline(__always)
    func note(
        _ record: RecordView, shape: Int, at moment: Int64, source: Int, service: Int,
        in book: ClusterBook
    ) {
        noteStart(moment, source: source)
        guard record.severity >= .warning else { return }
        remember(
            record, shape: shape, at: moment, slot: source & (Self.sources - 1), service: service,
            in: book)
    }

    /// Takes the time of a record that is not counted: the log was there already.
    @inline(__always)
    func noteStart(_ moment: Int64, source: Int) {
        let slot = source & (Self.sources - 1)
        if moment < starts[slot] { starts[slot] = moment }
    }

    private func remember(
        _ record: RecordView, shape: Int, at moment: Int64, slot: Int, service: Int,
        in book: ClusterBook
    ) {
        // A shape beyond the end was forgotten by the very record that brought it.
        guard shape < book.clusterer.store.count,
            let tally = book.existingTally(of: book.clusterer.store.root(of: shape))
        else { return }
        serial += 1
        let moment = Self.bounded(moment)
        let evidence = evidence(of: tally, sourceStart: Self.bounded(starts[slot]))
        evidence.note(record, at: moment, serial: serial)
        listen(to: evidence, at: moment, group: (slot &* 31 &+ service) & (Self.groups - 1))
    }

    private func evidence(of tally: ClusterTally, sourceStart: Int64) -> ClusterEvidence {
        if let known = tally.evidence { return known }
        lastKey &+= 1
        let new = ClusterEvidence(key: lastKey, sourceStart: sourceStart)
        tally.evidence = new
        return new
    }

    /// Counts the other clusters of the group that spoke shortly before, and puts this one first.
    private func listen(to evidence: ClusterEvidence, at moment: Int64, group: Int) {
        let first = group * Self.heard
        var own = Self.heard - 1
        for place in 0..<Self.heard {
            let voice = voices[first + place]
            if voice.key == evidence.key {
                own = place
                continue
            }
            let pause = moment - voice.moment
            if voice.key >= 0, pause >= 0, pause <= NeighbourCounts.windows[2] {
                evidence.noteNeighbour(voice.key, pause: pause)
            }
        }
        for place in stride(from: own, to: 0, by: -1) {
            voices[first + place] = voices[first + place - 1]
        }
        voices[first] = Voice(key: evidence.key, moment: moment)
    }

    /// Moments far from any that can be meant would overflow differences.
    private static func bounded(_ moment: Int64) -> Int64 {
        min(max(moment, 0), 4_000_000_000_000_000_000)
    }
}
