import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// A file, or all files of a pattern: followed through renaming, truncation, deletion and return.
///
/// Files are known by device and inode, so a rotated file is read to its end under its new name, and
/// once. After that it stays open for a while, because its writer may not know yet.
final class FileSource: LiveSource {
    private static let second: Int64 = 1_000_000_000
    /// A deleted file must not keep its disk space for long.
    private static let deletedPatience = 5 * second
    private static let renamedPatience = 60 * second
    private static let unlinkedLimit = 8

    private let owner: Int
    private let pattern: FilePattern
    private let watch: FileWatch
    private let backlogBytes: Int
    private let makeStream: () -> RecordStream
    private var files: [FollowedFile] = []
    private var folders: [String: Int32] = [:]
    private var hasStarted = false
    private(set) var status: SourceStatus
    private(set) var isPending = false

    init(
        owner: Int, id: SourceID, path: String, watch: FileWatch, backlogBytes: Int,
        makeStream: @escaping () -> RecordStream
    ) {
        self.owner = owner
        self.watch = watch
        self.backlogBytes = backlogBytes
        self.makeStream = makeStream
        pattern = FilePattern(path)
        status = SourceStatus(id: id, kind: "file")
    }

    var descriptor: Int32? { nil }
    var streams: [RecordStream] { files.map(\.stream) }

    var deadline: Int64? {
        files.compactMap { file in
            file.unlinkedSince.map {
                $0 + (file.isDeleted ? Self.deletedPatience : Self.renamedPatience)
            }
        }.min()
    }

    func start() { isPending = true }

    func noteReadable() { isPending = true }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if let deadline, deadline <= MonotonicTime.now { isPending = true }
        guard isPending else { return 0 }
        isPending = false
        watchFolders()
        findFiles()
        hasStarted = true
        var total = 0
        for file in files {
            let (bytes, isAtEnd) = file.read(buffer, limit: 4 * buffer.count, into: &status)
            total += bytes
            if !isAtEnd { isPending = true }
        }
        if !isPending { dropFinished() }
        return total
    }

    func stop() {
        for file in files { release(file) }
        files = []
    }

    /// Watches the folders in which matching files are or may appear; the nearest that exists, if none.
    private func watchFolders() {
        let wanted = Set(pattern.folders())
        for (folder, id) in folders where !wanted.contains(folder) {
            watch.unwatch(id, owner: owner)
            folders[folder] = nil
        }
        // Adding a watch that is there costs nothing and revives one whose folder was made again.
        for folder in wanted { folders[folder] = watch.watchFolder(folder, owner: owner) }
    }

    private func findFiles() {
        var linked: Set<FileIdentity> = []
        var problem: Int32?
        for path in pattern.matches() {
            var information = stat()
            guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
                continue
            }
            let identity = FileIdentity(
                device: UInt64(information.st_dev), inode: UInt64(information.st_ino))
            guard linked.insert(identity).inserted else { continue }
            if files.contains(where: { $0.identity == identity }) { continue }
            if let reason = follow(path) { problem = reason }
        }
        let now = MonotonicTime.now
        for file in files {
            if linked.contains(file.identity) {
                file.unlinkedSince = nil
            } else if file.unlinkedSince == nil {
                file.unlinkedSince = now
            }
        }
        report(isThere: files.contains { $0.unlinkedSince == nil }, problem: problem)
    }

    /// Opens a file; returns the system's reason when that fails.
    private func follow(_ path: String) -> Int32? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return errno == ENOENT ? nil : errno }
        var information = stat()
        guard fstat(descriptor, &information) == 0 else {
            close(descriptor)
            return errno
        }
        let file = FollowedFile(
            descriptor: descriptor,
            identity: FileIdentity(
                device: UInt64(information.st_dev), inode: UInt64(information.st_ino)),
            size: Int(information.st_size), backlog: hasStarted ? nil : backlogBytes,
            stream: makeStream())
        file.watch = watch.watchFile(path, owner: owner)
        files.append(file)
        return nil
    }

    private func report(isThere: Bool, problem: Int32?) {
        if isThere {
            status.state = .following
            status.detail = .empty
        } else if let problem {
            status.state = .failed
            status.detail = "cannot be opened: \(DisplayText(String(cString: strerror(problem))))"
        } else {
            status.state = .waiting
            status.detail = "\(DisplayText(pattern.path)) is not there yet"
        }
    }

    /// Lets go of files without a name once their writers have had time to notice.
    private func dropFinished() {
        let now = MonotonicTime.now
        var surplus = files.count { $0.unlinkedSince != nil } - Self.unlinkedLimit
        files.removeAll { file in
            guard let since = file.unlinkedSince else { return false }
            let patience = file.isDeleted ? Self.deletedPatience : Self.renamedPatience
            guard surplus > 0 || since + patience <= now else { return false }
            surplus -= 1
            release(file)
            return true
        }
    }

    private func release(_ file: FollowedFile) {
        file.stream.finish(into: &status)
        if let id = file.watch { watch.unwatch(id, owner: owner) }
    }
}
