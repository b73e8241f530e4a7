import IncidentModel

#if canImport(Glibc)
    import Glibc
#endif

/// What makes a file the same file under any name.
struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64
}

/// One open log file, read from an offset on.
final class FollowedFile {
    /// Bytes at the start of the file by which a file that was truncated and written again is known.
    private static let headBytes = 64

    let identity: FileIdentity
    let stream: RecordStream
    /// Since when no name leads to it, on the monotonic clock; nil while one does.
    var unlinkedSince: Int64?
    var watch: Int32?
    private let descriptor: Int32
    private var offset: Int
    private var skipsToLineEnd: Bool
    /// Where the part ends that was there before the engine watched.
    private let backlogEnd: Int
    private var head: [UInt8] = []

    /// Takes over an open descriptor.
    ///
    /// `backlog` is how much of what is there is read; nil for a file that appeared while watching.
    init(descriptor: Int32, identity: FileIdentity, size: Int, backlog: Int?, stream: RecordStream)
    {
        self.descriptor = descriptor
        self.identity = identity
        self.stream = stream
        backlogEnd = backlog == nil ? 0 : size
        // One byte early: it may be the end of the line before, and then nothing is skipped.
        offset = backlog.map { max(0, size - $0 - 1) } ?? 0
        skipsToLineEnd = offset > 0
    }

    deinit { close(descriptor) }

    /// True when the file has no name at all any more.
    var isDeleted: Bool { information?.st_nlink == 0 }

    private var information: stat? {
        var information = stat()
        return fstat(descriptor, &information) == 0 ? information : nil
    }

    /// Reads up to `limit` bytes; `isAtEnd` says that there are no more for now.
    func read(
        _ buffer: UnsafeMutableRawBufferPointer, limit: Int, into status: inout SourceStatus
    ) -> (bytes: Int, isAtEnd: Bool) {
        noteTruncation(into: &status)
        var total = 0
        while total < limit {
            let isBacklog = offset < backlogEnd
            let wanted = isBacklog ? min(buffer.count, backlogEnd - offset) : buffer.count
            let count = pread(descriptor, buffer.baseAddress, wanted, off_t(offset))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return (total, true) }
            if head.count < Self.headBytes { rememberHead() }
            offset += count
            total += count
            var bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[0..<count])
            if skipsToLineEnd { bytes = behindLineEnd(bytes) }
            stream.take(bytes, isBacklog: isBacklog, into: &status)
        }
        return (total, false)
    }

    private func behindLineEnd(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        guard let end = bytes.firstIndex(of: 10) else {
            return UnsafeRawBufferPointer(rebasing: bytes[0..<0])
        }
        skipsToLineEnd = false
        return UnsafeRawBufferPointer(rebasing: bytes[(end + 1)...])
    }

    /// A file that is shorter than what was read, or that starts differently, begins anew.
    private func noteTruncation(into status: inout SourceStatus) {
        guard offset > 0, let information else { return }
        guard Int(information.st_size) < offset || startsDifferently else { return }
        stream.finish(into: &status)
        offset = 0
        skipsToLineEnd = false
        head = []
    }

    private var startsDifferently: Bool {
        guard !head.isEmpty else { return false }
        return !readHead(head.count).elementsEqual(head)
    }

    private func rememberHead() {
        head = readHead(Self.headBytes)
    }

    private func readHead(_ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = max(0, pread(descriptor, buffer.baseAddress, count, 0))
        }
    }
}
