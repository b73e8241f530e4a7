import IncidentModel

extension StatusBoard {
    /// How soon a probe is due again.
    func pace(of service: Int, probe: Int) -> ProbePace {
        let machine = records[service].probes[probe].machine
        if records[service].isPaused { return .settled }
        guard machine.latest != nil, records[service].finding != .pending else {
            return .transition
        }
        // A child may wait for a reading of this one that begins from now on.
        if graph.dependents[service].contains(where: { records[$0].finding == .pending }) {
            return .transition
        }
        switch machine.transition {
        case .suspect, .recovering: return .transition
        case .steady: break
        }
        switch machine.verdict {
        case .up, .degraded: return machine.isLocal ? .transition : .settled
        case .down, .unknown: return .down
        }
    }

    /// Whether a service may leave the verdict of down: after those it needs, by a reading that
    /// began after their release.
    ///
    /// A parent that still fails, when looked at after the child's first good reading, holds nobody: the child
    /// works without it. Neither does one that is paused, or out of our own side's sight.
    func mayRise(_ service: Int, started: ProbeTick) -> Bool {
        graph.groups[service].allSatisfy { group in
            let parents = group.members.filter { !records[$0].isPaused }
            if parents.isEmpty { return true }
            let released = parents.filter { !records[$0].mayBeFailing }
            if let earliest = released.map({ records[$0].leftFailingAt }).min() {
                return started > earliest
            }
            guard let relief = records[service].reliefEnd else { return false }
            return parents.allSatisfy { parent in
                records[parent].isLostFromSight
                    || (!records[parent].isRecovering && records[parent].hasSpoken(after: relief))
            }
        }
    }

    /// Whether unrelated services fail so much together that it may be us: since when, and how many.
    ///
    /// Looked at are those that need nobody, are not held and were up once; failing are those that are
    /// down, suspected to be, or out of our own side's sight. At least `localTroubleRule.minimum` of them,
    /// and more than that share of all but those that failed long before, must have failed within the
    /// window that ends with the newest failure. Before trouble is established, that failure must also
    /// be news: no older than the window at the newest reading.
    var suspectedLocalTrouble: (since: Timestamp, failing: Int)? {
        guard lostTops.count >= localTroubleRule.minimum else { return nil }
        let lost = lostTops.filter { isWitness($0) }.compactMap { records[$0].lostAt }
        guard let newest = lost.max() else { return nil }
        let together: [Timestamp]
        if let trouble = locality.trouble {
            together = lost.filter { $0 >= trouble.since }
        } else {
            if let newestReading, newestReading - newest > localTroubleRule.window { return nil }
            together = lost.filter { newest - $0 <= localTroubleRule.window }
        }
        guard together.count >= localTroubleRule.minimum, let since = together.min() else {
            return nil
        }
        let failedBefore = lost.count - together.count
        let wereUp = graph.tops.count { isWitness($0) } - failedBefore
        guard Double(together.count) > localTroubleRule.share * Double(wereUp) else { return nil }
        return (since, together.count)
    }

    private func isWitness(_ service: Int) -> Bool {
        records[service].status.hold == nil && records[service].status.lastGood != nil
    }
}
