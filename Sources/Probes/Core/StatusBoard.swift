import IncidentModel

/// What the board wants done after a reading.
enum BoardAction: Hashable, Sendable {
    /// Probe all of this service with a reading that begins from now on.
    case probeAfresh(Int)
}

/// What a reading changed.
struct BoardUpdate: Sendable {
    /// Services that look different, as positions.
    var moved: [Int] = []
    /// Changes of verdict or cause for the journal.
    var changes: [ServiceChange] = []
    /// What else is worth an event.
    var events: [EventBody] = []
    /// The readings taken in, as judged.
    var readings: [Reading] = []
    /// What to do now.
    var actions: [BoardAction] = []
}

/// All services: takes readings in, resolves causes, says what to probe next.
struct StatusBoard: Sendable {
    let graph: DependencyGraph
    private(set) var records: [ServiceRecord]
    private var tick: ProbeTick = 0

    init(_ services: [(id: ServiceID, needs: [Need], probes: [ProbeThresholds])]) {
        let graph = DependencyGraph(services.map { ($0.id, $0.needs) })
        self.graph = graph
        records = services.enumerated().map { position, service in
            ServiceRecord(
                id: service.id, needs: service.needs,
                dependents: graph.dependents[position].map { services[$0].id },
                probes: service.probes)
        }
    }

    /// All services in configuration order.
    var statuses: [ServiceStatus] { records.map(\.status) }

    /// Marks the start of a probe.
    ///
    /// - Returns: What to hand back with its reading.
    mutating func probeStarted() -> ProbeTick {
        tick += 1
        return tick
    }

    /// Takes a reading in.
    ///
    /// - Parameters:
    ///   - reading: The reading.
    ///   - service: Its service's position.
    ///   - started: What `probeStarted` returned.
    /// - Returns: What changed and what to do.
    mutating func readingEnded(
        _ reading: Reading, of service: Int, started: ProbeTick
    ) -> BoardUpdate {
        tick += 1
        let (before, wasRecovering) = (records[service].level, records[service].isRecovering)
        let judged = records[service].judged(reading)
        let mayRise = mayRise(service, started: started)
        records[service].apply(judged, started: started, ended: tick, mayRise: mayRise)
        var update = BoardUpdate()
        update.readings = [judged]
        resolveCauses(from: service, into: &update)
        let after = records[service].level
        if after.isUnhealthy, !before.isUnhealthy { askParents(of: service, into: &update) }
        if records[service].isRecovering, !wasRecovering {
            askFailingParents(of: service, into: &update)
        }
        if before.isUnhealthy, after < before { askDependents(of: service, into: &update) }
        for moved in update.moved { announce(moved, into: &update) }
        return update
    }

    /// How soon a probe is due again.
    func pace(of service: Int, probe: Int) -> ProbePace {
        let record = records[service]
        let machine = record.machines[probe]
        guard machine.latest != nil, record.cause != .pending else { return .transition }
        // A child may wait for a reading of this one that begins from now on.
        if graph.dependents[service].contains(where: { records[$0].cause == .pending }) {
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

    /// True once every probe was read and nobody waits for a reading.
    var isSettled: Bool { records.allSatisfy { $0.isRead && $0.cause != .pending } }

    /// Marks a service as stale, or no longer.
    ///
    /// - Returns: True when that is news.
    mutating func setStale(_ isStale: Bool, service: Int) -> Bool {
        records[service].setStale(isStale)
    }

    /// Holds a service out of the judgement, or releases it.
    mutating func setHold(_ hold: Hold?, of service: Int) -> BoardUpdate {
        var update = BoardUpdate()
        if records[service].setHold(hold) { update.moved.append(service) }
        return update
    }

    /// A child is released after its parents, by a reading that began after their release.
    ///
    /// A parent that
    /// still fails, when looked at after the child's first good reading, holds nobody: the child works
    /// without it.
    private func mayRise(_ service: Int, started: ProbeTick) -> Bool {
        let relief = records[service].reliefEnd
        return graph.groups[service].allSatisfy { group in
            let parents = group.members.map { records[$0] }
            let released = parents.filter { !$0.level.isUnhealthy }.map(\.recoveredAt)
            if let earliest = released.min() { return started > earliest }
            guard let relief else { return false }
            return parents.allSatisfy { !$0.isRecovering && $0.isFresh(after: relief) }
        }
    }

    private mutating func resolveCauses(from service: Int, into update: inout BoardUpdate) {
        for position in [service] + graph.descendants[service] {
            // A service that is well and was well needs no cause, whatever happens above it.
            if position != service, !records[position].level.isUnhealthy { continue }
            let (cause, isReconnecting) = resolve(position)
            let hasMoved = records[position].setCause(cause, isReconnecting: isReconnecting)
            if position == service || hasMoved { update.moved.append(position) }
        }
    }

    /// A function of its own, so that the records are not shared, and so copied, when one is changed.
    private func resolve(_ service: Int) -> (cause: Cause, isReconnecting: Bool) {
        let resolver = CauseResolver(graph: graph, records: records)
        let cause = resolver.cause(of: service)
        return (cause, cause == .pending && resolver.isReconnecting(service))
    }

    private func askParents(of service: Int, into update: inout BoardUpdate) {
        for parent in graph.parents[service] where records[parent].status.verdict != .down {
            update.actions.append(.probeAfresh(parent))
        }
    }

    /// Before a child is released, those above it that failed are looked at again.
    private func askFailingParents(of service: Int, into update: inout BoardUpdate) {
        for parent in graph.parents[service] where records[parent].level.isUnhealthy {
            update.actions.append(.probeAfresh(parent))
        }
    }

    private func askDependents(of service: Int, into update: inout BoardUpdate) {
        for child in graph.dependents[service] where records[child].level.isUnhealthy {
            update.actions.append(.probeAfresh(child))
        }
    }

    /// Tells the journal of a settled verdict, and of a settled cause of one that is not up.
    private mutating func announce(_ service: Int, into update: inout BoardUpdate) {
        let status = records[service].status
        let old = records[service].announced
        var isNews = status.verdict != old.verdict
        switch (status.verdict, status.cause) {
        case (.up, _), (_, .none), (_, .pending): break
        case (.unknown, .own), (.unknown, .blocked): break
        case (.down, _), (.degraded, _), (.unknown, .local):
            isNews = isNews || status.cause != old.cause
        }
        guard isNews, let since = status.since else { return }
        records[service].announced = .init(verdict: status.verdict, cause: status.cause)
        update.changes.append(
            ServiceChange(
                service: status.id, from: old.verdict, to: status.verdict, cause: status.cause,
                since: since, reason: status.reason))
    }
}
