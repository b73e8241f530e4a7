#if canImport(Glibc)
    import Glibc
#endif

/// A log file that was opened for reading; closed when nobody holds it any more.
final class OpenFile {
    /// The first two bytes of a gzip stream (RFC 1952, section 2.3.1).
    private static let gzipMagic: [UInt8] = [0x1F, 0x8B]

    let descriptor: Int32
    let path: String
    let identity: FileIdentity

    /// Opens a regular file; throws nothing but says why not as an `errno`, 0 when it is none.
    static func open(_ path: String) -> Result<OpenFile, OpenFailure> {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return .failure(OpenFailure(code: errno)) }
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return .failure(OpenFailure(code: 0))
        }
        return .success(
            OpenFile(descriptor: descriptor, path: path, identity: FileIdentity(information)))
    }

    private init(descriptor: Int32, path: String, identity: FileIdentity) {
        self.descriptor = descriptor
        self.path = path
        self.identity = identity
    }

    deinit { close(descriptor) }

    /// Bytes it has now.
    var size: Int { information.map { Int($0.st_size) } ?? 0 }

    /// When it was written last, in nanoseconds since the epoch.
    var changedAt: Int64 {
        information.map { Int64($0.st_mtim.tv_sec) * 1_000_000_000 + Int64($0.st_mtim.tv_nsec) }
            ?? 0
    }

    /// True when the file has no name at all any more.
    var isDeleted: Bool { information?.st_nlink == 0 }

    /// True when it starts like a gzip stream; nil while it is too short to tell.
    var isCompressed: Bool? {
        let start = FilePrint.read(descriptor, 2, at: 0)
        if start.first != Self.gzipMagic[0] { return start.isEmpty ? nil : false }
        return start.count < 2 ? nil : start == Self.gzipMagic
    }

    /// The first bytes of what it holds, without compression.
    func head(_ count: Int) -> [UInt8] {
        guard isCompressed == true else { return FilePrint.read(descriptor, count, at: 0) }
        var input = FilePrint.read(descriptor, 4_096, at: 0)
        var head: [UInt8] = []
        guard let inflater = GzipInflater() else { return [] }
        withUnsafeTemporaryAllocation(byteCount: 4_096, alignment: 1) { output in
            input.withUnsafeMutableBytes { input in
                inflater.take(input, through: output) {
                    if head.count < count { head.append(contentsOf: $0.prefix(count - head.count)) }
                }
            }
        }
        return head
    }

    private var information: stat? {
        var information = stat()
        return fstat(descriptor, &information) == 0 ? information : nil
    }
}

/// Why a file was not opened.
struct OpenFailure: Error {
    /// The system's number; 0 for what is no regular file.
    let code: Int32
}
