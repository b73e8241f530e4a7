import GRDB
public import IncidentModel
import SafeText

extension JournalStore {
    /// Records readings in the bounded table beside the events, as one transaction; the oldest ones
    /// beyond the limit go.
    ///
    /// Each call waits for the disk: give it what one round of probes brought, not one by one.
    ///
    /// - Throws: `readOnly`, `closed`, `diskFull`, `damaged` or `cannotWrite`.
    public func recordSamples(_ readings: [Reading]) throws(JournalError) {
        guard !readings.isEmpty || isReadOnly else { return }
        try writing { db in
            let statement = try db.cachedStatement(
                sql: """
                    INSERT INTO sample
                    (service, probe, at, duration, outcome, summary, reason)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """)
            for reading in readings.suffix(self.sampleLimit) {
                try statement.execute(arguments: [
                    reading.probe.service.name.string, reading.probe.index,
                    reading.startedAt.nanoseconds, reading.duration.wholeNanoseconds,
                    reading.outcome.rawValue, self.redactor.redact(reading.summary).string,
                    self.redactor.redact(reading.reason).string,
                ])
            }
            try db.execute(
                sql: "DELETE FROM sample WHERE id <= (SELECT max(id) FROM sample) - ?",
                arguments: [self.sampleLimit])
        }
    }

    /// The newest samples of a probe, the oldest of them first.
    ///
    /// - Parameters:
    ///   - probe: The probe.
    ///   - limit: How many at most.
    /// - Returns: Marks of its history.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func samples(
        of probe: ProbeID, limit: Int
    ) throws(JournalError) -> [HistorySample] {
        try reading { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT at, duration, outcome FROM sample WHERE service = ? AND probe = ?
                    ORDER BY id DESC LIMIT ?
                    """, arguments: [probe.service.name.string, probe.index, max(limit, 0)])
            return rows.reversed().compactMap(HistorySample.init(row:))
        }
    }

    /// When services were read: the first and the last time in each ten seconds, which is as close as
    /// anybody asks for whether a service was watched.
    ///
    /// - Returns: Services and times, the oldest first.
    /// - Throws: `damaged`, `closed` or `cannotOpen`.
    public func readingTimes() throws(JournalError) -> [(service: ServiceID, at: Timestamp)] {
        try reading { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT service, min(at), max(at) FROM sample
                    GROUP BY service, at / 10000000000
                    """)
            var times: [(service: ServiceID, at: Timestamp)] = []
            while let row = try rows.next() {
                guard let name = String.fromDatabaseValue(row[0]) else { continue }
                let service = ServiceID(DisplayText(name))
                for place in 1...2 {
                    guard let at = Int64.fromDatabaseValue(row[place]) else { continue }
                    times.append((service, Timestamp(nanoseconds: at)))
                }
            }
            return times.sorted { $0.at < $1.at }
        }
    }
}

extension HistorySample {
    /// Reads a row of time, duration and outcome; nil when one is not of its type.
    fileprivate init?(row: Row) {
        let values = (0..<3).map { row[$0] as DatabaseValue }
        guard
            let at = Int64.fromDatabaseValue(values[0]),
            let duration = Int64.fromDatabaseValue(values[1]),
            let outcome = String.fromDatabaseValue(values[2]).flatMap(Outcome.init(rawValue:))
        else { return nil }
        self.init(
            at: Timestamp(nanoseconds: at), outcome: outcome, duration: .nanoseconds(duration))
    }
}
