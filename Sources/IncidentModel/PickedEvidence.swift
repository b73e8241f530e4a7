public import SafeText

/// Something that was seen and supports an answer, with what it showed when it was picked.
public enum PickedEvidence: Hashable, Sendable, Codable {
    /// A service's reading.
    case reading(ServiceID, text: DisplayText, at: Timestamp)
    /// A log cluster; the text counts its records.
    case cluster(ClusterReference, text: DisplayText)
    /// A step of a runbook and how it ended.
    case step(StepID, title: DisplayText, text: DisplayText)
    /// A change from outside.
    case change(ObservedChange)
    /// An entry of the journal, by its number.
    case event(Int, text: DisplayText)

    /// One line, such as `backend: 503 Service Unavailable`.
    public var line: DisplayText {
        switch self {
        case .reading(let service, let text, _): "\(service.name): \(text)"
        case .cluster(let cluster, let text):
            text.isEmpty
                ? "cluster \(cluster.id.number): \(cluster.template)"
                : "cluster \(cluster.id.number): \(cluster.template) (\(text))"
        case .step(let step, let title, let text): "step \(step.label) \(title): \(text)"
        case .change(let change): change.line
        case .event(_, let text): text
        }
    }
}
