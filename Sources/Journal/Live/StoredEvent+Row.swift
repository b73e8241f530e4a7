import Foundation
import GRDB

extension StoredEvent {
    /// The columns in the order in which `init(_:)` reads them.
    static let columns = "sequence, at, monotonic, actor, kind, body, previous, hash"

    /// Reads a row; nil when a column is not of its type, as after damage to the file.
    ///
    /// Asking a row for a type it does not hold would end the program.
    init?(_ row: Row) {
        let values = (0..<8).map { row[$0] as DatabaseValue }
        guard
            let sequence = Int64.fromDatabaseValue(values[0]),
            let at = Int64.fromDatabaseValue(values[1]),
            let monotonic = Int64.fromDatabaseValue(values[2]),
            case .string(let actor) = values[3].storage,
            case .string(let kind) = values[4].storage,
            case .string(let body) = values[5].storage,
            case .blob(let previous) = values[6].storage,
            case .blob(let hash) = values[7].storage
        else { return nil }
        self.init(
            sequence: sequence, at: at, monotonic: monotonic, actor: actor, kind: kind, body: body,
            previous: Array(previous), hash: Array(hash))
    }

    /// The event of a number; nil when there is none or it cannot be read.
    static func numbered(_ sequence: Int64, _ db: Database) throws -> StoredEvent? {
        let sql = "SELECT \(columns) FROM event WHERE sequence = ?"
        return try Row.fetchOne(db, sql: sql, arguments: [sequence]).flatMap { StoredEvent($0) }
    }

    /// Adds the event to the table.
    func insert(_ db: Database) throws {
        let statement = try db.cachedStatement(
            sql: "INSERT INTO event (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        try statement.execute(arguments: [
            sequence, at, monotonic, actor, kind, body, Data(previous), Data(hash),
        ])
    }
}
