import IncidentModel

/// When failures of unrelated services are too many at once to be theirs.
struct LocalTroubleRule: Hashable, Sendable {
    /// So many services that depend on nothing must fail.
    var minimum = 3
    /// More than this share of those that were up.
    var share = 0.5
    /// Within this time: about an interval, a time-out and what it takes to believe a reading.
    var window = Duration.seconds(30)
}

/// Watches the services that need nobody for failing together.
///
/// Those that are held or never were up are no witnesses.
struct LocalTroubleWatch: Sendable {
    let rule: LocalTroubleRule
    private var witnesses: Set<Int> = []
    /// Witnesses that are not seen well, and since when.
    private var lost: [Int: Timestamp] = [:]
    /// When the newest reading of any service began.
    private var newestReading: Timestamp?

    init(rule: LocalTroubleRule) {
        self.rule = rule
    }

    /// Takes in how a service that needs nobody stands.
    mutating func note(_ service: Int, isWitness: Bool, lostAt: Timestamp?) {
        if isWitness { witnesses.insert(service) } else { witnesses.remove(service) }
        lost[service] = isWitness ? lostAt : nil
    }

    /// Takes in when a reading of any service began.
    mutating func note(readingAt moment: Timestamp) {
        newestReading = max(newestReading ?? moment, moment)
    }

    /// Since when, and how many, when so many fail together that it may be us.
    ///
    /// At least `minimum` witnesses, and more than `share` of all but those that failed before, must have
    /// failed within the window that ends with the newest failure. Before trouble is established, that failure
    /// must also be news: no older than the window at the newest reading. Afterwards all that failed since
    /// the trouble began count, however long it lasts.
    ///
    /// - Parameter trouble: The trouble that is established; nil for none.
    func suspicion(during trouble: LocalTrouble?) -> (since: Timestamp, failing: Int)? {
        guard lost.count >= rule.minimum, let newest = lost.values.max() else { return nil }
        var earliest = newest + (.zero - rule.window)
        if let trouble {
            earliest = trouble.since
        } else if let newestReading, newestReading - newest > rule.window {
            return nil
        }
        var (since, failing) = (newest, 0)
        for moment in lost.values where moment >= earliest {
            failing += 1
            since = min(since, moment)
        }
        let wereUp = witnesses.count - (lost.count - failing)
        guard failing >= rule.minimum, Double(failing) > rule.share * Double(wereUp) else {
            return nil
        }
        return (since, failing)
    }
}
