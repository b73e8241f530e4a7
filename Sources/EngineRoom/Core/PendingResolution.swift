import IncidentModel
import SafeText

/// A resolution that waits until commands have judged their criteria.
struct PendingResolution {
    /// Why the incident is over.
    var reason: DisplayText
    /// When it was, if a person says that it is over already; nil for now.
    var at: Timestamp?
    /// True when criteria that do not hold are no hindrance.
    var isDespiteUnmet: Bool
    /// The criteria whose commands have not spoken yet.
    var waiting: Set<CriterionID>
}
