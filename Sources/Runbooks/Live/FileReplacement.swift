import Glibc

/// Puts a file in its place in one move: a reader sees what was there or what is new, never a part.
struct FileReplacement {
    private let path: String
    private let bytes: [UInt8]
    private let mode: UInt32
    private let owner: (user: UInt32, group: UInt32)?

    /// A file with these permissions that belongs to this user.
    init(path: String, bytes: [UInt8], mode: UInt32) {
        self.path = path
        self.bytes = bytes
        self.mode = mode
        owner = nil
    }

    /// A prepared file; what it replaces keeps its owner.
    init(_ prepared: PreparedFile) {
        path = prepared.path
        bytes = prepared.bytes
        mode = prepared.mode
        owner = prepared.present.map { ($0.user, $0.group) }
    }

    /// Writes it; after a failure nothing has changed and nothing is left over.
    ///
    /// - Throws: `StepRefusal` with the system's reason.
    func perform() throws(StepRefusal) {
        let slash = path.lastIndex(of: "/") ?? path.startIndex
        let folder = open(
            path[..<slash].isEmpty ? "/" : String(path[..<slash]),
            O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure() }
        defer { close(folder) }
        let name = String(path[path.index(after: slash)...])
        let temporary = ".quell-\(UInt64.random(in: 0...(.max)))"
        let file = openat(
            folder, temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        var isInPlace = false
        defer {
            close(file)
            if !isInPlace { unlinkat(folder, temporary, 0) }
        }
        try fill(file)
        // A rename over a folder fails, so nothing but a file is ever replaced.
        guard renameat(folder, temporary, folder, name) == 0 else { throw failure() }
        isInPlace = true
        // The file is whole either way; this makes its name outlive a power cut.
        fsync(folder)
    }

    private func fill(_ file: Int32) throws(StepRefusal) {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure()
            }
            written += count
        }
        if let owner, owner.user != geteuid() || owner.group != getegid(),
            fchown(file, owner.user, owner.group) != 0
        {
            throw StepRefusal("\(path) belongs to another user, who would lose it")
        }
        // After the owner: a change of owner takes special bits away.
        guard fchmod(file, mode) == 0, fsync(file) == 0 else { throw failure() }
    }

    private func failure() -> StepRefusal {
        StepRefusal("\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
