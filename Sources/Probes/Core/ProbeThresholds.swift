/// How many readings in a row it takes to believe them, how slow is too slow, how restless too restless.
struct ProbeThresholds: Hashable, Sendable {
    /// Bad readings in a row until the verdict falls; at least 1.
    var fall: Int
    /// Good readings in a row until a verdict of down or degraded is left; at least 1.
    var rise: Int
    /// Slower answers count as degraded; nil when speed does not matter.
    var slowAfter: Duration?
    /// When its readings change too often for a verdict to mean much.
    var flapping: FlappingRule

    init(
        fall: Int = 3, rise: Int = 2, slowAfter: Duration? = nil,
        flapping: FlappingRule = FlappingRule()
    ) {
        self.fall = max(1, fall)
        self.rise = max(1, rise)
        self.slowAfter = slowAfter
        self.flapping = flapping
    }

    /// The limit an answer missed; nil when it was quick enough.
    ///
    /// Over the limit is too slow (2 s); a target that is degraded because it was slow must come
    /// under 0.8 of it (1.6 s) to count as quick again. The limits themselves are the slower side's:
    /// 2 s is still quick, 1.6 s still slow.
    func missedLimit(_ duration: Duration, isSlow: Bool) -> Duration? {
        guard let slowAfter else { return nil }
        if duration > slowAfter { return slowAfter }
        let leaveBelow = slowAfter * 4 / 5
        return isSlow && duration >= leaveBelow ? leaveBelow : nil
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
