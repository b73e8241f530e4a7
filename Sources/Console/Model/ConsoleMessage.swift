public import CellGrid
public import IncidentModel
public import SafeText

/// Everything that can happen to the console; nothing else changes its state.
public enum ConsoleMessage: Sendable {
    /// Something came from the terminal.
    case input(TerminalInput)
    /// The wall clock; about once a second.
    case ticked(Timestamp)
    /// The surroundings are known, or changed.
    case configured(ConsoleSetup)
    /// All services, in configuration order.
    case servicesChanged([ServiceStatus])
    /// All clusters and sources.
    case logsChanged(LogStatus)
    /// The runbooks, in the order in which they were asked for.
    case runbooksLoaded([RunbookPlan])
    /// Events that are on disk now, oldest first.
    case recorded([JournalEvent])
    /// The state of a journal that was read again.
    case restored(IncidentState)
    /// The present judgement of every gate.
    case gatesJudged([CheckID: GateState])
    /// The newest output of a run.
    case outputArrived(OutputPage)
    /// A page of the timeline that was asked for.
    case timelineLoaded(TimelinePage)
    /// How many events are not on disk, and why; a nil reason means that recording works again.
    case recordingChanged(unrecorded: Int, reason: DisplayText?)
    /// A run that was asked for is ready to be confirmed.
    case runPrepared(RunPreview)
    /// A step needs values first.
    case valuesNeeded(StepID, [RunbookVariable])
    /// A step of a runbook that nobody trusts yet was to run.
    case trustNeeded(RunbookID, StepID?)
    /// The runbooks that are trusted now.
    case trusted(Set<RunbookID>)
    /// Where a runbook that runs by itself stands.
    case flowChanged(RunbookFlow)
    /// The runbooks that fit what is seen, the best first.
    case suggestionsChanged([RunbookSuggestion])
    /// What writing a file would do.
    case filePrepared(FilePreview)
    /// Every exit criterion and whether it holds.
    case criteriaJudged([ExitCriterion])
    /// The incident cannot be resolved: these do not hold.
    case resolutionRefused([ExitCriterion])
    /// A draft of a status update that was asked for.
    case updateDrafted(UpdateDraft)
    /// A text as a person left it in their editor; nil when it was not changed or the editor failed.
    case textEdited(String?)
    /// The report of a past incident, in lines.
    case pastReport(DisplayText, [DisplayText])
    /// Nothing may be changed from this console any more; one sentence says why.
    case becameReadOnly(DisplayText)
    /// A request was not carried out; one sentence.
    case requestRefused(DisplayText)
    /// Something a person should know; one sentence.
    case noticed(DisplayText)
    /// A signal asks to end: leaves running steps alone and asks nothing.
    case quitRequested
}
