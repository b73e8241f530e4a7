public import IncidentModel

/// What the console wants done; the results come back as messages.
public enum ConsoleEffect: Hashable, Sendable {
    /// Run all commands of a step; the override was typed because events are not being recorded.
    case runStep(StepID, unrecordedOverride: Bool)
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
    /// Write a note into the journal.
    case addNote(String)
    /// Record a status update as sent.
    case sendUpdate(String)
    /// Probe now: one service, or all.
    case checkNow(ServiceID?)
    /// Hold a service out of the judgement, for a time or until it is released.
    case hold(ServiceID, Hold.Kind, for: Duration?, reason: String)
    /// End a hold.
    case release(ServiceID)
    /// Load a page of the timeline; `offset` newer entries are left out.
    case loadTimeline(offset: Int, count: Int)
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
