import IncidentModel

/// What frozen panes go on showing while the world moves.
struct FrozenViews: Equatable, Sendable {
    /// The services at the moment of freezing.
    var services: [ServiceStatus]?
    /// How often services were reported since.
    var serviceReports = 0
    /// Clusters and sources at the moment of freezing.
    var logs: LogStatus?
    /// The output at the moment of freezing.
    var output: OutputPage?
    /// The timeline at the moment of freezing.
    var timeline: TimelinePage?

    /// Whether a pane is frozen.
    func contains(_ pane: Pane) -> Bool {
        switch pane {
        case .services: services != nil
        case .clusters: logs != nil
        case .runbook: false
        case .output: output != nil
        case .timeline: timeline != nil
        }
    }

    /// Lets a pane show the present again.
    mutating func thaw(_ pane: Pane) {
        switch pane {
        case .services: services = nil
        case .clusters: logs = nil
        case .runbook: break
        case .output: output = nil
        case .timeline: timeline = nil
        }
    }
}
