import Glibc
import SafeText

/// Says that one console records an incident: an exclusive lock on the file `lock` beside the journal.
///
/// It is an open-file-description lock: the kernel gives it back when the process ends in whatever
/// way, commands do not inherit it (the descriptor closes on exec), two openers within one process
/// are told apart, and who holds it can be asked without taking it, even for a moment.
final class JournalLock: Sendable {
    /// `F_OFD_GETLK` and `F_OFD_SETLK` of Linux's fcntl.h, the same on every architecture; Swift's
    /// Glibc module does not define `_GNU_SOURCE`, which would show them.
    private static let (getLock, setLock): (Int32, Int32) = (36, 37)

    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        // A holder's name without a lock would only mislead.
        _ = ftruncate(descriptor, 0)
        // Closing is not enough: a child between its fork and its exec still has the description.
        var region = Self.wholeFile
        region.l_type = Int16(F_UNLCK)
        _ = fcntl(descriptor, Self.setLock, &region)
        close(descriptor)
    }

    /// Takes the lock at `path` for a journal and writes into it who holds it.
    static func take(_ path: String, for journal: String) throws(JournalError) -> JournalLock {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            let reason = SystemReason.last
            if reason.code == ENOSPC { throw .diskFull(path: DisplayText(path)) }
            throw .cannotCreate(path: DisplayText(path), reason: reason.text)
        }
        var region = wholeFile
        guard fcntl(descriptor, Self.setLock, &region) == 0 else {
            let reason = SystemReason.last
            let holder = holderName(in: descriptor)
            close(descriptor)
            if reason.code == EAGAIN || reason.code == EACCES {
                throw .locked(path: DisplayText(journal), by: holder)
            }
            throw .cannotOpen(path: DisplayText(path), reason: reason.text)
        }
        writeHolder(to: descriptor)
        return JournalLock(descriptor: descriptor)
    }

    /// Who holds the lock, such as `4711@web-1`; nil when nobody does.
    static func holder(_ path: String) -> DisplayText? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var region = wholeFile
        guard fcntl(descriptor, Self.getLock, &region) == 0 else { return nil }
        return region.l_type == Int16(F_UNLCK) ? nil : holderName(in: descriptor)
    }

    private static var wholeFile: flock {
        var region = flock()
        region.l_type = Int16(F_WRLCK)
        region.l_whence = Int16(SEEK_SET)
        return region
    }

    private static func writeHolder(to descriptor: Int32) {
        var host = [CChar](repeating: 0, count: 256)
        _ = gethostname(&host, host.count - 1)
        let name = host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        let text = "\(getpid())@\(String(decoding: name, as: UTF8.self))"
        // On a full disk the name is missing; the lock holds all the same.
        _ = ftruncate(descriptor, 0)
        _ = pwrite(descriptor, text, text.utf8.count, 0)
    }

    private static func holderName(in descriptor: Int32) -> DisplayText {
        var bytes = [UInt8](repeating: 0, count: 300)
        let count = pread(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? DisplayText(bytes: bytes.prefix(count)) : "another process"
    }
}
