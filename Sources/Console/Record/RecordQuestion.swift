import IncidentModel
import SafeText

/// A question before something of the record is lost, or is done although it should not be.
enum RecordQuestion: Equatable, Sendable {
    /// A question of the five whys is about to be taken back.
    case removeWhy(Why)
    /// An action item is about to be taken back.
    case removeAction(ActionItem)
    /// A draft that somebody changed is about to be thrown away.
    case discardDraft
    /// A form that somebody filled in is about to be thrown away.
    case discardOpening
    /// The incident is about to be resolved although these criteria do not hold.
    case override(OverrideQuestion)
}

/// What the question before a resolution with unmet criteria depends on.
struct OverrideQuestion: Equatable, Sendable {
    /// The criteria that do not hold.
    var unmet: [ExitCriterion]
    /// Why it is over, as it was said first.
    var reason: String
    /// Why it is over all the same, as typed so far.
    var typed = LineEditor()
    /// The first row of the criteria in sight.
    var top = 0
}
