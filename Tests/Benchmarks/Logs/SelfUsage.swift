import Glibc

/// What this process has used so far.
struct SelfUsage {
    var user: Double
    var system: Double
    /// The most it ever had resident.
    var residentKiB: Int

    static var now: SelfUsage {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return SelfUsage(
            user: seconds(usage.ru_utime), system: seconds(usage.ru_stime),
            residentKiB: usage.ru_maxrss)
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
}
