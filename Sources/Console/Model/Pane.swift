/// One of the five parts of the screen that can have the focus.
public enum Pane: Int, Hashable, Sendable, CaseIterable {
    /// The services and whether they are up.
    case services = 1
    /// What the logs say, folded into patterns.
    case clusters
    /// The checklist whose commands run from the screen.
    case runbook
    /// What the running step prints.
    case output
    /// What happened, newest first.
    case timeline

    /// The key that focuses the pane, also shown in its border.
    public var number: Int { rawValue }

    /// The name in the border.
    public var title: String {
        switch self {
        case .services: "Services"
        case .clusters: "Log clusters"
        case .runbook: "Runbook"
        case .output: "Output"
        case .timeline: "Timeline"
        }
    }

    /// The name where a tab bar has little room.
    var shortTitle: String {
        switch self {
        case .services: "Services"
        case .clusters: "Logs"
        case .runbook: "Runbook"
        case .output: "Output"
        case .timeline: "Timeline"
        }
    }

    /// The pane reached by Tab, or by Shift-Tab for a step of −1.
    func neighbour(_ step: Int) -> Pane {
        let count = Pane.allCases.count
        let index = ((rawValue - 1 + step) % count + count) % count
        return Pane.allCases[index]
    }
}
