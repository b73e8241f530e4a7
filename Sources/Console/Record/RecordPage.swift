import IncidentModel
import SafeText

/// A page on which people write the incident's record, with keys of its own.
struct RecordPage: Equatable, Sendable {
    /// What is written on it.
    enum Kind: Equatable, Sendable {
        /// The chain of questions and answers.
        case whys
        /// The ideas of the cause.
        case hypotheses
        /// What can support an answer.
        case evidence(EvidenceTarget)
        /// What is to be done.
        case actions
        /// Moments, facts and roles.
        case incident
        /// What has to hold before it is over.
        case criteria
        /// An incident that is about to be opened.
        case opening(OpeningForm)
        /// A status update that is being written.
        case draft(DraftSheet)
    }

    /// What is written on it.
    var kind: Kind
    /// Which row is selected, by its id.
    var view = ListView<Int>()
    /// What was selected in the panes when it was opened.
    var picked: PickedEvidence?

    /// The draft on it; nil on other pages.
    var draft: DraftSheet? {
        if case .draft(let sheet) = kind { sheet } else { nil }
    }

    /// The form on it; nil on other pages.
    var opening: OpeningForm? {
        if case .opening(let form) = kind { form } else { nil }
    }
}

/// What evidence is picked for.
enum EvidenceTarget: Hashable, Sendable {
    /// A question of the five whys, by its number.
    case why(Int)
    /// An idea of the cause, by its number.
    case hypothesis(Int)
}

/// What a person has said so far about an incident that is not open yet.
struct OpeningForm: Equatable, Sendable {
    /// The rows of the form.
    enum Row: Int, CaseIterable, Sendable {
        case title, severity, impact, detected, open
    }

    /// The title.
    var title = ""
    /// The severity; nil for the configured one.
    var severity: IncidentSeverity?
    /// Whom it hurts and how.
    var impact = ""
    /// When it was detected; nil for now.
    var detectedAt: Timestamp?
    /// True once a person typed something.
    var isChanged = false
    /// True from asking for it until the room has answered.
    var isSent = false

    /// What the room is asked for.
    var facts: OpeningFacts {
        OpeningFacts(
            title: DisplayText(title), severity: severity, impact: DisplayText(impact),
            detectedAt: detectedAt)
    }
}

/// A status update that is being written.
struct DraftSheet: Equatable, Sendable {
    /// For whom.
    var audience: DisplayText
    /// The newest event that it takes into account.
    var upTo: Int
    /// The text.
    var area: TextArea
    /// True while keys go into the text.
    var isEditing = false
    /// True once a person changed it.
    var isEdited = false
    /// The way on which it leaves, from asking for it until the record says so.
    var sent: UpdateChannel?
    /// True while a person's own editor has it.
    var isLent = false
    /// The first row in sight while it is only read.
    var top = 0
}
