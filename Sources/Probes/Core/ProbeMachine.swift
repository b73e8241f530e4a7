import IncidentModel

/// Adds up the readings of one probe to a verdict.
///
/// Going down takes `fall` bad readings in a row, coming back `rise` good ones (HAProxy's words). The
/// very first good reading settles at once. A reading of outcome unknown says nothing of the target and
/// leaves the counts alone, until `fall` of them in a row make the verdict unknown.
struct ProbeMachine: Sendable {
    let thresholds: ProbeThresholds
    private(set) var verdict = Verdict.unknown
    /// Since when the verdict holds: for down, and for degraded unless it was worse before, the first
    /// bad reading in retrospect; else the reading that settled it.
    private(set) var since: Timestamp?
    private(set) var latest: Reading?
    private(set) var lastGood: Reading?
    /// The first reading of the present trouble that was not up; nil while all is well.
    private(set) var firstBad: Reading?
    /// The first reading of the present outage that was down.
    private(set) var firstDown: Reading?
    /// The newest outcome that says something of the target.
    private(set) var lastKnown: Outcome?
    /// When the own-side failures began that are the newest readings; nil when the newest tells something.
    private(set) var blindSince: Timestamp?
    /// In what way the newest bad reading of the present trouble failed.
    private(set) var badClass: FailureClass?
    private(set) var flaps: FlapMeter

    /// True when the verdict of down was lost to own-side failures: it still takes `rise` to leave it.
    private var owesRise = false
    /// True when the target was failing, or suspected to, when our own side lost sight of it.
    private var isLostFailing = false
    /// True when the newest bad reading was bad only for its time.
    private var isSlow = false
    private var downRun = 0
    private var badRun = 0
    private var upRun = 0
    private var servedRun = 0
    private var unknownRun = 0

    init(thresholds: ProbeThresholds) {
        self.thresholds = thresholds
        flaps = FlapMeter(rule: thresholds.flapping)
    }

    /// Takes a reading in.
    ///
    /// - Parameters:
    ///   - reading: The newest reading of this probe, as its attempt saw it.
    ///   - mayRise: False while a recovering parent must be released first; the counts grow all the same.
    /// - Returns: The reading as judged: an answer that took too long is degraded.
    mutating func apply(_ reading: Reading, mayRise: Bool) -> Reading {
        let reading = judged(reading)
        latest = reading
        flaps.note(reading.outcome)
        count(reading)
        let next = nextVerdict(mayRise: mayRise)
        if next != verdict { settle(next, by: reading) }
        forgetPassedTrouble(reading)
        return reading
    }

    /// Where the probe stands between two verdicts.
    var transition: Transition {
        guard let lastKnown else { return .steady }
        switch verdict {
        case .up: return lastKnown == .up ? .steady : .suspect
        case .degraded:
            if lastKnown == .down { return .suspect }
            return lastKnown == .up ? .recovering : .steady
        case .down: return lastKnown == .down ? .steady : .recovering
        case .unknown: return lastKnown == .up ? .recovering : .suspect
        }
    }

    /// How bad it looks at this moment, suspicion included.
    var level: ServiceLevel {
        switch verdict {
        case .down: return .failing
        case .degraded: return lastKnown == .down ? .failing : .degraded
        case .up, .unknown: break
        }
        switch lastKnown {
        case .down: return .failing
        case .degraded: return .degraded
        case .up: return verdict == .up ? .healthy : .unknown
        case .unknown, nil: return verdict == .up ? .healthy : .unknown
        }
    }

    /// True when the newest reading failed on our own side.
    var isLocal: Bool { latest?.outcome == .unknown }

    /// True when our own side failed so often that nothing is known of the target.
    var isBlind: Bool { unknownRun >= thresholds.fall }

    /// True when it failed before our own side did, and has not been found well since.
    var isLost: Bool { isLostFailing || owesRise }

    private mutating func judged(_ reading: Reading) -> Reading {
        switch reading.outcome {
        case .up: break
        case .degraded, .down:
            isSlow = false
            return reading
        case .unknown: return reading
        }
        let wasSlow = isSlow && verdict == .degraded
        guard let limit = thresholds.missedLimit(reading.duration, isSlow: wasSlow) else {
            return reading
        }
        isSlow = true
        var slow = reading
        slow.outcome = .degraded
        slow.failure = .slow
        slow.reason =
            "slow: \(Words.short(reading.duration)), expected within \(Words.short(limit))"
        return slow
    }

    private mutating func count(_ reading: Reading) {
        switch reading.outcome {
        case .up:
            (downRun, badRun, unknownRun) = (0, 0, 0)
            upRun += 1
            servedRun += 1
            lastGood = reading
        case .degraded:
            (downRun, upRun, unknownRun) = (0, 0, 0)
            badRun += 1
            servedRun += 1
            firstBad = firstBad ?? reading
            badClass = reading.failure
        case .down:
            (upRun, servedRun, unknownRun) = (0, 0, 0)
            downRun += 1
            badRun += 1
            firstBad = firstBad ?? reading
            firstDown = firstDown ?? reading
            badClass = reading.failure
        case .unknown:
            unknownRun += 1
            blindSince = blindSince ?? reading.startedAt
            return
        }
        lastKnown = reading.outcome
        isLostFailing = false
        blindSince = nil
    }

    private func nextVerdict(mayRise: Bool) -> Verdict {
        if isBlind { return .unknown }
        // A reading that says nothing decides nothing.
        if unknownRun > 0 { return verdict }
        if downRun >= thresholds.fall { return .down }
        switch verdict {
        case .down: return mayRise ? risen ?? .down : .down
        case .unknown where owesRise: return mayRise ? risen ?? .unknown : .unknown
        case .unknown:
            if upRun > 0 { return .up }
            return servedRun > 0 ? .degraded : .unknown
        case .up: return badRun >= thresholds.fall ? .degraded : .up
        case .degraded: return upRun >= thresholds.rise ? .up : .degraded
        }
    }

    private var risen: Verdict? {
        if upRun >= thresholds.rise { return .up }
        return servedRun >= thresholds.rise ? .degraded : nil
    }

    private mutating func settle(_ next: Verdict, by reading: Reading) {
        let wasDown = verdict == .down || owesRise
        switch next {
        case .up: since = reading.startedAt
        case .degraded: since = (wasDown ? reading : firstBad ?? reading).startedAt
        case .down: since = (firstDown ?? reading).startedAt
        case .unknown:
            since = reading.startedAt
            isLostFailing = level == .failing
            (downRun, badRun, upRun, servedRun) = (0, 0, 0, 0)
            lastKnown = nil
        }
        owesRise = next == .unknown && verdict == .down
        verdict = next
    }

    /// A suspicion that passed leaves no first failing reading behind; an outage keeps its own.
    private mutating func forgetPassedTrouble(_ reading: Reading) {
        guard reading.outcome == .up || reading.outcome == .degraded else { return }
        if verdict != .down, !owesRise { firstDown = nil }
        if verdict == .up, reading.outcome == .up { (firstBad, badClass) = (nil, nil) }
    }
}
