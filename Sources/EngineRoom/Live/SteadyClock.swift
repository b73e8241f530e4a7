import CPosix
import Glibc
public import IncidentModel
import Synchronization

/// The clock by which a journal and everything that is compared with it tells time.
///
/// It starts as the wall clock and is carried on by CLOCK_BOOTTIME, which counts the time a machine
/// sleeps and which nobody can set. One process has one, shared by its loop and its engine room; the room
/// sets it to the journal that it opens.
public final class SteadyClock: Sendable {
    /// Where the machine's clocks are read; tests give their own.
    public struct Machine: Sendable {
        /// The wall clock.
        public var wall: @Sendable () -> Timestamp
        /// Nanoseconds since the machine was started.
        public var sinceBoot: @Sendable () -> Int64
        /// Which start that was; nil when it is not known.
        public var boot: String?

        /// Makes a set of clocks.
        public init(
            wall: @escaping @Sendable () -> Timestamp, sinceBoot: @escaping @Sendable () -> Int64,
            boot: String?
        ) {
            self.wall = wall
            self.sinceBoot = sinceBoot
            self.boot = boot
        }

        /// This machine's clocks: CLOCK_REALTIME, CLOCK_BOOTTIME and `boot_id` (clock_gettime(2), random(4)).
        public static var own: Machine {
            Machine(
                wall: { Timestamp(nanoseconds: read(CLOCK_REALTIME)) },
                sinceBoot: { read(CLOCK_BOOTTIME) }, boot: bootID)
        }

        private static func read(_ clock: clockid_t) -> Int64 {
            quell_clock_nanoseconds(clock)
        }

        private static var bootID: String? {
            let file = open("/proc/sys/kernel/random/boot_id", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = Glibc.read(file, &bytes, bytes.count)
            let id = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
                .filter { $0.isHexDigit || $0 == "-" }
            return id.isEmpty ? nil : id
        }

        fileprivate var reading: JournalTime.Reading {
            JournalTime.Reading(wall: wall(), sinceBoot: sinceBoot(), boot: boot)
        }
    }

    private let machine: Machine
    private let time: Mutex<JournalTime>

    /// Starts with the wall clock.
    public init(_ machine: Machine = .own) {
        self.machine = machine
        time = Mutex(JournalTime(machine.reading))
    }

    /// Which start of the machine this is; nil when it is not known.
    public var boot: String? { machine.boot }

    /// The time of the journal.
    public func now() -> Timestamp {
        let sinceBoot = machine.sinceBoot()
        return time.withLock { $0.now(sinceBoot: sinceBoot) }
    }

    /// Nanoseconds since the machine was started, sleep included; for waiting and for the journal.
    public func monotonic() -> Int64 { machine.sinceBoot() }

    /// What leads from the journal's time to the wall clock, as far as the journal knows.
    public func wallOffset() -> Duration { time.withLock { $0.wallOffset } }

    /// True when the wall clock was set and nobody said so yet.
    public var hasUntoldStep: Bool {
        let reading = machine.reading
        return time.withLock { $0.step(reading) != nil }
    }

    /// Goes on from a journal's newest event.
    func resume(after newest: JournalMoment, wallOffset: Duration) {
        let reading = machine.reading
        time.withLock { $0.resume(after: newest, wallOffset: wallOffset, reading) }
    }

    /// How far the wall clock was set since this was asked last; nil for less than a second.
    func takeStep() -> Duration? {
        let reading = machine.reading
        return time.withLock { time in
            guard let step = time.step(reading) else { return nil }
            time.take(step: step)
            return step
        }
    }
}
