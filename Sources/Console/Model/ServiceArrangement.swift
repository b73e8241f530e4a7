import CellGrid
import IncidentModel

/// By what the services are sorted.
enum ServiceOrder: Equatable, Sendable, CaseIterable {
    /// As in the configuration.
    case configured
    /// What must be repaired first comes first; what it blocks is folded away.
    case urgency

    /// The words in the pane's border.
    var words: String {
        switch self {
        case .configured: "as configured"
        case .urgency: "by urgency"
        }
    }

    /// The one that the key goes on to.
    var next: ServiceOrder {
        switch self {
        case .configured: .urgency
        case .urgency: .configured
        }
    }
}

/// How the services are sorted, and which groups of blocked ones are unfolded.
struct ServiceArrangement: Equatable, Sendable {
    /// The order that a person asked for; nil for the one that suits the room.
    var chosen: ServiceOrder?
    /// The roots whose blocked services are shown one by one.
    var unfolded: Set<ServiceID> = []
}

extension ConsoleState {
    /// The order in which services are shown: as configured while all of them are in sight.
    var serviceOrder: ServiceOrder {
        serviceArrangement.chosen ?? (areAllServicesInSight ? .configured : .urgency)
    }

    /// True when the pane has a row for each service and for each root, whether or not it is zoomed.
    ///
    /// Zooming must not put the rows into another order.
    var areAllServicesInSight: Bool {
        guard !size.isEmpty else { return true }
        var usual = self
        usual.isZoomed = false
        usual.focus = .services
        let room = ScreenLayout(size: size, state: usual).inside(.services).rows
        let roots = ServiceRanking(shownServices).blocked.count
        return shownServices.count + roots <= room
    }
}
