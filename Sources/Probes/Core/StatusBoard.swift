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
///
/// A reading costs what it changes: its own service, those right below that are not well, and further down
/// only as far as causes change.
struct StatusBoard: Sendable {
    let graph: DependencyGraph
    private(set) var records: [ServiceRecord]
    private(set) var locality = Locality()
    private(set) var watch: LocalTroubleWatch
    private var tick: ProbeTick = 0
    private var queue: RankQueue

    init(
        _ services: [(id: ServiceID, needs: [Need], probes: [ProbeThresholds])],
        localTroubleRule: LocalTroubleRule = LocalTroubleRule()
    ) {
        let graph = DependencyGraph(services.map { ($0.id, $0.needs) })
        self.graph = graph
        watch = LocalTroubleWatch(rule: localTroubleRule)
        queue = RankQueue(count: services.count)
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
    /// One that began before a reading of the same probe that was taken in already, or before its service
    /// was paused or released, says nothing and changes nothing.
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
        let before = Look(of: records[service])
        let mayRise = mayRise(service, started: started)
        let judged = records[service].apply(
            reading, started: started, ended: tick, mayRise: mayRise)
        var update = BoardUpdate()
        guard let judged else { return update }
        update.readings = [judged]
        watch.note(readingAt: judged.startedAt)
        noteTop(service)
        let now = Look(of: records[service])
        queue.insert(graph.rank[service])
        resolveCauses(from: service, alsoOfWell: before.isDown != now.isDown, into: &update)
        ask(around: service, before: before, now: now, into: &update)
        for moved in update.moved { announce(moved, into: &update) }
        return update
    }

    /// True once every probe was read and nobody waits for a reading.
    var isSettled: Bool {
        records.allSatisfy { $0.isPaused || ($0.isRead && $0.finding != .pending) }
    }

    /// Marks a service as stale, or no longer; a paused one never is.
    ///
    /// - Returns: True when that is news.
    mutating func setStale(_ isStale: Bool, service: Int) -> Bool {
        records[service].setStale(isStale)
    }

    /// True while a person keeps a service from being probed.
    func isPaused(_ service: Int) -> Bool { records[service].isPaused }

    /// Holds a service out of the judgement, or releases it.
    ///
    /// - Maintenance: it is probed, judged and shown as ever and explains those that need it, but tells the
    ///   journal nothing. When it ends, what the journal does not know yet is told.
    /// - Paused: it is not probed and its readings are forgotten: its verdict is unknown and has no cause.
    ///   To those that need it, it is as if they did not: they are blocked by others or by
    ///   themselves. When it ends it begins anew, at once; readings under way then say nothing.
    ///
    /// The hold itself is no event of the board's: whoever set or ended it tells.
    ///
    /// - Returns: What changed and what to do.
    mutating func setHold(_ hold: Hold?, of service: Int) -> BoardUpdate {
        tick += 1
        var update = BoardUpdate()
        let wasPaused = records[service].isPaused
        guard records[service].setHold(hold, at: tick) else { return update }
        noteTop(service)
        let isPaused = records[service].isPaused
        queue.insert(graph.rank[service])
        resolveCauses(from: service, alsoOfWell: wasPaused != isPaused, into: &update)
        if wasPaused, !isPaused { update.actions.append(.probeAfresh(service)) }
        for moved in update.moved { announce(moved, into: &update) }
        return update
    }

    /// Takes in that it is us, or no longer.
    ///
    /// While it lasts, whatever failed since it began, and whatever that blocks, has the cause local and nobody is
    /// named for it. When it ends those are looked at again; who still fails is blamed only once it failed afresh.
    ///
    /// - Returns: What changed and what to do.
    mutating func setLocalTrouble(_ trouble: LocalTrouble?) -> BoardUpdate {
        var update = BoardUpdate()
        guard trouble != locality.trouble else { return update }
        tick += 1
        locality.set(trouble, at: tick)
        update.events.append(.localTroubleChanged(trouble))
        let unhealthy = graph.order.filter { records[$0].level.isUnhealthy }
        for service in unhealthy { queue.insert(graph.rank[service]) }
        if trouble == nil {
            for service in unhealthy where records[service].finding == .local {
                ask(service, into: &update)
            }
        }
        resolveCauses(from: nil, alsoOfWell: false, into: &update)
        for moved in update.moved { announce(moved, into: &update) }
        return update
    }
}

extension StatusBoard {
    /// What a reading may have changed of a service for others.
    private struct Look {
        let level: ServiceLevel
        let isRecovering: Bool
        let isDown: Bool

        init(of record: ServiceRecord) {
            level = record.level
            isRecovering = record.isRecovering
            isDown = record.settledDownAt != nil
        }
    }

    private mutating func noteTop(_ service: Int) {
        guard graph.parents[service].isEmpty else { return }
        let isWitness =
            records[service].status.hold == nil && records[service].status.lastGood != nil
        watch.note(service, isWitness: isWitness, lostAt: records[service].lostAt)
    }

    /// Judges the services in the queue, and further down as far as causes change.
    ///
    /// - Parameters:
    ///   - changed: The one whose own readings changed: those right below it are judged in any case.
    ///   - alsoOfWell: Whether that may matter to those that are well, too.
    ///   - update: Gets those that look different.
    private mutating func resolveCauses(
        from changed: Int?, alsoOfWell: Bool, into update: inout BoardUpdate
    ) {
        while let rank = queue.popLowest() {
            let service = graph.order[rank]
            let oldFinding = records[service].finding
            let judgement = judgement(of: service)
            let looksDifferent = records[service].take(judgement, cause: cause(judgement.finding))
            if service == changed || looksDifferent { update.moved.append(service) }
            guard service == changed || judgement.finding != oldFinding else { continue }
            for child in graph.dependents[service] where graph.rank[child] > rank {
                let mattersToWell = alsoOfWell && service == changed
                if mattersToWell || records[child].level.isUnhealthy {
                    queue.insert(graph.rank[child])
                }
            }
        }
    }

    /// A function of its own, so that the records are not shared, and so copied, when one is changed.
    private func judgement(of service: Int) -> CauseJudgement {
        CauseResolver(graph: graph, records: records, locality: locality).judgement(of: service)
    }

    private func cause(_ finding: CauseFinding) -> Cause {
        switch finding {
        case .none: .none
        case .pending: .pending
        case .own: .own
        case .blocked(let root): .blocked(by: records[root].status.id)
        case .local: .local
        }
    }

    /// Asks for the readings without which causes and releases would wait for the next round.
    private func ask(
        around service: Int, before: Look, now: Look, into update: inout BoardUpdate
    ) {
        if now.level.isUnhealthy, now.level > before.level {
            for parent in graph.parents[service] where records[parent].status.verdict != .down {
                ask(parent, into: &update)
            }
        }
        // Before a child is released, those above it that failed are looked at again.
        if now.isRecovering, !before.isRecovering {
            for parent in graph.parents[service] where records[parent].level.isUnhealthy {
                ask(parent, into: &update)
            }
        }
        if before.level.isUnhealthy, now.level < before.level {
            for child in graph.dependents[service] where records[child].level.isUnhealthy {
                ask(child, into: &update)
            }
        }
    }

    private func ask(_ service: Int, into update: inout BoardUpdate) {
        if !records[service].isPaused { update.actions.append(.probeAfresh(service)) }
    }

    /// Tells the journal of a settled verdict, of a settled cause of one that is not up, and of flapping;
    /// of nothing that is held.
    private mutating func announce(_ service: Int, into update: inout BoardUpdate) {
        guard records[service].status.hold == nil else { return }
        announceFlapping(service, into: &update)
        let old = records[service].announced
        let (verdict, cause) = (records[service].status.verdict, records[service].status.cause)
        var isNews = verdict != old.verdict
        switch (verdict, cause) {
        case (.up, _), (_, .none), (_, .pending): break
        case (.unknown, .own), (.unknown, .blocked): break
        // That it is us was told once for all of them.
        case (_, .local) where locality.trouble != nil: break
        case (.down, _), (.degraded, _), (.unknown, .local): isNews = isNews || cause != old.cause
        }
        guard isNews, let since = records[service].status.since else { return }
        records[service].announced.verdict = verdict
        records[service].announced.cause = cause
        update.changes.append(
            ServiceChange(
                service: records[service].status.id, from: old.verdict, to: verdict, cause: cause,
                since: since, reason: records[service].status.reason))
    }

    private mutating func announceFlapping(_ service: Int, into update: inout BoardUpdate) {
        let isFlapping = records[service].status.isFlapping
        guard isFlapping != records[service].announced.isFlapping else { return }
        records[service].announced.isFlapping = isFlapping
        update.events.append(
            .flappingChanged(service: records[service].status.id, isFlapping: isFlapping))
    }
}
