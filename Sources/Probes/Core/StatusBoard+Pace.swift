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
    /// down, suspected to be, or out of our own side's sight. `LocalTroubleWatch` says how many it takes.
    var suspectedLocalTrouble: (since: Timestamp, failing: Int)? {
        watch.suspicion(during: locality.trouble)
    }
}
