import IncidentModel
import SafeText

#if canImport(Glibc)
    import Glibc
#endif

/// A file, or all files of a pattern: followed through renaming, truncation, deletion and return.
///
/// Files are known by device and inode, so a rotated file is read to its end under its new name, and
/// once. After that it stays open for a while, because its writer may not know yet. A file that was
/// copied and truncated is read on in its copy.
final class FileSource: LiveSource {
    private static let second: Int64 = 1_000_000_000
    /// A deleted file must not keep its disk space for long.
    private static let deletedPatience = 5 * second
    private static let renamedPatience = 60 * second
    private static let unlinkedLimit = 32
    /// How long a new file that may be a copy in the making is not read yet.
    static let copyPatience = 2 * second
    static let copyLook: Int64 = 100_000_000

    let gauge: SourceGauge
    let pattern: FilePattern
    var files: [FollowedFile] = []
    /// New files that start like a known one, and since when.
    var undecided: [FileIdentity: Int64] = [:]
    /// What a checkpoint says of files, until they are looked for.
    var stored: [FilePosition] = []
    /// When that checkpoint was made, on the wall clock.
    var storedAt: Int64 = 0
    /// Names under which files are found that were renamed before anybody looked.
    private var movedTo: [String] = []
    /// How far files were read that were let go, a few hundred at most.
    private var released: [FileIdentity: FilePrint] = [:]
    var isResumed = false
    /// What went wrong with files that are not followed any more.
    var notice: DisplayText = .empty
    let makeStream: () -> RecordStream
    private let owner: Int
    private let watch: FileWatch
    private let backlogBytes: Int
    private var folders: [String: Int32] = [:]
    private(set) var hasStarted = false
    private(set) var isPending = false

    init(
        owner: Int, path: String, gauge: SourceGauge, watch: FileWatch, backlogBytes: Int,
        makeStream: @escaping () -> RecordStream
    ) {
        self.owner = owner
        self.gauge = gauge
        self.watch = watch
        self.backlogBytes = backlogBytes
        self.makeStream = makeStream
        pattern = FilePattern(path)
    }

    var streams: [RecordStream] { files.map(\.stream) }

    var deadline: Int64? {
        var due = files.compactMap { file in
            file.deadline ?? file.unlinkedSince.map { _ in leavesAt(file) }
        }.min()
        if !undecided.isEmpty { due = min(due ?? .max, MonotonicTime.now + Self.copyLook) }
        return due
    }

    func start() { isPending = true }

    func noteReadable() { isPending = true }

    /// A file that came and was renamed between two looks is read under its new name.
    func noteMoved(_ moves: [FileMove]) {
        let paths = Dictionary(folders.map { ($1, $0) }) { first, _ in first }
        func path(_ place: FileMove.Place) -> String? {
            paths[place.watch].map { ($0 == "/" ? "" : $0) + "/" + place.name }
        }
        for move in moves {
            guard let from = path(move.from) else { continue }
            let known = movedTo.firstIndex(of: from)
            guard known != nil || pattern.covers(from) else { continue }
            if let known { movedTo.remove(at: known) }
            if let to = path(move.to) { movedTo.append(to) }
        }
        if !movedTo.isEmpty { isPending = true }
    }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if !undecided.isEmpty { isPending = true }
        if let deadline, deadline <= MonotonicTime.now { isPending = true }
        guard isPending else { return 0 }
        isPending = false
        watchFolders()
        if !hasStarted { resumeFiles() }
        followMoved()
        findFiles()
        hasStarted = true
        let total = readFiles(buffer)
        if !isPending { dropFinished() }
        report()
        return total
    }

    func stop() {
        for file in files { release(file) }
        files = []
    }

    /// Follows a file that was opened, unless it is followed already.
    func follow(_ file: OpenFile, from start: FollowedFile.Start, stream: RecordStream? = nil) {
        guard !files.contains(where: { $0.file.identity == file.identity }) else { return }
        let followed = FollowedFile(file, from: start, stream: stream ?? makeStream())
        // The name may lead elsewhere by now; the descriptor does not.
        followed.watch =
            watch.watchFile("/proc/self/fd/\(file.descriptor)", owner: owner)
            ?? watch.watchFile(file.path, owner: owner)
        files.append(followed)
    }

    private func followMoved() {
        for path in movedTo {
            guard case .success(let file) = OpenFile.open(path) else { continue }
            // Its move may be told after it was read to its end and let go.
            if let print = released[file.identity], print.matches(file.descriptor) { continue }
            follow(file, from: .appeared)
        }
        movedTo = []
    }

    private func readFiles(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        var total = 0
        for file in files where file.wasReplaced { beginAnew(file) }
        for file in files {
            let (bytes, isAtEnd) = file.read(buffer, limit: 4 * buffer.count)
            total += bytes
            if isAtEnd { continue }
            isPending = true
            // What was rotated away is older than what took its place.
            if file.unlinkedSince != nil { break }
        }
        return total
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
        var problem: Int32 = 0
        for path in pattern.matches() {
            var information = stat()
            guard stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
                continue
            }
            let identity = FileIdentity(information)
            guard linked.insert(identity).inserted else { continue }
            if files.contains(where: { $0.file.identity == identity }) { continue }
            switch OpenFile.open(path) {
            case .success(let file):
                linked.insert(file.identity)
                take(file)
            case .failure(let failure) where failure.code != ENOENT: problem = failure.code
            case .failure: break
            }
        }
        undecided = undecided.filter { linked.contains($0.key) }
        let now = MonotonicTime.now
        for file in files {
            if linked.contains(file.file.identity) {
                file.unlinkedSince = nil
            } else if file.unlinkedSince == nil {
                file.unlinkedSince = now
            }
        }
        self.problem = problem
    }

    /// Decides from where on a file that was found is read.
    private func take(_ file: OpenFile) {
        guard hasStarted else {
            return follow(file, from: isResumed ? .missed : .backlog(backlogBytes))
        }
        switch origin(of: file) {
        case .new: follow(file, from: .appeared)
        case .copy(let position): follow(file, from: .behind(position, .live))
        case .undecided: return
        }
        undecided[file.identity] = nil
    }

    /// The system's number for why no file could be opened; 0 for none.
    private var problem: Int32 = 0

    private func report() {
        let linked = files.filter { $0.unlinkedSince == nil }
        let damage = linked.compactMap { file in
            file.damage.map { "\(DisplayText(file.file.path)) \(DisplayText($0))" as DisplayText }
        }.first
        gauge.status.detail = damage ?? notice
        if linked.isEmpty {
            gauge.status.state = problem == 0 ? .waiting : .failed
            gauge.status.detail =
                problem == 0
                ? "\(DisplayText(pattern.path)) is not there yet"
                : "cannot be opened: \(DisplayText(String(cString: strerror(problem))))"
        } else if linked.allSatisfy({ $0.isComplete || $0.damage != nil }) {
            gauge.status.state = damage == nil ? .ended : .failed
        } else {
            gauge.status.state = .following
        }
    }

    private func leavesAt(_ file: FollowedFile) -> Int64 {
        let patience = file.file.isDeleted ? Self.deletedPatience : Self.renamedPatience
        return max(file.unlinkedSince ?? 0, file.lastGrowth) + patience
    }

    /// Lets go of files without a name once their writers have had time to notice.
    private func dropFinished() {
        let now = MonotonicTime.now
        var surplus = files.count { $0.unlinkedSince != nil } - Self.unlinkedLimit
        files.removeAll { file in
            guard file.unlinkedSince != nil else { return false }
            guard surplus > 0 || leavesAt(file) <= now else { return false }
            surplus -= 1
            release(file)
            return true
        }
    }

    private func release(_ file: FollowedFile) {
        file.stream.finish()
        if released.count >= 512 { released = [:] }
        released[file.file.identity] = file.print
        if let id = file.watch { watch.unwatch(id, owner: owner) }
    }
}
