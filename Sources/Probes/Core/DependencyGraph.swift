import IncidentModel

/// Who needs whom, as positions in the configuration; free of cycles.
struct DependencyGraph: Sendable {
    /// One need of one service.
    struct Group: Hashable, Sendable {
        /// The services, any of which is enough; one when it is required.
        var members: [Int]
    }

    /// What each service needs.
    let groups: [[Group]]
    /// Everybody each service needs directly, each once.
    let parents: [[Int]]
    /// Who needs each service directly, in configuration order.
    let dependents: [[Int]]
    /// Every service, parents before children, else in configuration order.
    let order: [Int]
    /// Where each service stands in `order`.
    let rank: [Int]

    /// Names that are not among `services` are left out; the services that stand on a cycle come last.
    init(_ services: [(id: ServiceID, needs: [Need])]) {
        let positions = Dictionary(
            services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        groups = services.map { service in
            service.needs.map { Group(members: $0.services.compactMap { positions[$0] }) }
                .filter { !$0.members.isEmpty }
        }
        parents = groups.map { Set($0.flatMap(\.members)).sorted() }
        var dependents = [[Int]](repeating: [], count: services.count)
        for (child, parents) in parents.enumerated() {
            for parent in parents { dependents[parent].append(child) }
        }
        self.dependents = dependents
        order = Self.order(parents: parents, dependents: dependents)
        var rank = [Int](repeating: 0, count: services.count)
        for (position, service) in order.enumerated() { rank[service] = position }
        self.rank = rank
    }

    /// A service and everybody above it, parents first.
    func ancestorsAndSelf(of service: Int) -> [Int] {
        var found: Set<Int> = [service]
        var unseen = [service]
        while let next = unseen.popLast() {
            for parent in parents[next] where found.insert(parent).inserted {
                unseen.append(parent)
            }
        }
        return found.sorted { rank[$0] < rank[$1] }
    }

    private static func order(parents: [[Int]], dependents: [[Int]]) -> [Int] {
        var waiting = parents.map(\.count)
        var order: [Int] = []
        var ready = Array(waiting.indices.filter { waiting[$0] == 0 }.reversed())
        while let next = ready.popLast() {
            order.append(next)
            for child in dependents[next].reversed() {
                waiting[child] -= 1
                if waiting[child] == 0 { ready.append(child) }
            }
        }
        return order + waiting.indices.filter { waiting[$0] > 0 }
    }

    /// The first cycle among needs, from a service back to itself; nil when there is none.
    ///
    /// - Parameter services: Services with what they need, in configuration order.
    /// - Returns: Positions, the first one repeated at the end.
    static func cycle(in services: [(id: ServiceID, needs: [Need])]) -> [Int]? {
        let positions = Dictionary(
            services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let parents = services.map { service in
            service.needs.flatMap(\.services).compactMap { positions[$0] }
        }
        var cleared = Set<Int>()
        for start in services.indices where !cleared.contains(start) {
            // An own stack of (service, next parent to try): a long chain must not end the real one.
            var path = [(service: start, next: 0)]
            var onPath: Set<Int> = [start]
            while let (service, next) = path.last {
                guard next < parents[service].count else {
                    cleared.insert(service)
                    onPath.remove(service)
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                let parent = parents[service][next]
                if onPath.contains(parent) {
                    let loop = path.map(\.service).drop { $0 != parent }
                    return loop + [parent]
                }
                if !cleared.contains(parent) {
                    path.append((parent, 0))
                    onPath.insert(parent)
                }
            }
        }
        return nil
    }
}
