import IncidentModel
import SafeText

/// A point in the order of probe starts and ends, from 1; immune to clocks that jump.
typealias ProbeTick = Int

/// What is known of one service: its probes' machines and the marks that causes are resolved from.
struct ServiceRecord: Sendable {
    /// One probe: its machine, and when the readings it counted began.
    struct Probe: Sendable {
        var machine: ProbeMachine
        /// When the newest reading began; 0 before the first.
        var latestStart: ProbeTick = 0
        /// When the newest reading that says something of the target began; 0 before the first.
        var knownStart: ProbeTick = 0
    }

    /// The present trouble: from the first reading that was as bad as it is now.
    struct Trouble: Hashable, Sendable {
        /// When that reading began.
        var start: ProbeTick
        /// When it ended.
        var end: ProbeTick
        /// When it began, on the wall clock.
        var at: Timestamp
    }

    private(set) var probes: [Probe]
    var status: ServiceStatus
    private(set) var level = ServiceLevel.unknown
    /// Nil while well; begins anew when it turns from degraded to failing.
    private(set) var trouble: Trouble?
    /// When the first good reading after its failure ended; nil while it fails, and once it is released.
    private(set) var reliefEnd: ProbeTick?
    /// When it last ceased to fail; 0 when it never did.
    private(set) var leftFailingAt: ProbeTick = 0
    /// When it last ceased to be unhealthy at all; 0 when it never did.
    private(set) var easedAt: ProbeTick = 0
    /// When it became settled down, and has not answered since; nil otherwise.
    private(set) var settledDownAt: ProbeTick?
    /// Whose fault its trouble was found to be.
    private(set) var finding = CauseFinding.none
    /// The newest change that was published.
    var announced = Announcement()

    /// Readings that began up to here are not counted: it was paused meanwhile.
    private var bornAt: ProbeTick = 0
    /// Starts of failing readings, newest last; only as many as a threshold may ask for.
    private var failureStarts: [ProbeTick] = []
    var roundOutcomes: [HistorySample?]

    /// What the journal knows of this service.
    struct Announcement: Hashable, Sendable {
        var verdict = Verdict.unknown
        var cause = Cause.none
        var isFlapping = false
    }

    init(id: ServiceID, needs: [Need], dependents: [ServiceID], probes: [ProbeThresholds]) {
        self.probes = probes.map { Probe(machine: ProbeMachine(thresholds: $0)) }
        status = ServiceStatus(id: id, needs: needs, dependents: dependents)
        roundOutcomes = probes.map { _ in nil }
    }

    /// Takes a reading of one probe in; everything but the cause is up to date afterwards.
    ///
    /// - Returns: The reading as judged; nil when it came too late to say anything: a reading that began
    ///   later was taken in before, or it was paused meanwhile.
    mutating func apply(
        _ reading: Reading, started: ProbeTick, ended: ProbeTick, mayRise: Bool
    ) -> Reading? {
        let index = reading.probe.index
        guard !isPaused, probes.indices.contains(index),
            started > max(bornAt, probes[index].latestStart)
        else { return nil }
        let (before, couldFail) = (level, mayBeFailing)
        let judged = probes[index].machine.apply(reading, mayRise: mayRise)
        probes[index].latestStart = started
        if judged.outcome != .unknown { probes[index].knownStart = started }
        remember(judged, started: started)
        level = probes.lazy.map(\.machine.level).max() ?? .unknown
        if !level.isUnhealthy {
            trouble = nil
        } else if level > before || trouble == nil {
            trouble = Trouble(start: started, end: ended, at: judged.startedAt)
        }
        if couldFail, !mayBeFailing { leftFailingAt = ended }
        if before.isUnhealthy, !level.isUnhealthy { easedAt = ended }
        reliefEnd = isRecovering ? reliefEnd ?? ended : nil
        refreshStatus(by: judged)
        settledDownAt = isSettledDown ? settledDownAt ?? ended : nil
        mark(judged)
        return judged
    }

    /// Says whether its newest readings are too old; true when that is news.
    mutating func setStale(_ isStale: Bool) -> Bool {
        guard !isPaused, status.isStale != isStale else { return false }
        status.isStale = isStale
        return true
    }

    /// Takes a person's word in; true when that is news.
    ///
    /// Being paused forgets the readings, and so does the end of it: what was true before is not known
    /// to be true now. Only the marks of history stay.
    mutating func setHold(_ hold: Hold?, at tick: ProbeTick) -> Bool {
        guard status.hold != hold else { return false }
        let wasPaused = isPaused
        status.hold = hold
        if isPaused != wasPaused { forget(at: tick) }
        return true
    }

    /// Takes the resolved cause in; a service whose parent just came back shows as recovering.
    ///
    /// - Returns: Whether it looks different now.
    mutating func take(_ judgement: CauseJudgement, cause: Cause) -> Bool {
        let transition =
            judgement.isReconnecting && status.verdict == .down ? .recovering : combinedTransition
        finding = judgement.finding
        guard
            status.cause != cause || status.transition != transition
                || status.isAlsoBroken != judgement.isAlsoBroken
                || status.contradicts != judgement.contradicts
        else { return false }
        status.cause = cause
        status.transition = transition
        status.isAlsoBroken = judgement.isAlsoBroken
        status.contradicts = judgement.contradicts
        return true
    }

    private mutating func forget(at tick: ProbeTick) {
        let (history, hold) = (status.history, status.hold)
        let (announced, thresholds) = (self.announced, probes.map(\.machine.thresholds))
        self = ServiceRecord(
            id: status.id, needs: status.needs, dependents: status.dependents, probes: thresholds)
        (status.history, status.hold, self.announced) = (history, hold, announced)
        bornAt = tick
    }

    private mutating func remember(_ reading: Reading, started: ProbeTick) {
        guard reading.outcome == .down || reading.outcome == .degraded else { return }
        failureStarts.append(started)
        let kept = fall * max(probes.count, 1)
        if failureStarts.count > kept { failureStarts.removeFirst(failureStarts.count - kept) }
    }

    /// How many failing readings began after `tick`, as far back as a threshold may ask.
    func failures(after tick: ProbeTick) -> Int { failureStarts.count { $0 > tick } }
}
