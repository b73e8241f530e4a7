public import IncidentModel
public import SafeText

/// What the console wants done; the results come back as messages.
public enum ConsoleEffect: Hashable, Sendable {
    /// Check whether a step can run; `runPrepared`, `valuesNeeded`, `trustNeeded` or a refusal follows.
    case prepareStep(StepID)
    /// Start a prepared run; the override was typed because events are not being recorded.
    case startRun(RunID, unrecordedOverride: Bool)
    /// Forget a prepared run.
    case discardRun(RunID)
    /// Run a runbook to its next decision, from its first step that is not done or from a given one.
    case runOn(RunbookID, from: StepID?)
    /// Undo what was done, the newest first, up to the next decision.
    case rollBack(RunbookID)
    /// Let a runbook no longer run by itself.
    case stopFlow(RunbookID)
    /// Give a value for a placeholder, by how the runbook writes it.
    case setValue(RunbookID, written: DisplayText, value: String)
    /// Trust a runbook as it is now.
    case trustRunbook(RunbookID)
    /// Load one more runbook: a path, or a name on the shelf.
    case loadRunbook(String)
    /// Say what writing a file would do.
    case prepareFile(FileID)
    /// Write a file as it was previewed with this hash.
    case writeFile(FileID, hash: String)
    /// Judge a check by its command again.
    case recheck(CheckID)
    /// End a running step; the second time at once.
    case cancelStep(StepID)
    /// Tick a step by hand, or take the tick back.
    case tickStep(StepID, Bool)
    /// Tick a check by hand, or take the tick back.
    case tickCheck(CheckID, Bool)
    /// Leave a step out, with a reason.
    case skipStep(StepID, reason: String)
    /// Record what a person decided about a cluster, then act on it.
    case markCluster(ClusterReference, ClusterAction)
    /// Write a note into the journal, about something that was picked or about nothing in particular.
    case addNote(String, about: PickedEvidence? = nil)
    /// Open an incident.
    case openIncident(OpeningFacts)
    /// Write into the incident's record.
    case edit(IncidentEdit)
    /// Mark the incident resolved, also when exit criteria do not hold if it is to be so all the same.
    case resolve(reason: String, despiteUnmet: Bool)
    /// Have a command judge an exit criterion now.
    case judgeCriterion(CriterionID)
    /// Draft a status update for an audience.
    case draftUpdate(audience: DisplayText)
    /// Let a status update leave on a way, and record it as sent.
    case sendUpdate(audience: DisplayText, text: String, by: UpdateChannel)
    /// Read the report of a past incident.
    case readPast(DisplayText)
    /// Let a person change a text in their own editor; `textEdited` brings it back.
    case editText(String)
    /// Probe now: one service, or all.
    case checkNow(ServiceID?)
    /// Hold a service out of the judgement, for a time or until it is released.
    case hold(ServiceID, Hold.Kind, for: Duration?, reason: String)
    /// End a hold.
    case release(ServiceID)
    /// Load a page of the timeline; `offset` newer entries that the filter keeps are left out.
    case loadTimeline(offset: Int, count: Int, filter: TimelineFilter = .none)
    /// Put text on the clipboard, and say with `noticed` whether that worked.
    case copy(String)
    /// Ring the bell.
    case ring
    /// Stop the program until it is continued.
    case suspend
    /// Leave.
    case quit(QuitMode)
}

/// What becomes of running steps when the console ends.
public enum QuitMode: Hashable, Sendable, CaseIterable {
    /// They go on without the console.
    case leaveRunning
    /// They are ended first.
    case cancelRunning
    /// The console stays until they have ended.
    case waitForSteps
}
