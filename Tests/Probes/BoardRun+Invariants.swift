import IncidentModel

@testable import Probes

extension BoardRun {
    /// What must hold after every single reading, hold and release.
    mutating func check() {
        guard violation == nil else { return }
        for service in world.services {
            if let words = flaw(of: service) {
                fail("s\(service): \(words)")
                return
            }
        }
    }

    private func flaw(of service: Int) -> String? {
        let level = board.records[service].level
        if board.isPaused(service) { return flawOfPaused(service) }
        if let words = flawOfCause(service, level) { return words }
        if board.records[service].status.isAlsoBroken {
            guard case .blocked = board.records[service].finding else {
                return "also broken, but not blocked"
            }
        }
        if board.records[service].status.contradicts != contradicted(by: service) {
            return "contradictions \(board.records[service].status.contradicts)"
        }
        return nil
    }

    private func flawOfPaused(_ service: Int) -> String? {
        let status = board.records[service].status
        let isSilent =
            status.verdict == .unknown && status.cause == .none && !status.isFlapping
            && status.transition == .steady && status.contradicts.isEmpty
        return isSilent ? nil : "paused, but it says something"
    }

    private func flawOfCause(_ service: Int, _ level: ServiceLevel) -> String? {
        let cause = board.records[service].status.cause
        switch board.records[service].finding {
        case .none:
            if cause != .none || level.isUnhealthy { return "trouble without a cause" }
        case .pending:
            if cause != .pending || !level.isUnhealthy { return "pending without trouble" }
        case .local:
            if cause != .local { return "the cause is not the finding" }
            if level.isUnhealthy, board.locality.trouble == nil { return "local without trouble" }
        case .own:
            if cause != .own || !level.isUnhealthy { return "a root that is well" }
            return flawOfRoot(service, level)
        case .blocked(let root):
            if cause != .blocked(by: BoardWorld.id(root)) { return "the cause is not the finding" }
            if !level.isUnhealthy { return "blocked, but well" }
            let isRoot = board.records[root].finding == .own
            if !board.records[root].level.isUnhealthy || !isRoot || board.isPaused(root) {
                return "blocked by what is no root"
            }
            let isExplained = heardGroups(of: service).contains { group in
                group.allSatisfy { board.records[$0].level.explains(level) }
            }
            if !isExplained { return "blocked, but no need of it is broken" }
        }
        return nil
    }

    private func flawOfRoot(_ service: Int, _ level: ServiceLevel) -> String? {
        let trouble = books[service].troubleEnd ?? .max
        for group in heardGroups(of: service) {
            let clears = group.contains { parent in
                !board.records[parent].level.explains(level) && isHeard(parent, after: trouble)
            }
            if !clears { return "a root before its parents were found well" }
        }
        if let since = board.locality.trouble?.since, let failed = books[service].troubleAt,
            failed >= since
        {
            return "named although it is us"
        }
        if let suspects, !suspects.contains(service) { return "a false root" }
        return nil
    }

    /// The needs of a service without those that are paused.
    private func heardGroups(of service: Int) -> [[Int]] {
        world.groups[service].map { $0.filter { !board.isPaused($0) } }.filter { !$0.isEmpty }
    }

    /// Every probe of it said something since, or cannot.
    private func isHeard(_ service: Int, after tick: ProbeTick) -> Bool {
        books[service].readings.indices.allSatisfy { probe in
            if books[service].knownStarts[probe] > tick { return true }
            let readings = books[service].readings[probe].suffix(
                world.thresholds[service][probe].fall)
            return books[service].starts[probe] > tick
                && readings.allSatisfy { $0.reading.outcome == .unknown }
        }
    }

    private func contradicted(by service: Int) -> [ServiceID] {
        guard board.records[service].level == .healthy else { return [] }
        var found: [ServiceID] = []
        for group in world.groups[service] {
            let isDown = group.allSatisfy { parent in
                guard let downAt = books[parent].downAt else { return false }
                return books[service].knownStarts.allSatisfy { $0 > downAt }
            }
            if isDown { found += group.map(BoardWorld.id) }
        }
        return found
    }

    /// A verdict of down is left by a reading that began after those above were released, or by one under a
    /// parent that was looked at since and still fails.
    mutating func checkRelease(of service: Int, from before: Verdict, started: ProbeTick) {
        let verdict = board.records[service].status.verdict
        guard before == .down, verdict == .up || verdict == .degraded else { return }
        for group in heardGroups(of: service) {
            let released = group.filter { !board.records[$0].mayBeFailing }
            if released.isEmpty {
                let relief = books[service].reliefEnd ?? .max
                let isAlone = group.allSatisfy {
                    board.records[$0].isLostFromSight
                        || (isHeard($0, after: relief) && !board.records[$0].isRecovering)
                }
                if !isAlone { fail("s\(service): released before what it needs") }
            } else if released.allSatisfy({ books[$0].leftFailingAt > started }) {
                fail("s\(service): released by a stale reading")
            }
        }
    }
}

extension BoardRun {
    /// What differs between the board and the world, once nothing is under way; nil when nothing does.
    func untruth() -> String? {
        for service in world.services where !board.isPaused(service) {
            let status = board.records[service].status
            if status.verdict != verdict(of: service) { return "s\(service) is \(status.verdict)" }
            if let words = untruthOfCause(service) { return words }
        }
        return nil
    }

    private func verdict(of service: Int) -> Verdict {
        switch world.levels[service] {
        case .failing: .down
        case .degraded: .degraded
        case .healthy, .unknown: .up
        }
    }

    private func untruthOfCause(_ service: Int) -> String? {
        let (status, roots) = (board.records[service].status, roots(of: service))
        let level = world.levels[service]
        switch status.cause {
        case .none: return level.isUnhealthy ? "s\(service) has no cause" : nil
        case .own: return roots == [service] ? nil : "s\(service) is no root"
        case .pending, .local: return "s\(service) is \(status.cause)"
        case .blocked(let root):
            let earliest = roots.min { trouble($0) < trouble($1) }
            guard let earliest, root == BoardWorld.id(earliest), earliest != service else {
                return "s\(service) is not blocked by \(root.name)"
            }
        }
        let isAlso = isAlsoBroken(service)
        return status.isAlsoBroken == isAlso ? nil : "s\(service) also broken: not \(isAlso)"
    }

    private func trouble(_ service: Int) -> ProbeTick {
        board.records[service].trouble?.start ?? .max
    }

    /// The needs of a service that are broken badly enough to be behind its own trouble.
    private func brokenGroups(of service: Int) -> [[Int]] {
        heardGroups(of: service).filter { group in
            group.allSatisfy { world.levels[$0].explains(world.levels[service]) }
        }
    }

    private func roots(of service: Int) -> Set<Int> {
        guard world.levels[service].isUnhealthy else { return [] }
        let above = Set(brokenGroups(of: service).joined())
        return above.isEmpty ? [service] : Set(above.flatMap(roots))
    }

    private func isAlsoBroken(_ service: Int) -> Bool {
        let above = brokenGroups(of: service).joined().flatMap(failures)
        return failures(of: service).contains { failure in
            !above.contains { failure.isExplained(by: $0) }
        }
    }

    private func failures(of service: Int) -> [FailureClass] {
        world.thresholds[service].indices.compactMap { world.look(service, $0).failure }
    }
}

extension BoardRun {
    /// What differs between the board and a naive account of all readings; nil when nothing does.
    func miscount() -> String? {
        for service in world.services {
            let naive = zip(world.thresholds[service], books[service].readings).map {
                NaiveProbe(thresholds: $0, readings: $1)
            }
            for (naive, probe) in zip(naive, board.records[service].probes) {
                let machine = probe.machine
                if machine.verdict != naive.verdict { return "s\(service): verdict" }
                if machine.since != naive.since { return "s\(service): since" }
                if machine.lastGood?.startedAt != naive.lastGood?.startedAt {
                    return "s\(service): last good"
                }
                if machine.firstBad?.startedAt != naive.firstBad?.startedAt {
                    return "s\(service): first bad"
                }
                if abs(machine.flaps.share - naive.changeShare) > 1e-9 {
                    return "s\(service): share of changes"
                }
            }
        }
        return nil
    }

    /// What the journal was told of those that are not held, against what is; nil when it knows.
    func misinformation() -> String? {
        for service in world.services where board.records[service].status.hold == nil {
            let status = board.records[service].status
            if (journal[service]?.to ?? .unknown) != status.verdict {
                return "s\(service): the journal does not know"
            }
            if status.verdict == .down, journal[service]?.cause != status.cause {
                return "s\(service): the journal knows another cause"
            }
            if status.isFlapping != flapping.contains(service) {
                return "s\(service): the journal does not know that it flaps"
            }
        }
        return nil
    }
}
