import CPosix
import Foundation
import Glibc
import Synchronization

/// A pseudo-terminal that this process leads a session on, with both of its sides in this process.
///
/// Only for a process of its own, such as an exit test's.
final class ControllingTerminal: Sendable {
    struct Failure: Error {
        var doing: String
        var code = errno
    }

    /// The side on which a person would sit.
    private let main: Int32
    /// The side on which programs are.
    let other: Int32
    private let received = Mutex<[UInt8]>([])
    /// TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h.
    private static let unlock = UInt(0x4004_5431)
    private static let getNumber = UInt(0x8004_5430)

    init() throws {
        guard setsid() > 0 else { throw Failure(doing: "setsid") }
        // posix_openpt(3) and its kin are not visible to Swift; these are the calls they make.
        main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var isLocked: Int32 = 0
        guard main >= 0, ioctl(main, Self.unlock, &isLocked) == 0,
            ioctl(main, Self.getNumber, &number) == 0
        else { throw Failure(doing: "ptmx") }
        // A session leader without a terminal gets the first one that it opens.
        other = open("/dev/pts/\(number)", O_RDWR | O_CLOEXEC)
        guard other >= 0, tcgetpgrp(other) == getpgrp() else { throw Failure(doing: "pts") }
        Thread.detachNewThread { self.readOn() }
    }

    /// What programs wrote so far, line ends as `\n`.
    var text: String {
        let bytes = received.withLock { $0 }
        return String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
    }

    /// Types as a person would.
    func type(_ keys: String) {
        let bytes = Array(keys.utf8)
        _ = write(main, bytes, bytes.count)
    }

    /// Types once a text is on the screen, from a thread of its own.
    func type(_ keys: String, after wanted: String) {
        Thread.detachNewThread {
            for _ in 0..<3000 where !self.text.contains(wanted) { usleep(10_000) }
            self.type(keys)
        }
    }

    /// The modes, as bytes that can be compared.
    func modes() -> [UInt32] {
        var modes = termios()
        guard tcgetattr(other, &modes) == 0 else { return [] }
        return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    }

    private func readOn() {
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(main, &buffer, buffer.count)
            guard count > 0 else { return }
            received.withLock { $0 += buffer[..<count] }
        }
    }
}
