import IncidentModel

/// When a probe is due: plain arithmetic on nanoseconds of a monotonic clock.
struct ProbeTimetable: Hashable, Sendable {
    /// Between probes of a settled, well target.
    var settled: Duration
    /// Between probes while the verdict may change.
    var transition: Duration
    /// Between probes of a target that is down.
    var down: Duration
    /// From the name, so that services do not march in step; the same after every start.
    private var phase: Int64
    private var seed: UInt64

    /// Takes the phase from the name; no interval is longer than `settled`.
    init(name: String, settled: Duration, transition: Duration, down: Duration) {
        self.settled = settled
        self.transition = min(transition, settled)
        self.down = min(down, settled)
        seed = Self.hash(name)
        phase = Int64(seed % UInt64(max(settled.wholeNanoseconds, 1)))
    }

    /// The interval at a pace.
    func interval(_ pace: ProbePace) -> Duration {
        switch pace {
        case .settled: settled
        case .transition: transition
        case .down: down
        }
    }

    /// When the next probe is due.
    ///
    /// - Parameters:
    ///   - pace: What is known of the target.
    ///   - began: When the newest probe began.
    ///   - now: The present.
    ///   - round: Counts the probes, for the jitter.
    /// - Returns: Nanoseconds, after `now`.
    func due(_ pace: ProbePace, began: Int64, now: Int64, round: Int) -> Int64 {
        let interval = max(interval(pace).wholeNanoseconds, 1)
        let jitter = jitter(interval, round: round)
        // A probe that took long is not followed by the next one at once.
        let earliest = now + interval / 10
        guard pace == .settled else { return max(began + interval + jitter, earliest) }
        // At least half an interval away, so that a phase just ahead is left out.
        let after = began + interval / 2
        let slots = (after - phase) / interval + 1
        return max(phase + slots * interval + jitter, earliest)
    }

    /// When each of `count` probes begins for the first time, from the start on: all within `spread`.
    static func firstDelay(position: Int, of count: Int, spread: Duration) -> Int64 {
        let step = min(spread.wholeNanoseconds / Int64(max(count, 1)), 25_000_000)
        return Int64(position) * step
    }

    /// Within ± 5 % of the interval, the same for the same probe and round.
    private func jitter(_ interval: Int64, round: Int) -> Int64 {
        var mixed = seed ^ UInt64(truncatingIfNeeded: round) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        let width = interval / 10
        return width == 0 ? 0 : Int64((mixed >> 11) % UInt64(width)) - width / 2
    }

    /// FNV-1a, 64 bits: stable between runs, unlike Swift's own hash values.
    static func hash(_ text: String) -> UInt64 {
        text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
