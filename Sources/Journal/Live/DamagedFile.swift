import Glibc
import SafeText

/// The bytes of a damaged database and of its log, without SQLite and page by page: what the disk
/// refuses to give counts as missing, and nothing is written.
///
/// Only for whoever holds the journal's lock, or for one that SQLite has closed: closing a
/// descriptor gives up SQLite's own locks on the file within this process.
final class DamagedFile {
    /// The size of a page in bytes.
    let pageSize: Int
    /// How many pages the database has, the last one possibly cut short.
    let pages: Int
    let log: WriteAheadLog?
    private let descriptor: Int32
    private let logBytes: [UInt8]
    private let newest: [Int: Int]

    /// Opens the files of a journal.
    init(_ path: String) throws(JournalError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw .cannotOpen(path: DisplayText(path), reason: SystemReason.last.text)
        }
        logBytes = Self.contents(path + "-wal")
        let log = WriteAheadLog(logBytes)
        let header = Self.read(descriptor, at: 0, count: 20) ?? []
        pageSize = log?.pageSize ?? Self.pageSize(in: header) ?? 4096
        var status = stat()
        let size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        pages = (size + pageSize - 1) / pageSize
        self.log = log
        newest = Dictionary(
            (log?.frames ?? []).map { ($0.page, $0.offset) }, uniquingKeysWith: { $1 })
    }

    deinit { close(descriptor) }

    /// How many images of pages there are: those of the database, then those of the log.
    var images: Int { pages + (log?.frames.count ?? 0) }

    /// True for what SQLite would read as well: the database and the sound part of its log.
    func isSound(_ index: Int) -> Bool {
        index < pages || log?.frames[index - pages].isValid == true
    }

    /// An image by its place among all.
    func image(_ index: Int) -> [UInt8]? {
        guard index >= pages else {
            return Self.read(descriptor, at: index * pageSize, count: pageSize)
        }
        return log.flatMap { logImage(at: $0.frames[index - pages].offset) }
    }

    /// The newest image of a page, by its number from 1.
    func page(_ number: Int) -> [UInt8]? {
        if let offset = newest[number] { return logImage(at: offset) }
        guard number <= pages else { return nil }
        return Self.read(descriptor, at: (number - 1) * pageSize, count: pageSize)
    }

    private func logImage(at offset: Int) -> [UInt8]? {
        guard offset + pageSize <= logBytes.count else { return nil }
        return Array(logBytes[offset..<(offset + pageSize)])
    }

    private static func pageSize(in header: [UInt8]) -> Int? {
        guard header.count == 20 else { return nil }
        let size = header.bigEndian16(at: 16) == 1 ? 65_536 : header.bigEndian16(at: 16)
        return size >= 512 && size & (size - 1) == 0 ? size : nil
    }

    /// A file as far as it can be read, or its first bytes; empty when there is none.
    static func contents(_ path: String, limit: Int = .max) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        while bytes.count < limit,
            let chunk = read(
                descriptor, at: bytes.count, count: min(1 << 16, limit - bytes.count),
                isWhole: false)
        {
            bytes += chunk
        }
        return bytes
    }

    private static func read(
        _ descriptor: Int32, at offset: Int, count: Int, isWhole: Bool = true
    ) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let found = bytes.withUnsafeMutableBytes { buffer in
                pread(
                    descriptor, buffer.baseAddress?.advanced(by: done), count - done, offset + done)
            }
            if found > 0 {
                done += found
            } else if found == 0 || errno != EINTR {
                break
            }
        }
        if done == count { return bytes }
        return isWhole || done == 0 ? nil : Array(bytes.prefix(done))
    }
}
