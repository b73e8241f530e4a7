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
    /// Two clusters are about to become one, or one many.
    case confirmCluster(ClusterQuestion)
    /// A step is about to run.
    case confirmRun(RunQuestion)
    /// A running step is about to be ended; the flag says that it was asked before.
    case confirmCancel(StepID, isSecond: Bool)
    /// The console is about to be left.
    case confirmQuit

    /// True for the dependencies, in which rows can be selected.
    var isGraph: Bool {
        if case .graph = self { return true }
        return false
    }

    /// True for a question that has to be answered before anything else is done.
    var isQuestion: Bool {
        switch self {
        case .help, .details, .graph, .sources: false
        case .confirmCluster, .confirmRun, .confirmCancel, .confirmQuit: true
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
}

/// The question before a decision about a cluster that cannot be taken back.
struct ClusterQuestion: Equatable, Sendable {
    /// The cluster as it was when the question was asked.
    var cluster: ClusterReference
    /// The decision.
    var action: ClusterAction
}

/// The question before a step runs, with all that the answer depends on.
struct RunQuestion: Equatable, Sendable {
    /// What has to be typed or pressed.
    enum Answer: Equatable, Sendable {
        /// The key `y`.
        case yes
        /// These words, then Enter.
        case words(String)
    }

    /// The step as it was when the question was asked: this text is what a person agrees to.
    var step: StepPlan
    /// What has to be typed or pressed.
    var answer: Answer
    /// True when events are not being recorded, and the person runs it all the same.
    var isUnrecorded: Bool
    /// What was typed so far.
    var typed = LineEditor()
    /// The first line of the commands in sight.
    var top = 0
}
