import Foundation
public import Journal

/// A folder for the journals of a campaign; removed with the value that made it.
public final class CampaignFolder: Sendable {
    /// Its path.
    public let path: String

    /// Makes a folder; in memory where that is possible and asked for.
    public init(inMemory: Bool = false) throws {
        let memory = "/dev/shm"
        let root =
            inMemory && FileManager.default.isWritableFile(atPath: memory)
            ? memory : NSTemporaryDirectory()
        path = root + "/quell-faults-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// Makes the folder of a new incident.
    public func make(_ id: String) throws -> IncidentFolder {
        try IncidentFolder.create(root: path, id: id)
    }

    /// Makes the folder of an incident anew and puts files into it.
    func make(_ id: String, with files: JournalFiles) throws -> IncidentFolder {
        try? FileManager.default.removeItem(atPath: path + "/" + id)
        let folder = try make(id)
        for (name, bytes) in files.contents {
            try bytes.write(to: URL(fileURLWithPath: folder.path + "/" + name))
        }
        return folder
    }
}

/// The files of a journal as they were at one moment.
struct JournalFiles: Sendable {
    /// Names within the incident's folder, and contents.
    var contents: [String: Data]

    static let database = "journal.sqlite"
    static let log = "journal.sqlite-wal"
    /// The number and hash of the newest event.
    static let head = "journal.sqlite-head"

    /// Copies the files of a journal that may be open.
    ///
    /// A child copies: to open and close the database in this process would give up SQLite's locks on it.
    /// What readers share (`-shm`) is made anew from the log; the lock is nobody's.
    init(copyOf folder: IncidentFolder, through scratch: CampaignFolder) throws {
        let target = scratch.path + "/copy-" + UUID().uuidString.prefix(8)
        defer { try? FileManager.default.removeItem(atPath: target) }
        try ChildProgram.run(["/bin/cp", "-r", folder.path, target])
        contents = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: target)
        where name != "lock" && name != "output" && !name.hasSuffix("-shm") {
            contents[name] = try Data(contentsOf: URL(fileURLWithPath: target + "/" + name))
        }
        guard contents[Self.database] != nil else {
            throw CampaignFailure("the journal has no database")
        }
    }
}
