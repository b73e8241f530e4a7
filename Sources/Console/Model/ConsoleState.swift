public import CellGrid
public import IncidentModel
import SafeText

/// Everything the screen depends on.
///
/// Only `update` changes it.
public struct ConsoleState: Equatable, Sendable {
    /// How many runs' output is kept for looking back.
    static let keptOutputs = 12

    /// The surroundings.
    public internal(set) var setup: ConsoleSetup
    /// The size of the terminal; zero before the first report of it.
    public internal(set) var size = Size.zero
    /// The wall clock of the newest tick; nil before the first.
    public internal(set) var now: Timestamp?
    /// The first tick: since when this console watches.
    var watchingSince: Timestamp?

    /// All services; those without a status yet are unknown.
    var services: [ServiceStatus]
    /// Clusters, in the order on the screen, and sources.
    var logs = LogStatus()
    /// The loaded runbooks; nil before they are.
    var runbooks: [RunbookPlan]?
    /// The runbooks that are trusted; their commands may run.
    var trusted: Set<RunbookID> = []
    /// Where the runbooks stand that run, or ran, by themselves.
    var flows: [RunbookID: RunbookFlow] = [:]
    /// The runbooks that fit what is seen, the best first.
    var suggestions: [RunbookSuggestion] = []
    /// Runs that are prepared and whose question has not come up yet, the oldest first.
    var waitingPreviews: [RunPreview] = []
    /// What was asked of a runbook last.
    var wish: RunbookWish?
    /// True from a key that leads to a question until the next key: then it comes up at once.
    var awaitsQuestion = false
    /// Secrets that were given since the console started, by how the runbooks write them.
    var secretsGiven: [RunbookID: Set<DisplayText>] = [:]
    /// What the journal adds up to.
    public internal(set) var incident = IncidentState()
    /// The live judgement of gates.
    var gates: [CheckID: GateState] = [:]
    /// The exit criteria and whether they hold.
    var criteria: [ExitCriterion] = []
    /// The past incident whose report was asked for; nil once it has come.
    var awaitedReport: DisplayText?
    /// The newest output of steps that ran.
    var outputs: [StepID: OutputPage] = [:]
    /// The steps with output, the newest run last.
    var outputOrder: [StepID] = []
    /// The audience whose draft was asked for and has not come.
    var awaitedDraft: DisplayText?
    /// Why the incident is over, from asking for it until the room has answered.
    var resolveReason: String?
    /// The loaded part of the timeline.
    var timeline = TimelinePage()
    /// True from asking for a page until it arrives.
    var isLoadingTimeline = false
    /// What is selected when the page that was asked for arrives.
    var timelineGoal: TimelineGoal?
    /// The newest entries, the newest first, whatever page is loaded.
    var recentEvents: [JournalEvent] = []
    /// Events that are not on disk.
    var unrecorded = 0
    /// Why events cannot be written now; nil when they can.
    var recordingTrouble: DisplayText?

    /// The pane that keys go to.
    public internal(set) var focus = Pane.services
    /// True when the focused pane has all the room.
    var isZoomed = false
    /// How the services are looked at.
    var serviceView = ListView<ServiceRowID>()
    /// How the services are sorted and folded.
    var serviceArrangement = ServiceArrangement()
    /// How the clusters are looked at.
    var clusterView = ListView<ClusterID>()
    /// How the clusters are sorted and which are shown.
    var arrangement = ClusterArrangement()
    /// What the filter of the clusters found.
    var clusterMatches = ClusterMatches()
    /// When a key was last pressed; rows hold still for a while after it.
    var lastKeyAt: Timestamp?
    /// How the runbooks are looked at.
    var runbookView = ListView<RunbookRowID>()
    /// How the output is looked at.
    var outputView = TailView()
    /// The step whose output was shown last; another one starts at its end.
    var outputShown: StepID?
    /// How the timeline is looked at; the selection is the number of an entry.
    var timelineView = ListView<Int>()
    /// True when the newest entry of the timeline is kept in sight.
    var timelineFollows = true
    /// What `n` and `N` look for: the newest filter.
    var lastQuery = ListQuery.none
    /// Panes that show the past.
    var frozen = FrozenViews()
    /// What covers the panes, the topmost last.
    var overlays: [Overlay] = []
    /// The line being typed.
    var prompt: Prompt?
    /// A sentence in the footer.
    var flash: Flash?
    /// How often ending was asked of each running step.
    var cancelRequests: [StepID: Int] = [:]
    /// True when the console ends as soon as no step runs.
    var isWaitingToQuit = false

    /// The state before anything is known.
    public init(setup: ConsoleSetup = ConsoleSetup()) {
        self.setup = setup
        services = setup.services.map { ServiceStatus(id: $0) }
    }

    /// The steps that run now, in file order.
    public var runningSteps: [StepID] {
        incident.steps.compactMap { id, state in
            if case .running = state { id } else { nil }
        }.sorted()
    }

    /// True when a line or a question takes the keys.
    var isAsking: Bool {
        prompt != nil || overlays.last?.isQuestion == true || recordPage?.draft?.isEditing == true
    }
}
