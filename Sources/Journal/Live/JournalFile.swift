import Glibc
import SafeText

/// The database file before SQLite opens it: what the system has against it is said in its words,
/// where SQLite only says that it cannot.
struct JournalFile {
    let path: String

    /// Makes an empty file for its owner alone, or finds out why an existing one cannot be used.
    func prepare(readOnly: Bool) throws(JournalError) {
        if readOnly {
            try check(R_OK)
            return
        }
        // An existing file must not be opened here: closing it would give up SQLite's own locks in
        // this process (a trait of POSIX record locks). O_EXCL makes sure of that.
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 {
            close(descriptor)
            return
        }
        let reason = SystemReason.last
        switch reason.code {
        case EEXIST: try check(R_OK | W_OK)
        case ENOSPC: throw .diskFull(path: DisplayText(path))
        default: throw .cannotCreate(path: DisplayText(path), reason: reason.text)
        }
    }

    private func check(_ permission: Int32) throws(JournalError) {
        guard access(path, permission) == 0 else {
            throw .cannotOpen(path: DisplayText(path), reason: SystemReason.last.text)
        }
    }
}
