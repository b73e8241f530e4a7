import IncidentModel

/// Adds up the readings of one probe to a verdict.
///
/// Going down takes `fall` bad readings in a row, coming back `rise` good ones (HAProxy's words). The
/// very first good reading settles at once. A reading of outcome unknown says nothing of the target and
/// leaves the counts alone, until `fall` of them in a row make the verdict unknown.
struct ProbeMachine: Sendable {
    let thresholds: ProbeThresholds
    private(set) var verdict = Verdict.unknown
    private(set) var latest: Reading?
    private(set) var lastGood: Reading?
    /// The first reading of the present trouble that was not up; nil while all is well.
    private(set) var firstBad: Reading?
    /// The first reading of the present outage that was down.
    private(set) var firstDown: Reading?
    /// The newest outcome that says something of the target.
    private(set) var lastKnown: Outcome?
    /// The newest reading that settled the verdict.
    private(set) var settledBy: Reading?

    /// True when the verdict of down was lost to own-side failures: it still takes `rise` to leave it.
    private var owesRise = false
    private var downRun = 0
    private var badRun = 0
    private var upRun = 0
    private var servedRun = 0
    private var unknownRun = 0

    init(thresholds: ProbeThresholds) {
        self.thresholds = thresholds
    }

    /// Takes a reading in.
    ///
    /// - Parameters:
    ///   - reading: The newest reading of this probe.
    ///   - mayRise: False while a recovering parent must be released first; the counts grow all the same.
    /// - Returns: True when the verdict changed.
    mutating func apply(_ reading: Reading, mayRise: Bool) -> Bool {
        latest = reading
        count(reading)
        let next = nextVerdict(mayRise: mayRise)
        let changed = next != verdict
        if changed { settle(next, by: reading) }
        forgetPassedTrouble(reading)
        return changed
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
        case .down:
            (upRun, servedRun, unknownRun) = (0, 0, 0)
            downRun += 1
            badRun += 1
            firstBad = firstBad ?? reading
            firstDown = firstDown ?? reading
        case .unknown:
            unknownRun += 1
            return
        }
        lastKnown = reading.outcome
    }

    private func nextVerdict(mayRise: Bool) -> Verdict {
        if unknownRun >= thresholds.fall { return .unknown }
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
        if next == .unknown {
            owesRise = verdict == .down
            (downRun, badRun, upRun, servedRun) = (0, 0, 0, 0)
            lastKnown = nil
        } else {
            owesRise = false
        }
        verdict = next
        settledBy = reading
    }

    /// A suspicion that passed leaves no first failing reading behind; an outage keeps its own.
    private mutating func forgetPassedTrouble(_ reading: Reading) {
        guard reading.outcome == .up || reading.outcome == .degraded else { return }
        if verdict != .down, !owesRise { firstDown = nil }
        if verdict == .up, reading.outcome == .up { firstBad = nil }
    }
}

/// How bad a service or probe looks at this moment, suspicion included.
enum ServiceLevel: Int, Comparable, Sendable {
    /// Well.
    case healthy
    /// Nothing is known.
    case unknown
    /// Slow or in part.
    case degraded
    /// Down, suspected to be, or not released yet.
    case failing

    static func < (left: ServiceLevel, right: ServiceLevel) -> Bool {
        left.rawValue < right.rawValue
    }

    /// True when somebody is to blame.
    var isUnhealthy: Bool { self >= .degraded }

    /// True when this level of a parent explains that level of a child.
    func explains(_ child: ServiceLevel) -> Bool {
        self == .failing || (self == .degraded && child == .degraded)
    }
}
