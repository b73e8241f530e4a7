/// How many readings in a row it takes to believe them, and how slow is too slow.
struct ProbeThresholds: Hashable, Sendable {
    /// Bad readings in a row until the verdict falls; at least 1.
    var fall: Int
    /// Good readings in a row until a verdict of down is left; at least 1.
    var rise: Int
    /// Slower answers count as degraded; nil when speed does not matter.
    var slowAfter: Duration?

    init(fall: Int = 3, rise: Int = 2, slowAfter: Duration? = nil) {
        self.fall = max(1, fall)
        self.rise = max(1, rise)
        self.slowAfter = slowAfter
    }

    /// The limit that holds now: a degraded target must come clearly below the limit to be up again.
    func slowLimit(whenDegraded isDegraded: Bool) -> Duration? {
        isDegraded ? slowAfter.map { $0 * 4 / 5 } : slowAfter
    }
}

/// How often a probe is made, by what is known of its target.
enum ProbePace: Hashable, Sendable {
    /// Settled and well.
    case settled
    /// Between two verdicts, or waiting for a fresh reading.
    case transition
    /// Settled and not well.
    case down
}
