import Glibc

/// Where a file goes on this machine, and what is there now.
struct FilePlace {
    /// The absolute path; its folder exists and no part of it but the last may be a link.
    let path: String
    /// What is there; nil when there is nothing.
    let present: PreparedFile.Present?

    /// Looks at the place.
    ///
    /// - Throws: `StepRefusal` in a sentence that names what is in the way.
    init(
        of written: String, in folder: String, home: String?, limit: Int
    ) throws(StepRefusal) {
        let plain = try FilePath.absolute(written, in: folder, home: home)
        let slash = plain.lastIndex(of: "/") ?? plain.startIndex
        let name = plain[plain.index(after: slash)...]
        let parent = plain[..<slash].isEmpty ? "/" : String(plain[..<slash])
        let real = try Self.folder(parent)
        if !written.hasPrefix("/"), !written.hasPrefix("~"),
            FilePath.isInside(plain, folder), let base = Self.resolved(folder),
            !FilePath.isInside(real, base)
        {
            throw StepRefusal(
                "\(parent) is a link that leads out of \(folder), to \(real): write the path out in full"
            )
        }
        path = (real == "/" ? "" : real) + "/" + name
        present = try Self.present(path, limit: limit)
    }

    /// The folder without links in its path.
    private static func folder(_ path: String) throws(StepRefusal) -> String {
        guard let real = resolved(path) else {
            let code = errno
            guard code == ENOENT else {
                throw StepRefusal("\(path) cannot be used: \(String(cString: strerror(code)))")
            }
            throw StepRefusal("the folder \(path) does not exist: make it first")
        }
        var facts = stat()
        guard stat(real, &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else {
            throw StepRefusal("\(path) is not a folder")
        }
        guard access(real, W_OK | X_OK) == 0 else {
            throw StepRefusal(
                "nothing can be written in \(path): \(String(cString: strerror(errno)))")
        }
        return real
    }

    private static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }

    private static func present(
        _ path: String, limit: Int
    ) throws(StepRefusal) -> PreparedFile.Present? {
        var facts = stat()
        guard lstat(path, &facts) == 0 else {
            let code = errno
            if code == ENOENT { return nil }
            throw StepRefusal("\(path) cannot be looked at: \(String(cString: strerror(code)))")
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw StepRefusal("\(path) is a folder")
        case S_IFLNK: throw StepRefusal("\(path) is a link: name the file that it leads to")
        default: throw StepRefusal("\(path) is not an ordinary file")
        }
        guard facts.st_size <= limit else {
            throw StepRefusal(
                "\(path) has \(facts.st_size) bytes, more than the \(limit) that can be kept")
        }
        return try contents(path, limit: limit)
    }

    /// Never waits: what is not an ordinary file any more is opened without blocking.
    private static func contents(
        _ path: String, limit: Int
    ) throws(StepRefusal) -> PreparedFile.Present {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else {
            throw StepRefusal("\(path) cannot be read: \(String(cString: strerror(errno)))")
        }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw StepRefusal("\(path) is not an ordinary file")
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= limit {
            let count = read(file, &buffer, buffer.count)
            if count == 0 { break }
            if count < 0 {
                if errno == EINTR { continue }
                throw StepRefusal("\(path) cannot be read: \(String(cString: strerror(errno)))")
            }
            bytes += buffer[..<count]
        }
        return PreparedFile.Present(
            bytes: bytes, mode: facts.st_mode & 0o7777, user: facts.st_uid, group: facts.st_gid)
    }
}
