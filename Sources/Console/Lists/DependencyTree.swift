import IncidentModel

/// Who depends on whom, as rows of a tree: what is needed above, what needs it indented below.
///
/// A service that needs several others stands once with all below it, under the most urgent of
/// them; under the others a row refers to it.
struct DependencyTree {
    /// What a row stands for: the first row of a service is 0, those that refer to it follow.
    struct RowID: Hashable, Sendable {
        /// The service.
        var service: ServiceID
        /// How many rows of the same service stand above.
        var occurrence: Int
    }

    /// One row.
    struct Row {
        /// What it stands for.
        var id: RowID
        /// For each level above, from the outermost: whether that part is the last one of its own.
        var lasts: [Bool]
        /// How many further services a reference stands for.
        var more = 0

        /// True for a row that refers to one above.
        var isReference: Bool { id.occurrence > 0 }
    }

    /// All rows.
    private(set) var rows: [Row] = []
    /// Services that need nothing and that nothing needs; their rows are the last ones.
    private(set) var unconnected = 0

    /// From how many on references that follow each other share a row.
    private static let sharedFrom = 3

    private let byID: [ServiceID: ServiceStatus]
    private let children: [ServiceID: [ServiceID]]
    private var occurrences: [ServiceID: Int] = [:]

    /// Arranges some services, the most urgent first on each level.
    init(_ services: [ServiceStatus]) {
        let ranking = ServiceRanking(services)
        byID = Dictionary(services.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        var children: [ServiceID: [ServiceID]] = [:]
        for service in services {
            for parent in Set(service.needs.flatMap(\.services)) where byID[parent] != nil {
                children[parent, default: []].append(service.id)
            }
        }
        let worst = Self.worst(of: services, children, ranking)
        let places = Dictionary(
            services.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        func sorted(_ ids: [ServiceID]) -> [ServiceID] {
            ids.sorted { left, right in
                let (first, second) = (worst[left] ?? .up, worst[right] ?? .up)
                return first != second
                    ? first < second : (places[left] ?? 0) < (places[right] ?? 0)
            }
        }
        self.children = children.mapValues(sorted)
        let known = byID
        let tops = services.filter { service in
            service.needs.flatMap(\.services).allSatisfy { known[$0] == nil }
        }
        let connected = tops.filter { children[$0.id] != nil }
        for id in sorted(connected.map(\.id)) { add(id, lasts: []) }
        let alone = sorted(tops.filter { children[$0.id] == nil }.map(\.id))
        unconnected = alone.count
        for id in alone { add(id, lasts: []) }
    }

    /// The most urgent of a service and all that depend on it, directly or not.
    private static func worst(
        of services: [ServiceStatus], _ children: [ServiceID: [ServiceID]],
        _ ranking: ServiceRanking
    ) -> [ServiceID: ServiceRanking.Urgency] {
        var worst: [ServiceID: ServiceRanking.Urgency] = [:]
        for service in services { worst[service.id] = ranking.urgency(of: service) }
        // Urgency goes up along the needs; each round takes it one level further.
        var changed = true
        var rounds = 0
        while changed, rounds < services.count {
            changed = false
            rounds += 1
            for service in services {
                let below = children[service.id, default: []].compactMap { worst[$0] }.min()
                if let below, let own = worst[service.id], below < own {
                    worst[service.id] = below
                    changed = true
                }
            }
        }
        return worst
    }

    private mutating func add(_ id: ServiceID, lasts: [Bool]) {
        let occurrence = occurrences[id, default: 0]
        occurrences[id] = occurrence + 1
        rows.append(Row(id: RowID(service: id, occurrence: occurrence), lasts: lasts))
        guard occurrence == 0 else { return }
        let all = children[id, default: []]
        // What is shown in full comes first, what stands above already is only referred to.
        let fresh = all.filter { occurrences[$0] == nil }
        for (index, child) in fresh.enumerated() {
            let isLast = index == all.count - 1
            // One may have been shown below a sibling meanwhile.
            add(child, lasts: lasts + [isLast])
        }
        addReferences(all.filter { !fresh.contains($0) }, lasts: lasts)
    }

    private mutating func addReferences(_ ids: [ServiceID], lasts: [Bool]) {
        guard ids.count > Self.sharedFrom, let first = ids.first else {
            for (index, id) in ids.enumerated() { add(id, lasts: lasts + [index == ids.count - 1]) }
            return
        }
        add(first, lasts: lasts + [true])
        rows[rows.count - 1].more = ids.count - 1
    }
}
