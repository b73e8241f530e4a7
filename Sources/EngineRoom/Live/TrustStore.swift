import Foundation
import Glibc
import IncidentModel
import SafeText

/// The contents of runbooks whose commands may run: what is shipped, what people trusted during this
/// incident, and what the file of trusted runbooks names.
struct TrustStore {
    /// A larger file is not ours.
    private static let byteLimit = 4_000_000

    private let path: String
    private var hashes: Set<String> = []

    /// Knows nothing yet; the file is read when a runbook is asked about, and need not exist.
    init(path: String) {
        self.path = path
    }

    /// Trusts contents without writing them down, such as those of shipped runbooks.
    mutating func take(_ more: Set<String>) {
        hashes.formUnion(more)
    }

    /// True when contents are trusted; another console may have written them down a moment ago.
    mutating func trusts(_ hash: String) -> Bool {
        if hashes.contains(hash) { return true }
        hashes.formUnion(stored())
        return hashes.contains(hash)
    }

    /// Trusts contents from now on, also in later incidents.
    ///
    /// - Returns: Why only this console knows; nil when it was written down.
    mutating func add(_ record: TrustRecord) -> DisplayText? {
        hashes.insert(record.hash)
        let file = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return DisplayText(String(cString: strerror(errno))) }
        defer { close(file) }
        guard isOurs else { return "others can write its file" }
        // A line that was cut off must not swallow this one.
        let text = (Self.endsInLine(file) ? "" : "\n") + record.line
        let bytes = Array(text.utf8)
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            return DisplayText(String(cString: strerror(errno)))
        }
        return nil
    }

    private func stored() -> Set<String> {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard file >= 0 else { return [] }
        defer { close(file) }
        guard isOurs else { return [] }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < Self.byteLimit {
            let count = read(file, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        return TrustRecord.hashes(in: String(decoding: bytes, as: UTF8.self))
    }

    /// A file that others can write would let them say what may run.
    private var isOurs: Bool {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            facts[.type] as? FileAttributeType == .typeRegular,
            let owner = facts[.ownerAccountID] as? NSNumber,
            let mode = facts[.posixPermissions] as? NSNumber,
            let size = facts[.size] as? NSNumber
        else { return false }
        return owner.uint32Value == geteuid() && mode.intValue & 0o022 == 0
            && size.intValue <= Self.byteLimit
    }

    private static func endsInLine(_ file: Int32) -> Bool {
        let size = lseek(file, 0, SEEK_END)
        guard size > 0 else { return true }
        var last: UInt8 = 0
        return pread(file, &last, 1, size - 1) == 1 && last == UInt8(ascii: "\n")
    }
}
