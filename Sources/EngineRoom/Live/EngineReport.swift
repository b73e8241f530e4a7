public import IncidentModel
public import Processes
public import SafeText

/// What the engine room tells whoever shows it.
public enum EngineReport: Sendable {
    /// All services, in configuration order. `isUrgent` is false when only readings moved.
    case services([ServiceStatus], isUrgent: Bool)
    /// All clusters and sources.
    case logs(LogStatus)
    /// The runbooks, once loaded.
    case runbooks([RunbookPlan])
    /// Events that are on disk now.
    case recorded([JournalEvent])
    /// The state of a record that was opened again.
    case restored(IncidentState)
    /// Every gate's present judgement.
    case gates([CheckID: GateState])
    /// The newest output of a run.
    case output(OutputPage)
    /// A page of the timeline that was asked for.
    case timeline(TimelinePage)
    /// How many events are not on disk, and why; nil when recording works again.
    case recording(unrecorded: Int, reason: DisplayText?)
    /// A request that was not carried out, and why.
    case refused(DisplayText)
    /// Something a person should know.
    case noticed(DisplayText)
    /// The steps that run now.
    case running([StepID])
    /// A run that was asked for is ready; it starts when `startRun` says so.
    case prepared(RunPreview)
    /// A step needs values first; `setValue` gives them.
    case valuesNeeded(StepID, [RunbookVariable])
    /// A step of a runbook that nobody trusts yet was to run; `trustRunbook` allows it.
    case trustNeeded(RunbookID, StepID?)
    /// The runbooks that are trusted now.
    case trusted(Set<RunbookID>)
    /// Where a runbook that runs by itself stands.
    case flow(RunbookFlow)
    /// The runbooks that fit what is seen, the best first.
    case suggestions([RunbookSuggestion])
    /// What writing a file would do.
    case filePrepared(FilePreview)
    /// Every exit criterion and whether it holds, in the order in which they were asked for.
    case criteria([ExitCriterion])
    /// The incident cannot be resolved: these do not hold; a reason overrides.
    case resolutionRefused([ExitCriterion])
    /// A draft that was asked for.
    case updateDrafted(UpdateDraft)
    /// The report of a past incident, in lines.
    case pastReport(DisplayText, [DisplayText])
    /// This room records nothing and carries nothing out; one sentence says why.
    case readOnly(because: DisplayText)
    /// A run wants the terminal: whoever has it runs the order and says `foregroundEnded`.
    case foreground(ForegroundOrder)
}

/// What people ask of the engine room.
public enum EngineRequest: Hashable, Sendable {
    /// Check whether a step can run, and say exactly what would: `prepared`, `valuesNeeded`,
    /// `trustNeeded` or `refused` follows.
    case prepareStep(StepID)
    /// Start a prepared run; the override is needed while events are not recorded.
    case startRun(RunID, unrecordedOverride: Bool)
    /// Forget a prepared run; a flow that waited for the answer stops.
    case discardRun(RunID)
    /// How a run in the foreground ended.
    case foregroundEnded(RunID, IncidentModel.StepEnd, took: Duration)
    /// Run a runbook to its next decision, from its first step that is not done or from a given one.
    case runOn(RunbookID, from: StepID?)
    /// Undo what was done, the newest first, up to the next decision.
    case rollBack(RunbookID)
    /// Let a runbook no longer run by itself; what runs goes on.
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
    /// End a running step; a second request ends it at once.
    case cancelStep(StepID)
    /// End every running step.
    case cancelAll
    /// Start nothing more by itself, and once only background commands are left, end those.
    case finishRunning
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
    /// Open an incident; what was recorded before belongs to it.
    case openIncident(OpeningFacts)
    /// Write into the incident's record.
    case edit(IncidentEdit)
    /// Mark the incident resolved; refused while exit criteria do not hold, unless it is to be so all the same.
    case resolve(reason: String, despiteUnmet: Bool)
    /// Have a command judge an exit criterion now.
    case judgeCriterion(CriterionID)
    /// Draft a status update for an audience: `updateDrafted` follows.
    case draftUpdate(audience: DisplayText)
    /// Let a status update leave on a way, and record it as sent.
    case sendUpdate(audience: DisplayText, text: String, by: UpdateChannel)
    /// Read the report of a past incident: `pastReport` follows.
    case readPast(DisplayText)
    /// Say again which steps run.
    case reportRunning
    /// Probe now: one service with its parents, or all.
    case checkNow(ServiceID?)
    /// Hold a service out of the judgement, for a time or until it is released.
    case hold(ServiceID, Hold.Kind, for: Duration?, reason: String)
    /// End a hold.
    case release(ServiceID)
    /// Load a page of the timeline, newest first.
    case loadTimeline(offset: Int, count: Int, filter: TimelineFilter = .none)
}
