public import IncidentModel
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
}

/// What people ask of the engine room.
public enum EngineRequest: Hashable, Sendable {
    /// Run all commands of a step; the override is needed while events are not recorded.
    case runStep(StepID, unrecordedOverride: Bool)
    /// End a running step; a second request ends it at once.
    case cancelStep(StepID)
    /// End every running step.
    case cancelAll
    /// Tick a step by hand, or take the tick back.
    case tickStep(StepID, Bool)
    /// Tick a check by hand, or take the tick back.
    case tickCheck(CheckID, Bool)
    /// Leave a step out, with a reason.
    case skipStep(StepID, reason: String)
    /// Record what a person decided about a cluster, then act on it.
    case markCluster(ClusterReference, ClusterAction)
    /// Write a note into the journal.
    case addNote(String)
    /// Record a status update as sent.
    case sendUpdate(String)
    /// Say again which steps run.
    case reportRunning
    /// Probe now: one service with its parents, or all.
    case checkNow(ServiceID?)
    /// Hold a service out of the judgement, for a time or until it is released.
    case hold(ServiceID, Hold.Kind, for: Duration?, reason: String)
    /// End a hold.
    case release(ServiceID)
    /// Load a page of the timeline, newest first.
    case loadTimeline(offset: Int, count: Int)
}
