import CellGrid
import IncidentModel
import SafeText

/// The rows of the services pane.
enum ServiceList {
    /// From how many on the services that a root blocks are folded.
    static let foldedFrom = 2

    /// The services in sight or scrolled away, in the order on the screen.
    static func rows(of state: ConsoleState) -> [ServiceStatus] {
        lines(of: state).compactMap(\.service)
    }

    /// All rows, with those that explain others; where rows are left, with what changed before.
    static func lines(of state: ConsoleState) -> [ServiceRow] {
        let ranking = ServiceRanking(state.shownServices)
        let height = state.layout.inside(.services).rows
        return suspecting(rows(of: state, ranking, height: height), ranking, state, height: height)
    }

    private static func rows(
        of state: ConsoleState, _ ranking: ServiceRanking, height: Int
    ) -> [ServiceRow] {
        let all = state.shownServices
        let query = state.serviceView.query
        let isByUrgency = state.serviceOrder == .urgency
        guard query.isEmpty else {
            let kept = all.filter { query.keeps(text(of: $0)) }
            let services = isByUrgency ? ranking.sorted(kept) : kept
            return explained(services, ranking, room: height - kept.count)
        }
        guard isByUrgency else {
            let room = max(height - all.count, ranking.blocked.count)
            return explained(all, ranking, room: room)
        }
        return byUrgency(all, ranking, state, height: height)
    }

    /// What the selection can rest on.
    static func selectableIDs(of state: ConsoleState) -> [ServiceRowID] {
        lines(of: state).compactMap(\.id)
    }

    /// The selected service; nil when the row stands for several.
    static func selected(of state: ConsoleState) -> ServiceStatus? {
        guard case .service(let id)? = selectedRow(of: state) else { return nil }
        return state.service(id)
    }

    /// What the selected row stands for.
    static func selectedRow(of state: ConsoleState) -> ServiceRowID? {
        let ids = selectableIDs(of: state)
        return state.serviceView.position(in: ids).map { ids[$0] }
    }

    /// What a filter looks at.
    static func text(of service: ServiceStatus) -> String {
        var words = [service.id.name.string, service.verdict.rawValue, service.reason.string]
        switch service.cause {
        case .blocked(let parent): words.append("blocked by \(parent.name)")
        case .own: if service.verdict != .up, service.hold == nil { words.append("root") }
        case .none, .pending, .local: words.append(ServiceWords.cause(service.cause))
        }
        if let hold = service.hold { words.append("held \(hold.kind.rawValue) \(hold.reason)") }
        words += ServiceMark.all(of: service).map(\.word)
        words += service.latest.flatMap { [$0.kind.string, $0.summary.string] }
        if let phase = service.deciding?.failedPhase { words.append(phase.string) }
        return words.joined(separator: " ")
    }

    /// Puts the nearest change before its onset below each root, while there are rows to spare.
    private static func suspecting(
        _ rows: [ServiceRow], _ ranking: ServiceRanking, _ state: ConsoleState, height: Int
    ) -> [ServiceRow] {
        var room = height - rows.count
        guard room > 0, !state.incident.record.changes.isEmpty else { return rows }
        var result: [ServiceRow] = []
        var waiting: SuspectedChange?
        for row in rows {
            if row.id != nil, let change = waiting {
                result.append(.suspect(change))
                waiting = nil
            }
            result.append(row)
            guard let service = row.service, ranking.isRoot(service), room > 0,
                let nearest = state.suspectedChanges(of: service).first
            else { continue }
            waiting = nearest
            room -= 1
        }
        return result + (waiting.map { [.suspect($0)] } ?? [])
    }

    /// Services with their reasons below, as many as there is room for, those of roots first.
    private static func explained(
        _ services: [ServiceStatus], _ ranking: ServiceRanking, room: Int
    ) -> [ServiceRow] {
        let failing = services.filter { isExplainable($0, ranking) }
        let blocking = failing.filter { ranking.blocked[$0.id] != nil }
        let chosen = failing.count <= room ? failing : Array(blocking.prefix(max(0, room)))
        let ids = Set(chosen.map(\.id))
        // A root's reason has a row of its own where all of them can have one.
        let isApart = failing.count + blocking.count <= room
        return services.flatMap { service -> [ServiceRow] in
            guard ids.contains(service.id) else { return [.service(service)] }
            guard let blocks = ranking.blocked[service.id] else {
                return [.service(service), .reason(service)]
            }
            let root = ServiceRow.root(service, blocks: blocks, withReason: !isApart)
            return [.service(service), root] + (isApart ? [.reason(service)] : [])
        }
    }

    /// The blocked ones have no reason of their own to tell; held ones trouble nobody.
    private static func isExplainable(_ service: ServiceStatus, _ ranking: ServiceRanking) -> Bool {
        switch ranking.urgency(of: service) {
        case .root: ranking.blocked[service.id] != nil || !service.reason.isEmpty
        case .failing, .degraded:
            ranking.blocked[service.id] != nil || !service.reason.isEmpty
        case .blocked, .unknown, .up, .held: false
        }
    }

    private static func byUrgency(
        _ services: [ServiceStatus], _ ranking: ServiceRanking, _ state: ConsoleState, height: Int
    ) -> [ServiceRow] {
        let sorted = ranking.sorted(services)
        let first = sorted.filter { ranking.urgency(of: $0) < .blocked }
        let last = sorted.filter { ranking.urgency(of: $0) > .blocked }
        // Reasons take a third of the pane at most: more than a few roots are told apart by their rows.
        let explainedCount = max(1, height / 3)
        let head = Array(first.prefix(explainedCount))
        let groupCount = ranking.blocked.count
        let room = max(head.count, min(height - first.count - groupCount, 2 * explainedCount))
        var lines = explained(head, ranking, room: room)
        lines += first.dropFirst(explainedCount).map { .service($0) }
        var groups = Dictionary(grouping: sorted.filter { ranking.urgency(of: $0) == .blocked }) {
            ServiceRanking.root(of: $0)
        }
        // In the order of the roots; one that is no service of ours comes last.
        let roots = sorted.map(\.id) + groups.keys.compactMap(\.self).sorted()
        for root in roots {
            guard let group = groups.removeValue(forKey: root) else { continue }
            lines += rows(of: group, blockedBy: root, state)
        }
        return lines + last.map { .service($0) }
    }

    private static func rows(
        of group: [ServiceStatus], blockedBy root: ServiceID, _ state: ConsoleState
    ) -> [ServiceRow] {
        // What may be broken itself must not be overlooked among what only waits.
        let apart = group.filter(\.isAlsoBroken).map { ServiceRow.service($0) }
        let services = group.filter { !$0.isAlsoBroken }.map { ServiceRow.service($0) }
        guard state.foldsBlocked, services.count >= foldedFrom else { return apart + services }
        let isOpen = state.serviceArrangement.unfolded.contains(root)
        let heading = ServiceRow.blocked(by: root, count: services.count, isOpen: isOpen)
        return apart + [heading] + (isOpen ? services : [])
    }
}

extension ConsoleState {
    /// True while the services that a root blocks are folded into a row.
    var foldsBlocked: Bool {
        serviceOrder == .urgency && serviceView.query.isEmpty && !areAllServicesInSight
    }
}
