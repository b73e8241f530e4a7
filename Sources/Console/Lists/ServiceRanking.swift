import IncidentModel

/// Which services matter most now, and how many each root keeps from serving.
struct ServiceRanking {
    /// How soon a service has to be looked at, the most urgent first.
    enum Urgency: Int, Comparable, CaseIterable {
        /// It fails by its own fault, and users or other services suffer.
        case root
        /// It fails, and the cause is not known or not its own.
        case failing
        /// Another service keeps it from serving.
        case blocked
        /// It serves slowly or in part.
        case degraded
        /// Nothing is known of it.
        case unknown
        /// It serves.
        case up
        /// A person holds it out of the judgement.
        case held

        static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
    }

    /// How many services each root blocks; only roots that block some.
    private(set) var blocked: [ServiceID: Int] = [:]

    /// Counts what is blocked among some services.
    init(_ services: [ServiceStatus]) {
        for service in services {
            if let root = Self.root(of: service) { blocked[root, default: 0] += 1 }
        }
    }

    /// The root that blocks a service; nil when none does, and for held ones.
    static func root(of service: ServiceStatus) -> ServiceID? {
        guard service.hold == nil, service.verdict != .up, case .blocked(let root) = service.cause
        else { return nil }
        return root
    }

    /// Whether a service is where repairs begin: it fails by its own fault.
    func isRoot(_ service: ServiceStatus) -> Bool { urgency(of: service) == .root }

    /// How soon a service has to be looked at.
    func urgency(of service: ServiceStatus) -> Urgency {
        // One that is held and keeps others from serving stands above them all the same.
        if service.hold != nil {
            return blocked[service.id] != nil && service.verdict != .up ? .failing : .held
        }
        switch (service.verdict, service.cause) {
        case (.up, _): return .up
        case (_, .blocked): return .blocked
        case (.down, .own): return .root
        case (.degraded, .own) where blocked[service.id] != nil: return .root
        case (.down, _): return .failing
        case (.degraded, _): return .degraded
        case (.unknown, _): return .unknown
        }
    }

    /// The most urgent first; roots by their first failing reading, then by how many they block.
    func sorted(_ services: [ServiceStatus]) -> [ServiceStatus] {
        services.enumerated().map { (urgency: urgency(of: $1), index: $0, service: $1) }
            .sorted { left, right in
                if left.urgency != right.urgency { return left.urgency < right.urgency }
                if left.urgency == .root {
                    let (first, second) = (order(left.service), order(right.service))
                    if first != second { return first < second }
                }
                return left.index < right.index
            }
            .map(\.service)
    }

    private func order(_ root: ServiceStatus) -> (Int64, Int) {
        (root.since?.nanoseconds ?? .max, -(blocked[root.id] ?? 0))
    }
}
