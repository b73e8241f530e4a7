import Glibc

/// A clock that only goes forward and also counts the time a machine sleeps (CLOCK_BOOTTIME).
enum BootClock {
    /// Nanoseconds since the machine started.
    static func nanoseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
