#if canImport(Glibc)
    import Glibc
#endif

/// The wall clock, for logs whose lines do not say when they were written.
enum WallTime {
    /// Nanoseconds since the epoch.
    static var now: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
