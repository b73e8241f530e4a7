public import SafeText

/// What the readings of a service add up to.
public enum Verdict: String, Hashable, Sendable, Codable, CaseIterable {
    /// Not enough readings, or our own side failed.
    case unknown
    /// Users are served.
    case up
    /// Users are served slowly or in part.
    case degraded
    /// Users are not served.
    case down
}

/// Where a service stands between two verdicts.
public enum Transition: String, Hashable, Sendable, Codable {
    /// The verdict is settled.
    case steady
    /// The newest readings fail, fewer than the fall threshold so far.
    case suspect
    /// The newest readings succeed, fewer than the rise threshold so far.
    case recovering
}

/// Whose fault it is that a service is not up.
public enum Cause: Hashable, Sendable, Codable {
    /// Nothing is wrong.
    case none
    /// Parents are being probed; nobody is blamed yet.
    case pending
    /// Its own: it is unhealthy and nothing it needs is.
    case own
    /// A service it needs, directly or not, is the root.
    case blocked(by: ServiceID)
    /// Our own network or permissions.
    case local
}

/// What a service depends on: one service, or any of several.
public enum Need: Hashable, Sendable, Codable {
    /// This service must be up.
    case one(ServiceID)
    /// At least one of these must be up.
    case any([ServiceID])

    /// Every service named.
    public var services: [ServiceID] {
        switch self {
        case .one(let service): [service]
        case .any(let services): services
        }
    }
}

/// A person's word that a service is not to be judged for a while.
public struct Hold: Hashable, Sendable, Codable {
    /// What happens meanwhile.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// It is probed and shown, but alarms nobody and counts in no total.
        case maintenance
        /// It is not probed at all.
        case paused
    }

    /// What happens meanwhile.
    public var kind: Kind
    /// When it ends by itself; nil until it is released by hand.
    public var until: Timestamp?
    /// Why.
    public var reason: DisplayText
    /// Who said so: `user@host`.
    public var by: DisplayText

    /// Makes a hold.
    public init(kind: Kind, until: Timestamp?, reason: DisplayText, by: DisplayText) {
        self.kind = kind
        self.until = until
        self.reason = reason
        self.by = by
    }
}

/// Most unrelated roots failed together and a witness nearby failed too: it is us.
public struct LocalTrouble: Hashable, Sendable, Codable {
    /// Since when, in retrospect.
    public var since: Timestamp
    /// What the witness said, in one sentence.
    public var reason: DisplayText
    /// How many services failed on their own.
    public var failing: Int

    /// Makes the finding.
    public init(since: Timestamp, reason: DisplayText, failing: Int) {
        self.since = since
        self.reason = reason
        self.failing = failing
    }
}

/// One mark of a service's history.
public struct HistorySample: Hashable, Sendable, Codable {
    /// When the reading began.
    public var at: Timestamp
    /// What it said.
    public var outcome: Outcome
    /// How long it took.
    public var duration: Duration

    /// Makes a mark.
    public init(at: Timestamp, outcome: Outcome, duration: Duration) {
        self.at = at
        self.outcome = outcome
        self.duration = duration
    }
}

/// Everything the screen and the conditions need to know of one service.
public struct ServiceStatus: Hashable, Sendable {
    /// How many marks of history are kept.
    public static let historyLimit = 60

    /// The service.
    public var id: ServiceID
    /// What it depends on.
    public var needs: [Need]
    /// Who depends on it directly.
    public var dependents: [ServiceID]
    /// The settled verdict.
    public var verdict: Verdict
    /// Where it stands between two verdicts.
    public var transition: Transition
    /// Whose fault it is.
    public var cause: Cause
    /// True when it fails in another way than the parent that blocks it, and so may be broken itself too.
    public var isAlsoBroken: Bool
    /// Services it needs that are down while it is up: the dependency is contradicted.
    public var contradicts: [ServiceID]
    /// True while its readings change too often for a verdict to mean much.
    public var isFlapping: Bool
    /// The share of changes among the newest readings, 0 to 1, newer ones weighing more.
    public var changeShare: Double
    /// Set while a person holds it out of the judgement.
    public var hold: Hold?
    /// Since when the verdict holds; for down, the first failing reading in retrospect.
    public var since: Timestamp?
    /// One sentence for a person; empty when up.
    public var reason: DisplayText
    /// The newest reading of each probe, in configuration order; probes without one are absent.
    public var latest: [Reading]
    /// The newest reading that was up.
    public var lastGood: Reading?
    /// The first failing reading of the present outage.
    public var firstBad: Reading?
    /// Marks of the worst reading a round, oldest first, at most `historyLimit`.
    public var history: [HistorySample]
    /// True when the newest reading is older than a fresh one should be.
    public var isStale: Bool

    /// A service of which nothing is known yet.
    public init(id: ServiceID, needs: [Need] = [], dependents: [ServiceID] = []) {
        self.id = id
        self.needs = needs
        self.dependents = dependents
        verdict = .unknown
        transition = .steady
        cause = .none
        isAlsoBroken = false
        contradicts = []
        isFlapping = false
        changeShare = 0
        hold = nil
        since = nil
        reason = .empty
        latest = []
        lastGood = nil
        firstBad = nil
        history = []
        isStale = false
    }

    /// The newest reading that decided the verdict: the worst of the newest ones, first in order.
    public var deciding: Reading? {
        let rank: [Outcome: Int] = [.down: 3, .degraded: 2, .unknown: 1, .up: 0]
        return latest.max { (rank[$0.outcome] ?? 0) < (rank[$1.outcome] ?? 0) }
    }
}
