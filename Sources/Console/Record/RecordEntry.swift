import IncidentModel
import SafeText

/// One line of the record that is being typed.
struct RecordEntry: Equatable, Sendable {
    /// What the line is for; numbers are those of whys, ideas and action items.
    enum Field: Hashable, Sendable {
        case cause(CauseField)
        case action(ActionField)
        case moment(MomentField)
        case fact(FactField)
        case role(RoleField)
        case opening(OpeningField)
    }

    /// Lines about the cause.
    enum CauseField: Hashable, Sendable {
        case whyQuestion(Int)
        case whyAnswer(Int)
        case hypothesis(Int)
        case hypothesisReason(Int, Hypothesis.Standing)
    }

    /// Lines of action items.
    enum ActionField: Hashable, Sendable {
        case newAction(ActionItem.Horizon)
        case actionText(Int)
        case actionOwner(Int)
        case actionDue(Int)
        case actionHorizon(Int)
    }

    /// Lines about when, and how serious.
    enum MomentField: Hashable, Sendable {
        case detectedAt
        case detectedReason(Timestamp)
        case momentReason(IncidentMoment)
        case resolveReason
        case severity
        case severityReason(IncidentSeverity)
    }

    /// Lines of facts and updates.
    enum FactField: Hashable, Sendable {
        case title
        case impact
        case cadenceAudience
        case cadence(DisplayText)
        case escalateAfter
        case escalateTo(Duration)
        case audience
        case draftFile
        case linkedIncident
        case linkNote(DisplayText)
    }

    /// Lines of roles.
    enum RoleField: Hashable, Sendable {
        case role
        case rolePerson(IncidentRole)
        case roleNote(IncidentRole, DisplayText?)
    }

    /// Lines of an incident that is about to be opened.
    enum OpeningField: Hashable, Sendable {
        case openTitle
        case openSeverity
        case openImpact
        case openDetected
    }

    /// What the line is for.
    var field: Field
    /// What stood in the line at first.
    var initial = ""
    /// What is wrong with what was typed, in one sentence.
    var problem: String?
    /// True after one Esc: the next one throws the line away.
    var isLeaving = false

    /// True when there are rows to choose from.
    var hasChoices: Bool {
        switch field {
        case .action(.actionHorizon), .moment(.severity), .fact(.cadenceAudience),
            .fact(.audience), .fact(.linkedIncident), .role(.role), .role(.rolePerson),
            .opening(.openSeverity):
            true
        case .cause, .action, .moment, .fact, .role, .opening: false
        }
    }
}
