import CPosix
import Glibc

/// A pipe that signal handlers write to, so that one `poll(2)` waits for signals as well.
struct WakePipe {
    /// Readable when something was noted.
    let readEnd: Int32
    /// What handlers write to; never blocks.
    let writeEnd: Int32

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard quell_terminal_make_pipe(&ends) == 0 else {
            throw CursesTerminalError.refused(String(cString: strerror(errno)))
        }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    /// Forgets the wake-ups so far.
    func drain() {
        var bytes = [UInt8](repeating: 0, count: 64)
        while read(readEnd, &bytes, bytes.count) == bytes.count {}
    }

    func close() {
        Glibc.close(readEnd)
        Glibc.close(writeEnd)
    }
}
