import IncidentModel

/// Something that covers the panes until it is left.
enum Overlay: Equatable, Sendable {
    /// All keys.
    case help(top: Int)
    /// Everything about one thing.
    case details(DetailSubject, top: Int)
    /// Who depends on whom.
    case graph(ListView<DependencyTree.RowID>)
    /// Every log source.
    case sources(top: Int)
    /// Everything about the incident.
    case incident(LinkedView)
    /// The report of a past incident.
    case pastReport(PastReport, top: Int)
    /// Two clusters are about to become one, or one many.
    case confirmCluster(ClusterQuestion)
    /// A step is about to run.
    case confirmRun(RunQuestion)
    /// A runbook that nobody trusts yet was to run something.
    case confirmTrust(TrustQuestion)
    /// What was done is about to be undone.
    case confirmRollBack(RollbackQuestion)
    /// A file is about to be written.
    case confirmFile(FileQuestion)
    /// A running step is about to be ended; the flag says that it was asked before.
    case confirmCancel(StepID, isSecond: Bool)
    /// The console is about to be left.
    case confirmQuit
    /// A page on which the record is written.
    case record(RecordPage)
    /// Something of the record is about to be lost, or done although it should not be.
    case confirmRecord(RecordQuestion)

    /// True for the dependencies, in which rows can be selected.
    var isGraph: Bool {
        if case .graph = self { return true }
        return false
    }

    /// True for a question that has to be answered before anything else is done.
    var isQuestion: Bool {
        switch self {
        case .help, .details, .graph, .sources, .incident, .pastReport, .record: false
        case .confirmCluster, .confirmRun, .confirmTrust, .confirmRollBack, .confirmFile,
            .confirmCancel, .confirmQuit, .confirmRecord:
            true
        }
    }
}

/// What details are shown of.
enum DetailSubject: Equatable, Sendable {
    /// A service.
    case service(ServiceID)
    /// A cluster.
    case cluster(ClusterID)
    /// A step, and within it perhaps a check.
    case step(StepID)
    /// An entry of the timeline.
    case event(JournalEvent)
    /// A change from outside.
    case change(ObservedChange)
}

/// The question before a decision about a cluster that cannot be taken back.
struct ClusterQuestion: Equatable, Sendable {
    /// The cluster as it was when the question was asked.
    var cluster: ClusterReference
    /// The decision.
    var action: ClusterAction
}
