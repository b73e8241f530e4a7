import IncidentModel
import SafeText

/// What a row of the incident's page leads to.
enum IncidentLink: Hashable, Sendable {
    /// The report of another incident: one that is like this one, or one that was linked.
    case past(DisplayText)
    /// The details of a service.
    case service(ServiceID)
    /// A change from outside, by its source and id.
    case change(source: DisplayText, id: DisplayText)
}
