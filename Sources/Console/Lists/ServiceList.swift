import IncidentModel
import SafeText

/// The rows of the services pane.
enum ServiceList {
    /// The services that the filter keeps, in configuration order.
    static func rows(of state: ConsoleState) -> [ServiceStatus] {
        let query = state.serviceView.query
        return query.isEmpty
            ? state.shownServices : state.shownServices.filter { query.keeps(text(of: $0)) }
    }

    /// The selected service.
    static func selected(of state: ConsoleState) -> ServiceStatus? {
        let rows = rows(of: state)
        return state.serviceView.position(in: rows.map(\.id)).map { rows[$0] }
    }

    /// What a filter looks at.
    static func text(of service: ServiceStatus) -> String {
        var words = [service.id.name.string, service.verdict.rawValue, service.reason.string]
        if case .blocked(let parent) = service.cause { words.append("blocked by \(parent.name)") }
        words += service.latest.map(\.summary.string)
        return words.joined(separator: " ")
    }
}
