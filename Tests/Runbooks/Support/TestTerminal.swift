import Glibc

/// Makes this process the leader of a session on a pseudo-terminal that nobody looks at.
enum TestTerminal {
    struct Failure: Error {
        var code = errno
    }

    static func become() throws {
        guard setsid() > 0 else { throw Failure() }
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: UInt32 = 0
        var isLocked: Int32 = 0
        // TIOCSPTLCK and TIOCGPTN of asm-generic/ioctls.h.
        guard main >= 0, ioctl(main, UInt(0x4004_5431), &isLocked) == 0,
            ioctl(main, UInt(0x8004_5430), &number) == 0
        else { throw Failure() }
        // A session leader without a terminal gets the first one that it opens.
        let other = open("/dev/pts/\(number)", O_RDWR | O_CLOEXEC)
        guard other >= 0, tcgetpgrp(other) == getpgrp() else { throw Failure() }
    }
}
