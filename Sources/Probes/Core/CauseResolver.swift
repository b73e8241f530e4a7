import IncidentModel

/// Whose fault it is that a service is unhealthy, with a root as its position.
enum CauseFinding: Hashable, Sendable {
    /// Nothing is wrong.
    case none
    /// Somebody it needs must be looked at first.
    case pending
    /// Its own.
    case own
    /// That of the service at this position.
    case blocked(by: Int)
    /// Ours.
    case local
}

/// What is found out about one service by looking at those above it.
struct CauseJudgement: Hashable, Sendable {
    var finding: CauseFinding
    /// True while a parent's recovery is too recent to blame the child.
    var isReconnecting = false
    /// True when it fails in a way that those who block it do not explain.
    var isAlsoBroken = false
    /// Those it needs that are down while it is up.
    var contradicts: [ServiceID] = []
}

/// Decides whose fault it is that a service is unhealthy.
///
/// A service is blocked when something it needs is unhealthy, and then by the root at the end of that
/// chain. It is its own fault only after what it needs was found well by readings that began after the
/// trouble; after a parent came back, only once it failed as often afresh as its own threshold asks.
/// A paused parent says nothing and is passed over.
struct CauseResolver {
    let graph: DependencyGraph
    let records: [ServiceRecord]
    let locality: Locality

    /// What is to be said of one service, given that those above it are already judged.
    func judgement(of service: Int) -> CauseJudgement {
        let level = records[service].level
        guard level.isUnhealthy, let trouble = records[service].trouble else {
            let isLocal =
                level == .unknown && records[service].probes.contains { $0.machine.isLocal }
            return CauseJudgement(
                finding: isLocal ? .local : .none, contradicts: contradictions(of: service))
        }
        let child = Child(level: level, trouble: trouble)
        let blames = graph.groups[service].map { (group: $0, blame: blame(of: $0, for: child)) }
        let broken = blames.filter { $0.blame.isBroken }
        if let root = broken.compactMap(\.blame.root).min(by: isEarlier) {
            let blockers = broken.flatMap(\.group.members)
            return CauseJudgement(
                finding: .blocked(by: root),
                isAlsoBroken: isAlsoBroken(service, under: blockers))
        }
        if !broken.isEmpty { return CauseJudgement(finding: .local) }
        let isReconnecting = isReconnecting(service, child)
        if isReconnecting || blames.contains(where: { $0.blame == .waiting }) {
            return CauseJudgement(finding: .pending, isReconnecting: isReconnecting)
        }
        return CauseJudgement(finding: locality.covers(trouble) ? .local : .own)
    }

    /// What the parents of an unhealthy service must explain.
    private struct Child {
        let level: ServiceLevel
        let trouble: ServiceRecord.Trouble
    }

    /// What one need has to do with the trouble of a child.
    private enum Blame: Hashable {
        /// It is well, by a reading that began after the trouble, or says nothing.
        case clear
        /// Not known yet.
        case waiting
        /// It is behind it, and this root behind that; nil when it is us.
        case broken(root: Int?)

        var isBroken: Bool {
            switch self {
            case .clear, .waiting: false
            case .broken: true
            }
        }

        var root: Int? {
            switch self {
            case .clear, .waiting: nil
            case .broken(let root): root
            }
        }
    }

    private func blame(of group: DependencyGraph.Group, for child: Child) -> Blame {
        var (isWaiting, roots, isSilent) = (false, [Int](), true)
        for parent in group.members where !records[parent].isPaused {
            isSilent = false
            switch blame(of: parent, for: child) {
            case .clear: return .clear
            case .waiting: isWaiting = true
            case .broken(let root): if let root { roots.append(root) }
            }
        }
        if isSilent { return .clear }
        return isWaiting ? .waiting : .broken(root: roots.min(by: isEarlier))
    }

    private func blame(of parent: Int, for child: Child) -> Blame {
        guard records[parent].level.explains(child.level) else {
            // One that was failing when our own side lost sight of it is not known to be well.
            if records[parent].mayBeFailing { return .waiting }
            return records[parent].hasSpoken(after: child.trouble.end) ? .clear : .waiting
        }
        let isKnown =
            records[parent].status.verdict == .down
            || records[parent].explains(child.level, after: child.trouble.end)
        guard isKnown else { return .waiting }
        switch records[parent].finding {
        case .own: return .broken(root: parent)
        case .blocked(let root): return .broken(root: root)
        case .local: return .broken(root: nil)
        case .pending, .none: return .waiting
        }
    }

    /// True while the recovery of a parent, or of ourselves, is too recent to blame the child.
    ///
    /// A reading that began before the recovery proves nothing, whenever it ended.
    private func isReconnecting(_ service: Int, _ child: Child) -> Bool {
        var recovery = locality.recovery(for: child.trouble)
        for parent in graph.parents[service] where !records[parent].isPaused {
            recovery = max(recovery, records[parent].recovery(for: child.level))
        }
        guard recovery > child.trouble.start else { return false }
        return records[service].failures(after: recovery) < records[service].fall
    }

    /// The earlier trouble is the worse one; no two begin at the same tick.
    private func isEarlier(_ left: Int, _ right: Int) -> Bool {
        (records[left].trouble?.start ?? .max) < (records[right].trouble?.start ?? .max)
    }
}

extension CauseResolver {
    /// Compares with the parents right above that fail, not with the root: they are what it meets.
    ///
    /// Where a class is not known, nothing is claimed.
    private func isAlsoBroken(_ service: Int, under blockers: [Int]) -> Bool {
        var above: [FailureClass] = []
        for parent in blockers where !records[parent].isPaused {
            for probe in records[parent].probes where probe.machine.level.isUnhealthy {
                guard let failure = probe.machine.badClass else { return false }
                above.append(failure)
            }
        }
        guard !above.isEmpty else { return false }
        return records[service].probes.contains { probe in
            let isBad = probe.machine.lastKnown == .down || probe.machine.lastKnown == .degraded
            guard isBad, let failure = probe.machine.badClass else { return false }
            return !above.contains { failure.isExplained(by: $0) }
        }
    }

    /// Those a service needs that are settled down, although it is up by readings that began later.
    private func contradictions(of service: Int) -> [ServiceID] {
        guard records[service].level == .healthy, !records[service].isPaused else { return [] }
        var found: [ServiceID] = []
        for group in graph.groups[service] {
            let isContradicted = group.members.allSatisfy { parent in
                guard let downAt = records[parent].settledDownAt else { return false }
                return records[service].probes.allSatisfy { $0.knownStart > downAt }
            }
            guard isContradicted else { continue }
            for parent in group.members.map({ records[$0].status.id }) where !found.contains(parent)
            {
                found.append(parent)
            }
        }
        return found
    }
}
