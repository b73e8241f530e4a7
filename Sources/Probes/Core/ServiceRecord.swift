import IncidentModel
import SafeText

/// A point in the order of probe starts and ends, from 1; immune to clocks that jump.
typealias ProbeTick = Int

/// What is known of one service: its probes' machines and the marks that causes are resolved from.
struct ServiceRecord: Sendable {
    private(set) var machines: [ProbeMachine]
    private(set) var status: ServiceStatus
    /// When the newest reading of each probe began; 0 before the first.
    private(set) var latestStarts: [ProbeTick]
    /// When the first failing reading of the present trouble ended; nil while well.
    private(set) var troubleEnd: ProbeTick?
    /// When the first good reading after its failure ended; nil while it fails, and once it is up.
    private(set) var reliefEnd: ProbeTick?
    /// When it last came back from being unhealthy; 0 when it never was.
    private(set) var recoveredAt: ProbeTick = 0
    /// Starts of failing readings, newest last; only as many as a threshold may ask for.
    private var failureStarts: [ProbeTick] = []
    private(set) var level = ServiceLevel.unknown
    var cause: Cause { status.cause }
    /// The newest change that was published.
    var announced = Announcement()

    /// What the journal knows of this service.
    struct Announcement: Hashable, Sendable {
        var verdict = Verdict.unknown
        var cause = Cause.none
    }

    private var roundOutcomes: [HistorySample?]

    init(id: ServiceID, needs: [Need], dependents: [ServiceID], probes: [ProbeThresholds]) {
        machines = probes.map { ProbeMachine(thresholds: $0) }
        status = ServiceStatus(id: id, needs: needs, dependents: dependents)
        latestStarts = probes.map { _ in 0 }
        roundOutcomes = probes.map { _ in nil }
    }

    /// The most bad readings in a row that any of its probes asks for.
    var fall: Int { machines.map(\.thresholds.fall).max() ?? 1 }

    /// True once every probe was read at least once.
    var isRead: Bool { latestStarts.allSatisfy { $0 > 0 } }

    /// True when every probe has a reading that began after `tick`.
    func isFresh(after tick: ProbeTick) -> Bool { latestStarts.allSatisfy { $0 > tick } }

    /// True when a probe that looks bad has a reading that began after `tick`.
    func isBadAfresh(after tick: ProbeTick) -> Bool {
        zip(machines, latestStarts).contains { $0.level.isUnhealthy && $1 > tick }
    }

    /// How many failing readings began after `tick`, as far back as a threshold may ask.
    func failures(after tick: ProbeTick) -> Int { failureStarts.count { $0 > tick } }

    /// True when the verdict is down or lost while down, and its newest known readings are good again.
    var isRecovering: Bool {
        level == .failing
            && machines.allSatisfy { $0.level < .failing || $0.transition == .recovering }
    }

    /// Takes a reading of one probe in; everything but the cause is up to date afterwards.
    mutating func apply(
        _ reading: Reading, started: ProbeTick, ended: ProbeTick, mayRise: Bool
    ) {
        let index = reading.probe.index
        guard machines.indices.contains(index) else { return }
        let before = level
        _ = machines[index].apply(reading, mayRise: mayRise)
        latestStarts[index] = started
        remember(reading, started: started)
        level = machines.map(\.level).max() ?? .unknown
        if level.isUnhealthy, !before.isUnhealthy { troubleEnd = ended }
        if !level.isUnhealthy { troubleEnd = nil }
        if before.isUnhealthy, level < before { recoveredAt = ended }
        reliefEnd = isRecovering ? reliefEnd ?? ended : nil
        refreshStatus(by: reading)
        mark(reading)
    }

    /// A reading as the service's own limits see it: an answer that took too long is degraded.
    func judged(_ reading: Reading) -> Reading {
        guard machines.indices.contains(reading.probe.index), reading.outcome == .up else {
            return reading
        }
        let machine = machines[reading.probe.index]
        let limit = machine.thresholds.slowLimit(whenDegraded: machine.verdict == .degraded)
        guard let limit, reading.duration > limit else { return reading }
        var slow = reading
        slow.outcome = .degraded
        slow.reason =
            "slow: \(Words.short(reading.duration)), expected within \(Words.short(limit))"
        return slow
    }

    /// Says whether its newest readings are too old; true when that is news.
    mutating func setStale(_ isStale: Bool) -> Bool {
        defer { status.isStale = isStale }
        return status.isStale != isStale
    }

    /// Takes a person's word in; true when that is news.
    mutating func setHold(_ hold: Hold?) -> Bool {
        defer { status.hold = hold }
        return status.hold != hold
    }

    /// Takes the resolved cause; a service whose parent just came back shows as recovering.
    ///
    /// - Returns: True when it looks different now.
    mutating func setCause(_ cause: Cause, isReconnecting: Bool) -> Bool {
        let (oldCause, oldTransition) = (status.cause, status.transition)
        status.cause = cause
        status.transition =
            isReconnecting && status.verdict == .down ? .recovering : combinedTransition
        return status.cause != oldCause || status.transition != oldTransition
    }

    private mutating func remember(_ reading: Reading, started: ProbeTick) {
        guard reading.outcome == .down || reading.outcome == .degraded else { return }
        failureStarts.append(started)
        let kept = fall * max(machines.count, 1)
        if failureStarts.count > kept { failureStarts.removeFirst(failureStarts.count - kept) }
    }
}

extension ServiceRecord {
    private mutating func refreshStatus(by reading: Reading) {
        let verdict = combinedVerdict
        if verdict != status.verdict || status.since == nil {
            status.since = since(of: verdict) ?? reading.startedAt
        }
        status.verdict = verdict
        status.latest = machines.compactMap(\.latest)
        let bad = machines.compactMap { level == .failing ? $0.firstDown : $0.firstBad }
        status.firstBad = level.isUnhealthy ? bad.min { $0.startedAt < $1.startedAt } : nil
        status.lastGood = lastGood
        status.isStale = false
        status.transition = combinedTransition
        status.reason = reason
    }

    /// The last good reading of the probe that went bad, to be laid beside its first bad one.
    private var lastGood: Reading? {
        if let index = status.firstBad?.probe.index { return machines[index].lastGood }
        return machines.compactMap(\.lastGood).max { $0.startedAt < $1.startedAt }
    }

    /// The worst verdict: down, degraded, unknown, up.
    private var combinedVerdict: Verdict {
        let verdicts = Set(machines.map(\.verdict))
        return [Verdict.down, .degraded, .unknown].first(where: verdicts.contains) ?? .up
    }

    /// An outage began with its first failing reading, not when it was believed.
    private func since(of verdict: Verdict) -> Timestamp? {
        let deciding = machines.filter { $0.verdict == verdict }
        switch verdict {
        case .down: return deciding.compactMap { $0.firstDown?.startedAt }.min()
        case .degraded: return deciding.compactMap { $0.firstBad?.startedAt }.min()
        case .up, .unknown: return nil
        }
    }

    private var combinedTransition: Transition {
        let transitions = machines.map(\.transition)
        switch status.verdict {
        case .down, .degraded:
            if isRecovering { return .recovering }
            let worsens = machines.contains { $0.transition == .suspect && $0.level == .failing }
            if status.verdict == .degraded, worsens { return .suspect }
            let rises = machines.allSatisfy {
                $0.verdict != status.verdict || $0.transition == .recovering
            }
            return rises ? .recovering : .steady
        case .up, .unknown:
            if transitions.contains(.suspect) { return .suspect }
            return transitions.contains(.recovering) ? .recovering : .steady
        }
    }

    private var reason: DisplayText {
        guard let deciding = status.deciding else { return .empty }
        if deciding.outcome != .up { return deciding.reason }
        return status.verdict == .up ? .empty : "answers again, to be confirmed"
    }

    /// A round is over when every probe was read, or one for the second time.
    private mutating func mark(_ reading: Reading) {
        let index = reading.probe.index
        let sample = HistorySample(
            at: reading.startedAt, outcome: reading.outcome, duration: reading.duration)
        if roundOutcomes[index] != nil { closeRound() }
        roundOutcomes[index] = sample
        if !roundOutcomes.contains(nil) { closeRound() }
    }

    private mutating func closeRound() {
        let samples = roundOutcomes.compactMap { $0 }
        roundOutcomes = roundOutcomes.map { _ in nil }
        guard let worst = samples.max(by: Self.isBetter) else { return }
        status.history.append(worst)
        if status.history.count > ServiceStatus.historyLimit { status.history.removeFirst() }
    }

    private static func isBetter(_ left: HistorySample, _ right: HistorySample) -> Bool {
        (rank(left.outcome), left.duration) < (rank(right.outcome), right.duration)
    }

    private static func rank(_ outcome: Outcome) -> Int {
        switch outcome {
        case .up: 0
        case .unknown: 1
        case .degraded: 2
        case .down: 3
        }
    }
}
