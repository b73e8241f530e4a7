import Foundation
import GRDB
import IncidentModel

/// What is known of an open journal beside its tables, so that little has to be read again.
struct JournalLedger: Sendable {
    /// After how many events the fold is stored, when it is small.
    static let snapshotInterval = 5_000
    /// Events that pay for so many bytes of a stored fold: a large one is stored less often.
    private static let bytesPerEvent = 100

    /// The fold of all events on disk; nil while only readers need it.
    private(set) var state: IncidentState?
    /// The newest event in the stored fold.
    private var storedSequence = 0
    private var storedBytes = 0
    /// The search that was asked for last.
    var search: TimelineSearch?

    /// Nothing is known.
    init() {}

    /// The fold of a journal that was opened, and up to where it is stored.
    init(state: IncidentState, storedSequence: Int) {
        self.state = state
        self.storedSequence = storedSequence
    }

    /// True when the stored fold misses events.
    var hasNews: Bool { (state?.lastSequence ?? 0) > storedSequence }

    /// True when it misses so many that it ought to be stored again.
    var isSnapshotDue: Bool {
        let missing = (state?.lastSequence ?? 0) - storedSequence
        return missing >= max(Self.snapshotInterval, storedBytes / Self.bytesPerEvent)
    }

    /// Takes events that are on disk now.
    mutating func take(_ events: [JournalEvent]) {
        for event in events { state?.apply(event) }
    }

    /// Stores the fold in place of the one before.
    mutating func storeSnapshot(_ db: Database, head: [UInt8]) throws {
        guard let state else { return }
        // Also when it fails: not to be tried again at once.
        storedSequence = state.lastSequence
        let snapshot = try StateSnapshot(state, hash: head)
        storedBytes = snapshot.state.count
        try snapshot.store(db)
    }
}

extension StateSnapshot {
    /// Stores it in place of the one before.
    func store(_ db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO snapshot (id, sequence, hash, version, checksum, state)
                VALUES (1, ?, ?, ?, ?, ?)
                """,
            arguments: [sequence, Data(hash), version, Data(checksum), state])
    }

    /// The state that was stored, when it fits the events.
    static func stored(_ db: Database) -> IncidentState? {
        // Whatever is wrong with it: the events tell all of it.
        guard
            let row = try? Row.fetchOne(
                db, sql: "SELECT sequence, hash, version, checksum, state FROM snapshot"),
            let snapshot = StateSnapshot(row),
            let event = try? StoredEvent.numbered(Int64(snapshot.sequence), db),
            event.hash == event.computedHash
        else { return nil }
        return snapshot.incident(hash: event.hash)
    }

    private init?(_ row: Row) {
        let values = (0..<5).map { row[$0] as DatabaseValue }
        guard
            let sequence = Int.fromDatabaseValue(values[0]),
            case .blob(let hash) = values[1].storage,
            let version = Int.fromDatabaseValue(values[2]),
            case .blob(let checksum) = values[3].storage,
            case .blob(let state) = values[4].storage
        else { return nil }
        self.init(
            sequence: sequence, hash: Array(hash), version: version, checksum: Array(checksum),
            state: state)
    }
}
