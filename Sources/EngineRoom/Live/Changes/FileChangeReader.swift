import CPosix
import Dispatch
import Glibc
import IncidentModel
import SafeText

/// Looks at files, and reads those that were written since.
actor FileChangeReader: ChangeReader {
    private static let mostFiles = 500
    /// How much of a file is compared.
    private static let mostBytes = 1 << 20

    private let pattern: String
    private var files: WatchedFiles

    /// - Parameters:
    ///   - pattern: A path, or a pattern of glob(7).
    ///   - folder: Paths below it are shown without it.
    init(pattern: String, folder: String = "") {
        self.pattern = pattern
        files = WatchedFiles(folder: folder)
    }

    func look(at now: Timestamp) async -> ChangeLook {
        let (pattern, known) = (self.pattern, files.known)
        // A file system may hang: not on a thread that others wait for.
        let found = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: Self.glances(pattern, known))
            }
        }
        let changes = files.changes(in: found, at: now)
        if found.isEmpty, changes.isEmpty {
            return .troubled("no file matches \(DisplayText(pattern))")
        }
        return .seen(changes)
    }

    private static func glances(
        _ pattern: String, _ known: [String: FileGlance]
    ) -> [String: FileGlance] {
        var found: [String: FileGlance] = [:]
        for path in paths(pattern) {
            guard let mark = mark(path) else { continue }
            if let before = known[path], before.mark == mark {
                found[path] = before
            } else {
                found[path] = FileGlance(mark: mark, contents: contents(path))
            }
        }
        return found
    }

    private static func paths(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else { return [pattern] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<min(mostFiles, Int(found.gl_pathc))).compactMap { index in
            found.gl_pathv?[index].map { String(cString: $0) }
        }
    }

    /// Nil for what is no regular file, links followed.
    private static func mark(_ path: String) -> FileMark? {
        var facts = quell_file()
        guard quell_file_facts(path, &facts) == 0, facts.mode & S_IFMT == S_IFREG else {
            return nil
        }
        return FileMark(
            node: facts.node, size: facts.size,
            modified: Timestamp(seconds: facts.seconds) + .nanoseconds(facts.nanoseconds))
    }

    private static func contents(_ path: String) -> FileContents? {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < mostBytes {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes += piece
        }
        return FileContents(bytes)
    }
}
