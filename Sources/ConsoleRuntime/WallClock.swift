public import EngineRoom
import Glibc
public import IncidentModel

/// The two clocks the runtime reads; tests give their own.
public struct WallClock: Sendable {
    /// The time that is shown and compared: that of the journal, or the wall clock where there is none.
    public var now: @Sendable () -> Timestamp
    /// A clock that nobody can set, in nanoseconds, for waiting.
    public var steady: @Sendable () -> Int64

    /// Makes a pair of clocks.
    public init(now: @escaping @Sendable () -> Timestamp, steady: @escaping @Sendable () -> Int64) {
        self.now = now
        self.steady = steady
    }

    /// The clock of a process that records: its times go with those of the journal.
    public init(_ clock: SteadyClock) {
        self.init(now: { clock.now() }, steady: { clock.monotonic() })
    }

    /// The machine's own clocks.
    public static let system = WallClock(
        now: { Timestamp(nanoseconds: read(CLOCK_REALTIME)) }, steady: { read(CLOCK_BOOTTIME) })

    /// Seconds that the local time zone is east of UTC now.
    public static func localOffset() -> Int {
        var seconds = time_t(system.now().seconds)
        var parts = tm()
        localtime_r(&seconds, &parts)
        return Int(parts.tm_gmtoff)
    }

    private static func read(_ clock: clockid_t) -> Int64 {
        var value = timespec()
        clock_gettime(clock, &value)
        return Int64(value.tv_sec) * 1_000_000_000 + Int64(value.tv_nsec)
    }
}
