#if canImport(Glibc)
    import Glibc
#endif

/// The clock by which waits are measured.
enum MonotonicTime {
    /// Nanoseconds since some moment in the past.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
