import IncidentModel

/// A line being typed in the footer.
struct Prompt: Equatable, Sendable {
    /// What the line is for.
    enum Purpose: Equatable, Sendable {
        /// Filters the rows of a pane while typing.
        case filter(Pane)
        /// A note for the journal.
        case note
        /// A status update.
        case statusUpdate
        /// The reason for leaving a step out.
        case skipReason(StepID)
        /// The name of a command.
        case palette
    }

    /// What the line is for.
    var purpose: Purpose
    /// The line and its cursor.
    var line = LineEditor()
    /// The chosen row of the palette.
    var choice = 0
}
