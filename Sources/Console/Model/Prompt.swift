import IncidentModel

/// What a decision about a cluster needs to know first.
enum ClusterChoice: Equatable, Sendable {
    /// The cluster that it is a symptom of.
    case link
    /// The cluster that it is the same as.
    case merge
    /// The variable at which it is split.
    case split
    /// Its priority.
    case priority
}

/// A line being typed in the footer.
struct Prompt: Equatable, Sendable {
    /// What the line is for.
    enum Purpose: Equatable, Sendable {
        /// Filters the rows of a pane while typing.
        case filter(Pane)
        /// A note for the journal, about something that was picked or about nothing in particular.
        case note(about: PickedEvidence?)
        /// The reason for leaving a step out.
        case skipReason(StepID)
        /// The name of a command.
        case palette
        /// How and for how long a service is held.
        case hold(ServiceID)
        /// What a decision about a cluster needs: another cluster, a variable or a priority.
        case cluster(ClusterChoice, ClusterReference)
        /// A value that commands need.
        case value(ValueRequest)
        /// Which value of a runbook is changed.
        case chooseValue(RunbookID)
        /// Which file of a step is written.
        case chooseFile(StepID)
        /// Which runbook is loaded or shown.
        case chooseRunbook
        /// Something of the incident's record.
        case record(RecordEntry)

        /// True for a line that changes nothing but what is seen.
        var onlyReads: Bool {
            if case .filter = self { return true }
            return self == .palette
        }
    }

    /// What the line is for.
    var purpose: Purpose
    /// The line and its cursor.
    var line = LineEditor()
    /// The chosen row of those above the line.
    var choice = 0

    /// True when there are rows to choose from above the line.
    var hasChoices: Bool {
        switch purpose {
        case .palette, .cluster, .hold, .chooseValue, .chooseFile, .chooseRunbook: true
        case .filter, .note, .skipReason, .value: false
        case .record(let entry): entry.hasChoices
        }
    }

    /// The line of the record; nil when it is for something else.
    var recordEntry: RecordEntry? {
        if case .record(let entry) = purpose { entry } else { nil }
    }

    /// The value that is asked for; nil when the line is for something else.
    var valueRequest: ValueRequest? {
        if case .value(let request) = purpose { request } else { nil }
    }
}
