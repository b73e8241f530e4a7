import IncidentModel
import SafeText

/// Where records of live sources go: the book, with the rule for their time.
final class Ingest {
    /// A live record's own time counts when it is this close to its arrival, in nanoseconds; clocks and
    /// zones that are wrong would move it out of sight otherwise.
    private static let tolerance: Int64 = 120_000_000_000

    let book = ClusterBook()
    let evidence = RelationEvidence()
    let reader: HeaderReader
    private let clock: @Sendable () -> Timestamp
    private var lastBacklog: Int64 = 0
    /// The wall clock at the start of the present turn, in nanoseconds since the epoch.
    private(set) var now: Int64

    init(options: LogEngineOptions, clock: @escaping @Sendable () -> Timestamp) {
        self.clock = clock
        now = clock().nanoseconds
        reader = HeaderReader(
            times: .local(at: now),
            knownServices: ServiceNames(options.serviceNames.map(\.string)))
    }

    /// Looks at the clock; once a turn is enough.
    func refreshTime() { now = clock().nanoseconds }

    /// Counts a record; `source` is any number that tells streams apart.
    func take(_ record: RecordView, service: Int, isBacklog: Bool, source: Int = 0) {
        let named = book.services.number(of: record.service)
        let speaker = named > 0 ? named : service
        let moment = moment(of: record.time, isBacklog: isBacklog)
        let shape = book.take(record, at: moment, service: speaker, isBacklog: isBacklog)
        evidence.note(
            record, shape: shape, at: moment, source: source, service: speaker, in: book)
    }

    private func moment(of time: Int64?, isBacklog: Bool) -> Int64 {
        if isBacklog {
            let moment = time ?? (lastBacklog > 0 ? lastBacklog : now)
            lastBacklog = min(moment, now)
            return lastBacklog
        }
        guard let time, abs(time - now) <= Self.tolerance else { return now }
        return time
    }
}
