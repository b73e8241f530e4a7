import CPosix
import Glibc
import IncidentModel

/// What a sleeping worker hears: somebody who has work, and one alarm.
final class WorkerBell: Sendable {
    private let readEnd: Int32
    private let writeEnd: Int32
    private let timer: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        let isMade = quell_terminal_make_pipe(&ends) == 0
        (readEnd, writeEnd) = isMade ? (ends[0], ends[1]) : (-1, -1)
        timer = quell_boot_timer()
    }

    deinit {
        for descriptor in [readEnd, writeEnd, timer] where descriptor >= 0 { close(descriptor) }
    }

    /// Wakes the worker.
    func ring() {
        var one: UInt8 = 1
        _ = write(writeEnd, &one, 1)
    }

    /// Sets the alarm, or takes it back; one that is due rings at the next wait.
    func set(after delay: Duration?) {
        let nanoseconds = delay.map { max(1, $0.wholeNanoseconds) } ?? 0
        quell_set_timer(timer, nanoseconds)
    }

    /// Sleeps until there is something to do; true when the alarm is due.
    ///
    /// Without descriptors, which a process at its limit does not get, it looks ten times a second.
    func wait() -> Bool {
        var entries = [
            pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: timer, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, 2, readEnd < 0 || timer < 0 ? 100 : -1)
        quell_drain(readEnd)
        guard entries[1].revents != 0 else { return timer < 0 }
        quell_drain(timer)
        return true
    }
}
