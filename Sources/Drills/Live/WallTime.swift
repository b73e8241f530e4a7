import Glibc
import IncidentModel

/// The wall clock as the demo's log writes it: RFC 3339 in UTC with milliseconds.
enum WallTime {
    /// The time stamp of a moment `secondsAgo` before now.
    static func stamp(secondsAgo: Double = 0) -> String {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let moment = Double(now.tv_sec) + Double(now.tv_nsec) / 1e9 - secondsAgo
        var whole = time_t(moment)
        let milliseconds = Int((moment - Double(whole)) * 1000)
        var parts = tm()
        gmtime_r(&whole, &parts)
        return pad(Int(parts.tm_year) + 1900, 4) + "-" + pad(Int(parts.tm_mon) + 1, 2) + "-"
            + pad(Int(parts.tm_mday), 2) + "T" + pad(Int(parts.tm_hour), 2) + ":"
            + pad(Int(parts.tm_min), 2) + ":" + pad(Int(parts.tm_sec), 2) + "."
            + pad(milliseconds, 3) + "Z"
    }

    /// The wall clock.
    static var now: Timestamp {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return Timestamp(seconds: Int64(now.tv_sec)) + .nanoseconds(Int64(now.tv_nsec))
    }

    /// Seconds of the monotonic clock.
    static func steadySeconds() -> Double {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
    }

    private static func pad(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
