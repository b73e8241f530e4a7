import IncidentModel

extension ServiceRecord {
    /// True while a person keeps it from being probed.
    var isPaused: Bool { status.hold?.kind == .paused }

    /// The most bad readings in a row that any of its probes asks for.
    var fall: Int { probes.lazy.map(\.machine.thresholds.fall).max() ?? 1 }

    /// True once every probe was read at least once.
    var isRead: Bool { probes.allSatisfy { $0.latestStart > 0 } }

    /// True when it fails, or failed when our own side lost sight of it.
    var mayBeFailing: Bool { level == .failing || probes.contains { $0.machine.isLost } }

    /// True when it fails no more, by its newest readings, but is not released yet.
    var isRecovering: Bool {
        mayBeFailing
            && probes.allSatisfy { probe in
                let isBad = probe.machine.level == .failing || probe.machine.isLost
                return !isBad || probe.machine.transition == .recovering
            }
    }

    /// True while its verdict is down and nothing says that it may be otherwise.
    var isSettledDown: Bool { status.verdict == .down && !isRecovering }

    /// True when our own side sees none of its trouble any more.
    var isLostFromSight: Bool {
        level != .failing && probes.contains { $0.machine.isLost && $0.machine.isBlind }
    }

    /// True when every probe has a reading that began after `tick` and says something of the target.
    ///
    /// A probe that our own side cannot make has said all it will, unless its target failed
    /// when it was last seen.
    func hasSpoken(after tick: ProbeTick) -> Bool {
        probes.allSatisfy { probe in
            guard probe.machine.isBlind else { return probe.knownStart > tick }
            return probe.latestStart > tick && !probe.machine.isLost
        }
    }

    /// True when a probe explains a child's level by a reading that began after `tick`.
    func explains(_ child: ServiceLevel, after tick: ProbeTick) -> Bool {
        probes.contains { $0.knownStart > tick && $0.machine.level.explains(child) }
    }

    /// When it last ceased to be what could explain a child at that level.
    func recovery(for child: ServiceLevel) -> ProbeTick {
        child == .failing ? leftFailingAt : max(leftFailingAt, easedAt)
    }

    /// When it ceased to be seen well, on the wall clock; nil while it is.
    ///
    /// Failures of our own side count: they are what local trouble looks like from here.
    var lostAt: Timestamp? {
        if level == .failing { return trouble?.at }
        return probes.lazy.compactMap(\.machine.blindSince).min()
    }
}
