import CPosix
import Glibc

/// Looks at files without ever waiting for one: pipes and devices are not read (stat(2), open(2)).
///
/// Everything here may block in a file system that hangs: only for threads that may.
enum LocalFile {
    /// What stat(2) tells of a path, links followed.
    static func facts(_ path: String) -> Result<FileFacts, FileTrouble> {
        var details = quell_file()
        let code = quell_file_facts(path, &details)
        guard code == 0 else { return .failure(FileTrouble(code: code)) }
        return .success(FileFacts(details))
    }

    /// The first bytes of a regular file.
    ///
    /// - Parameters:
    ///   - path: The file; links are followed.
    ///   - limit: Bytes to read at most.
    /// - Returns: The bytes, or why there are none.
    static func head(_ path: String, limit: Int) -> Result<[UInt8], FileTrouble> {
        // O_NONBLOCK: opening a pipe that nobody writes to would wait for a writer.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        guard descriptor >= 0 else { return .failure(FileTrouble(code: errno)) }
        defer { close(descriptor) }
        var details = quell_file()
        let code = quell_open_file_facts(descriptor, &details)
        guard code == 0 else { return .failure(FileTrouble(code: code)) }
        let facts = FileFacts(details)
        guard facts.type == .file else { return .failure(.wrongType(facts.type)) }
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(65_536, limit - bytes.count)
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
                count = read(descriptor, buffer.baseAddress, wanted)
                filled = max(0, count)
            }
            if count < 0 {
                if errno == EINTR { continue }
                return .failure(FileTrouble(code: errno))
            }
            if count == 0 { break }
            bytes += piece
        }
        return .success(bytes)
    }

    /// The paths that a pattern of glob(7) means, sorted, at most so many; a path without signs is itself.
    static func paths(_ pattern: String, most: Int) -> [String] {
        let pattern = expandingHome(pattern)
        guard isPattern(pattern) else { return [pattern] }
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<min(most, Int(found.gl_pathc))).compactMap { index in
            found.gl_pathv[index].map { String(cString: $0) }
        }
    }

    /// Whether a path means any number of files.
    static func isPattern(_ path: String) -> Bool { path.contains { "*?[".contains($0) } }

    private static func expandingHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }

    /// The name of a user; the number when there is none.
    static func userName(_ id: UInt32) -> String {
        var entry = passwd()
        var found: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        guard getpwuid_r(id, &entry, &buffer, buffer.count, &found) == 0, found != nil,
            let name = entry.pw_name
        else { return "\(id)" }
        return String(cString: name)
    }
}

extension FileFacts {
    fileprivate init(_ details: quell_file) {
        let type: FileFacts.Kind =
            switch details.mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFSOCK: .socket
            case S_IFIFO: .pipe
            default: .device
            }
        self.init(
            type: type, size: details.size, modifiedAt: details.seconds,
            mode: details.mode & 0o7777, owner: details.owner)
    }
}
