import GRDB
import Glibc
import SafeText

/// What was being done when the database refused.
enum JournalActivity {
    case opening, reading, writing
}

extension JournalError {
    /// Puts an error of the database into the journal's words.
    init(_ error: any Error, path: String, while activity: JournalActivity) {
        if let own = error as? JournalError {
            self = own
        } else if let refusal = error as? DatabaseError {
            self = JournalError(refusal, path: path, while: activity)
        } else {
            self = .damaged(path: DisplayText(path), reason: DisplayText("\(error)"))
        }
    }

    private init(_ refusal: DatabaseError, path: String, while activity: JournalActivity) {
        let shown = DisplayText(path)
        let reason = DisplayText(refusal.message ?? "SQLite error \(refusal.resultCode.rawValue)")
        switch refusal.resultCode {
        case .SQLITE_FULL: self = .diskFull(path: shown)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: self = .damaged(path: shown, reason: reason)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .locked(path: shown, by: "another program")
        case .SQLITE_MISUSE: self = .closed(path: shown)
        // Growing the shared-memory file and syncing report a full disk as a plain failure.
        case .SQLITE_IOERR where Self.hasNoRoom(beside: path): self = .diskFull(path: shown)
        default:
            switch activity {
            case .opening, .reading: self = .cannotOpen(path: shown, reason: reason)
            case .writing: self = .cannotWrite(path: shown, reason: reason)
            }
        }
    }

    private static func hasNoRoom(beside path: String) -> Bool {
        var status = statvfs()
        return statvfs(path, &status) == 0 && status.f_bavail == 0
    }
}
