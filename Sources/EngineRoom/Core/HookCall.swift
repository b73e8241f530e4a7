import IncidentModel
import SafeText

/// What the configured hook is told: which event, in one sentence, and when something is due.
struct HookCall: Hashable {
    /// The event, such as `update-due-soon`, `escalation-due`, `budget-used` or `resolved`.
    var event: String
    /// One sentence.
    var subject: DisplayText
    /// When the clock runs out; nil for what happened.
    var dueAt: Timestamp?

    private init(event: String, subject: DisplayText, dueAt: Timestamp? = nil) {
        self.event = event
        self.subject = subject
        self.dueAt = dueAt
    }

    /// The call for a warning.
    init(_ warning: ClockWarning) {
        switch warning.clock {
        case .update: event = warning.isDue ? "update-due" : "update-due-soon"
        case .escalation: event = warning.isDue ? "escalation-due" : "escalation-due-soon"
        case .budget: event = warning.isDue ? "budget-used" : "budget-nearly-used"
        }
        subject = warning.headline
        dueAt = warning.dueAt
    }

    /// The call for a recorded event; nil for those of which the hook is told nothing.
    init?(_ event: JournalEvent) {
        switch event.body {
        case .incidentOpened: self.init(event: "opened", subject: event.headline)
        case .edited(.moment(let moment, _, _, _)):
            self.init(event: moment.rawValue, subject: event.headline)
        case .noticed(.clock(let warning)): self.init(warning)
        case .consoleStarted, .consoleStopped, .serviceChanged, .flappingChanged, .serviceHeld,
            .serviceReleased, .localTroubleChanged, .clusterChanged, .clusterMarked,
            .runbookLoaded, .runbookTrusted, .valueGiven, .fileWritten, .rollbackProposed,
            .stepStarted, .stepEnded, .stepTicked, .stepSkipped, .checkTicked, .gateChanged,
            .noteAdded, .updateSent, .edited, .noticed, .recordingGap:
            return nil
        }
    }

    /// The variables that the command sees beside its own.
    ///
    /// - Parameters:
    ///   - facts: The incident; nil while only a run is recorded.
    ///   - id: The name of the record.
    ///   - wallOffset: What leads from the journal's time to the wall clock.
    /// - Returns: All of them, empty where there is nothing to say.
    func environment(
        facts: IncidentFacts?, id: String, wallOffset: Duration
    ) -> [String: String] {
        [
            "QUELL_INCIDENT": id, "QUELL_TITLE": facts?.title.string ?? "",
            "QUELL_SEVERITY": facts?.severity.label ?? "", "QUELL_EVENT": event,
            "QUELL_SUBJECT": subject.string,
            "QUELL_DUE": dueAt.map { ISODate.text($0 + wallOffset) } ?? "",
        ]
    }
}
