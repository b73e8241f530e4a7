import Glibc
public import IncidentModel
public import SafeText

/// The folder of one incident: `journal.sqlite` with what SQLite and `JournalHead` keep beside it,
/// `lock` and the outputs of its runs.
///
/// Folders are readable by their owner only (0700), files as well (0600).
public struct IncidentFolder: Hashable, Sendable {
    /// The incident's name, also that of the folder.
    public let id: String
    /// The folder's path.
    public let path: String

    init(root: String, id: String) {
        self.id = id
        path = root + "/" + id
    }

    /// The database.
    public var journalPath: String { path + "/journal.sqlite" }
    /// Where runs keep their output.
    public var outputPath: String { path + "/output" }
    /// The file whose lock says who records the incident.
    var lockPath: String { path + "/lock" }

    /// Who records the incident now, such as `4711@web-1`; nil when nobody does.
    public var recordedBy: DisplayText? { JournalLock.holder(lockPath) }

    /// The folder of all incidents: `$XDG_STATE_HOME/quell/incidents`, by default under
    /// `~/.local/state` (XDG Base Directory Specification: a relative path is ignored).
    ///
    /// - Throws: `JournalError.noStateFolder` when neither variable is set.
    public static func defaultRoot(environment: [String: String]) throws(JournalError) -> String {
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") {
            return state + "/quell/incidents"
        }
        guard let home = environment["HOME"], home.hasPrefix("/") else { throw .noStateFolder }
        return home + "/.local/state/quell/incidents"
    }

    /// The name of an incident that begins now, such as `INC-20261121-0232`, taken or not.
    public static func newID(at moment: Timestamp, utcOffsetSeconds: Int) -> String {
        IncidentIdentifier.base(at: moment, utcOffsetSeconds: utcOffsetSeconds)
    }

    /// The same, with `-2`, `-3`, … behind it when there is a folder of that name.
    public static func newID(
        at moment: Timestamp, utcOffsetSeconds: Int, root: String
    ) -> String {
        let base = newID(at: moment, utcOffsetSeconds: utcOffsetSeconds)
        return IncidentIdentifier.free(base) { id in
            access(root + "/" + id, F_OK) == 0
        }
    }

    /// Makes the folder of a new incident, and those above it where they are missing.
    ///
    /// - Parameters:
    ///   - root: The folder of all incidents.
    ///   - id: The incident's name.
    /// - Returns: The folder, without a journal yet.
    /// - Throws: `unsafeID`, `alreadyExists`, `diskFull` or `cannotCreate`.
    public static func create(root: String, id: String) throws(JournalError) -> IncidentFolder {
        let folder = try named(root: root, id: id)
        try makeParents(of: folder.path)
        guard mkdir(folder.path, 0o700) == 0 else { throw creationError(folder) }
        guard mkdir(folder.outputPath, 0o700) == 0 else {
            let error = creationError(folder)
            rmdir(folder.path)
            throw error
        }
        return folder
    }

    /// Makes the folder of an incident that begins now, under the first name that is free; safe
    /// against another console that does the same at the same moment.
    ///
    /// - Throws: `diskFull` or `cannotCreate`.
    public static func createNew(
        root: String, at moment: Timestamp, utcOffsetSeconds: Int
    ) throws(JournalError) -> IncidentFolder {
        while true {
            let id = newID(at: moment, utcOffsetSeconds: utcOffsetSeconds, root: root)
            do {
                return try create(root: root, id: id)
            } catch .alreadyExists {
                continue
            } catch {
                throw error
            }
        }
    }

    /// The folder of an incident that exists; a link to a folder is not followed.
    ///
    /// - Throws: `unsafeID` or `notFound`.
    public static func find(root: String, id: String) throws(JournalError) -> IncidentFolder {
        let folder = try named(root: root, id: id)
        guard folder.isDirectory else { throw .notFound(DisplayText(id)) }
        return folder
    }

    /// True for a folder, not for a link to one.
    var isDirectory: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func named(root: String, id: String) throws(JournalError) -> IncidentFolder {
        guard IncidentIdentifier.isSafe(id) else { throw .unsafeID(DisplayText(id)) }
        return IncidentFolder(root: root, id: id)
    }

    private static func makeParents(of path: String) throws(JournalError) {
        var ancestor = ""
        for name in path.split(separator: "/").dropLast() {
            ancestor += (ancestor.isEmpty && !path.hasPrefix("/") ? "" : "/") + name
            if mkdir(ancestor, 0o700) == 0 { continue }
            let reason = SystemReason.last
            // What stands in a read-only place already is as good as made; the last mkdir tells.
            if reason.code == EEXIST || access(ancestor, F_OK) == 0 { continue }
            if reason.code == ENOSPC { throw .diskFull(path: DisplayText(ancestor)) }
            throw .cannotCreate(path: DisplayText(ancestor), reason: reason.text)
        }
    }

    private static func creationError(_ folder: IncidentFolder) -> JournalError {
        let reason = SystemReason.last
        switch reason.code {
        case EEXIST: return .alreadyExists(DisplayText(folder.id))
        case ENOSPC: return .diskFull(path: DisplayText(folder.path))
        default: return .cannotCreate(path: DisplayText(folder.path), reason: reason.text)
        }
    }
}
