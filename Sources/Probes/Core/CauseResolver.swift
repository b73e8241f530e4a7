import IncidentModel

/// Decides whose fault it is that a service is unhealthy.
///
/// A service is blocked when something it needs is unhealthy, and then by the root at the end of that
/// chain. It is its own fault only after what it needs was found well by readings that began after the
/// trouble; after a parent came back, only once it failed as often afresh as its own threshold asks.
struct CauseResolver {
    let graph: DependencyGraph
    let records: [ServiceRecord]

    /// The cause of one service, given that those above it are already resolved.
    func cause(of service: Int) -> Cause {
        let record = records[service]
        guard record.level.isUnhealthy, let trouble = record.troubleEnd else {
            let isLocal = record.level == .unknown && record.machines.contains(where: \.isLocal)
            return isLocal ? .local : .none
        }
        let blames = graph.groups[service].map { blame(of: $0, for: record, since: trouble) }
        let roots = blames.flatMap(\.roots)
        if let root = roots.min(by: isWorse) { return .blocked(by: records[root].status.id) }
        if blames.contains(.waiting) || isReconnecting(service) { return .pending }
        return .own
    }

    /// What one need has to do with the trouble of a child.
    private enum Blame: Hashable {
        /// It is well, by a reading that began after the trouble.
        case clear
        /// Not known yet.
        case waiting
        /// These roots are behind it.
        case blocked([Int])

        var roots: [Int] {
            switch self {
            case .clear, .waiting: []
            case .blocked(let roots): roots
            }
        }
    }

    private func blame(
        of group: DependencyGraph.Group, for child: ServiceRecord, since trouble: ProbeTick
    ) -> Blame {
        let blames = group.members.map { blame(of: $0, for: child, since: trouble) }
        if blames.contains(.clear) { return .clear }
        if blames.contains(.waiting) { return .waiting }
        return .blocked(blames.flatMap(\.roots))
    }

    private func blame(
        of parent: Int, for child: ServiceRecord, since trouble: ProbeTick
    ) -> Blame {
        let record = records[parent]
        guard record.level.explains(child.level) else {
            return record.isFresh(after: trouble) ? .clear : .waiting
        }
        let isKnown = record.status.verdict == .down || record.isBadAfresh(after: trouble)
        guard isKnown else { return .waiting }
        switch record.cause {
        case .own: return .blocked([parent])
        case .blocked(let root):
            return position(of: root).map { .blocked([$0]) } ?? .waiting
        case .pending, .none, .local: return .waiting
        }
    }

    /// True while a parent's recovery during the trouble is too recent to blame the child.
    func isReconnecting(_ service: Int) -> Bool {
        guard let trouble = records[service].troubleEnd else { return false }
        let recovery = graph.parents[service].map { records[$0].recoveredAt }.max() ?? 0
        guard recovery > trouble else { return false }
        return records[service].failures(after: recovery) < records[service].fall
    }

    /// The earlier trouble is the worse one, then the one with more dependents.
    private func isWorse(_ left: Int, _ right: Int) -> Bool {
        let leftTrouble = records[left].troubleEnd ?? .max
        let rightTrouble = records[right].troubleEnd ?? .max
        if leftTrouble != rightTrouble { return leftTrouble < rightTrouble }
        return graph.descendants[left].count > graph.descendants[right].count
    }

    private func position(of service: ServiceID) -> Int? {
        records.firstIndex { $0.status.id == service }
    }
}
