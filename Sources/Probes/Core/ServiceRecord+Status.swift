import IncidentModel
import SafeText

extension ServiceRecord {
    /// Makes what the screen sees follow from the machines, after a reading.
    mutating func refreshStatus(by reading: Reading) {
        let verdict = combinedVerdict
        if verdict != status.verdict || status.since == nil {
            status.since = since(of: verdict) ?? reading.startedAt
        }
        status.verdict = verdict
        status.latest = probes.compactMap(\.machine.latest)
        let bad = probes.compactMap {
            level == .failing ? $0.machine.firstDown : $0.machine.firstBad
        }
        status.firstBad = level.isUnhealthy ? bad.min { $0.startedAt < $1.startedAt } : nil
        status.lastGood = lastGood
        status.isStale = false
        status.transition = combinedTransition
        status.reason = reason
        status.isFlapping = probes.contains { $0.machine.flaps.isFlapping }
        status.changeShare = probes.lazy.map(\.machine.flaps.share).max() ?? 0
    }

    /// Where it stands between two verdicts, by its own readings.
    var combinedTransition: Transition {
        switch status.verdict {
        case .down, .degraded:
            if isRecovering { return .recovering }
            let worsens = probes.contains {
                $0.machine.transition == .suspect && $0.machine.level == .failing
            }
            if status.verdict == .degraded, worsens { return .suspect }
            let rises = probes.allSatisfy {
                $0.machine.verdict != status.verdict || $0.machine.transition == .recovering
            }
            return rises ? .recovering : .steady
        case .up, .unknown:
            if probes.contains(where: { $0.machine.transition == .suspect }) { return .suspect }
            return probes.contains { $0.machine.transition == .recovering } ? .recovering : .steady
        }
    }

    /// The last good reading of the probe that went bad, to be laid beside its first bad one.
    private var lastGood: Reading? {
        if let index = status.firstBad?.probe.index { return probes[index].machine.lastGood }
        return probes.compactMap(\.machine.lastGood).max { $0.startedAt < $1.startedAt }
    }

    /// The worst verdict: down, degraded, unknown, up.
    private var combinedVerdict: Verdict {
        var worst = Verdict.up
        for probe in probes {
            switch (probe.machine.verdict, worst) {
            case (.down, _): return .down
            case (.degraded, _): worst = .degraded
            case (.unknown, .up): worst = .unknown
            case (.unknown, _), (.up, _): break
            }
        }
        return worst
    }

    /// An outage began with its first failing reading, not when it was believed; what is left of it
    /// when it turns to degraded begins then.
    private func since(of verdict: Verdict) -> Timestamp? {
        switch verdict {
        case .up, .unknown: return nil
        case .degraded where status.verdict == .down: return nil
        case .degraded, .down:
            return probes.filter { $0.machine.verdict == verdict }.compactMap(\.machine.since).min()
        }
    }

    private var reason: DisplayText {
        guard let deciding = status.deciding else { return .empty }
        if deciding.outcome != .up { return deciding.reason }
        return status.verdict == .up ? .empty : "answers again, to be confirmed"
    }
}

extension ServiceRecord {
    /// Puts a mark into the history once a round is over: every probe was read, or one for the second time.
    mutating func mark(_ reading: Reading) {
        let index = reading.probe.index
        let sample = HistorySample(
            at: reading.startedAt, outcome: reading.outcome, duration: reading.duration)
        if roundOutcomes[index] != nil { closeRound() }
        roundOutcomes[index] = sample
        if !roundOutcomes.contains(nil) { closeRound() }
    }

    private mutating func closeRound() {
        let samples = roundOutcomes.compactMap { $0 }
        for index in roundOutcomes.indices { roundOutcomes[index] = nil }
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
