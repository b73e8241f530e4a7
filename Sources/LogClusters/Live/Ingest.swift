import IncidentModel
import SafeText

/// Where records of live sources go: the book, with the rule for their time.
final class Ingest {
    /// A live record's own time counts when it is this close to its arrival, in nanoseconds; clocks and
    /// zones that are wrong would move it out of sight otherwise.
    private static let tolerance: Int64 = 120_000_000_000

    let book: ClusterBook
    let evidence = RelationEvidence()
    let reader: HeaderReader
    private let clock: @Sendable () -> Timestamp
    private let wallOffset: @Sendable () -> Duration
    private var lastOld: Int64 = 0
    /// The clock at the start of the present turn, in nanoseconds since the epoch.
    private(set) var now: Int64
    /// What the wall clock, by which records are stamped, is ahead of it, in nanoseconds.
    private var offset: Int64

    init(
        options: LogEngineOptions, book: ClusterBook, clock: @escaping @Sendable () -> Timestamp,
        wallOffset: @escaping @Sendable () -> Duration = { .zero }
    ) {
        self.book = book
        self.clock = clock
        self.wallOffset = wallOffset
        now = clock().nanoseconds
        offset = wallOffset().wholeNanoseconds
        reader = HeaderReader(
            times: .local(at: (clock() + wallOffset()).nanoseconds),
            knownServices: ServiceNames(options.serviceNames.map(\.string)))
    }

    /// Looks at the clock; once a turn is enough.
    func refreshTime() {
        now = clock().nanoseconds
        offset = wallOffset().wholeNanoseconds
    }

    /// A record's own time on the engine's clock.
    func ownTime(_ stamp: Int64) -> Int64 {
        stamp.subtractingReportingOverflow(offset).partialValue
    }

    /// Counts a record, at its own time or the one its source gave it; `source` tells sources apart.
    func take(_ record: RecordView, time: Int64?, service: Int, age: LineAge, source: Int) {
        let named = book.services.number(of: record.service)
        let speaker = named > 0 ? named : service
        let moment = moment(of: time, age: age)
        let shape = book.take(record, at: moment, service: speaker, isBacklog: age == .backlog)
        evidence.note(
            record, shape: shape, at: moment, source: source, service: speaker, in: book)
    }

    private func moment(of time: Int64?, age: LineAge) -> Int64 {
        switch age {
        case .backlog, .caughtUp:
            let moment = time ?? (lastOld > 0 ? lastOld : now)
            lastOld = min(moment, now)
            return lastOld
        case .live:
            guard let time, abs(time - now) <= Self.tolerance else { return now }
            return time
        }
    }
}
