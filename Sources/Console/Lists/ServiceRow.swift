import IncidentModel

/// What a row of the services pane stands for, as far as it can be selected.
enum ServiceRowID: Hashable, Sendable {
    /// A service.
    case service(ServiceID)
    /// All services that a root blocks.
    case blocked(by: ServiceID)

    /// The service, or the root of those that are blocked.
    var service: ServiceID {
        switch self {
        case .service(let id), .blocked(let id): id
        }
    }
}

/// A row of the services pane.
enum ServiceRow {
    /// A service.
    case service(ServiceStatus)
    /// That the service above is a root, how many others it blocks, and, if so asked, why it fails.
    case root(ServiceStatus, blocks: Int, withReason: Bool)
    /// Why the service above fails.
    case reason(ServiceStatus)
    /// The change from outside that came shortly before the service above broke.
    case suspect(SuspectedChange)
    /// The heading of the services that a root blocks.
    case blocked(by: ServiceID, count: Int, isOpen: Bool)

    /// What the row stands for; nil for a row that cannot be selected.
    var id: ServiceRowID? {
        switch self {
        case .service(let service): .service(service.id)
        case .root, .reason, .suspect: nil
        case .blocked(let root, _, _): .blocked(by: root)
        }
    }

    /// The service whose row it is.
    var service: ServiceStatus? {
        if case .service(let service) = self { return service }
        return nil
    }
}
