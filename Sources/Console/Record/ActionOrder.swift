import IncidentModel

/// Action items in the order in which the page lists them.
enum ActionOrder {
    /// The horizons that have items, with these by number.
    static func groups(
        of state: ConsoleState
    ) -> [(horizon: ActionItem.Horizon, items: [ActionItem])] {
        ActionItem.Horizon.allCases.compactMap { horizon in
            let items = state.incident.record.actionItems.filter { $0.horizon == horizon }
            return items.isEmpty ? nil : (horizon, items)
        }
    }

    /// The heading of a horizon.
    static func title(_ horizon: ActionItem.Horizon) -> String {
        switch horizon {
        case .immediate: "Immediate"
        case .shortTerm: "Short-term"
        case .longTerm: "Long-term"
        case .followUp: "Follow-up"
        }
    }

    /// How soon that is.
    static func meaning(_ horizon: ActionItem.Horizon) -> String {
        switch horizon {
        case .immediate: "during the incident"
        case .shortTerm: "within days"
        case .longTerm: "within months"
        case .followUp: "after the review"
        }
    }
}
