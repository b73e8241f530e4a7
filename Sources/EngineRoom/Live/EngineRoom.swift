import Foundation
import IncidentModel
import Journal
import LogClusters
import Probes
import Runbooks
import SafeText
import Settings

/// One incident without a screen: probes, logs, runbooks, gates and the journal wired together.
///
/// All its work is done on one thread of its own, in the order things happened, so that the journal
/// has an event before anyone is told of it. `perform` and the engines only hand work in.
public final class EngineRoom: Sendable {
    let plan: EngineRoomPlan
    let worker: SerialWorker
    let nextAction: NextAction
    let publish: @Sendable (EngineReport) -> Void
    /// Knows the secrets of this console's own environment beside the usual patterns.
    let redactor: Redactor
    private let bench: Bench

    /// What only the room's own thread touches.
    final class Bench: @unchecked Sendable {
        var recorder: Recorder?
        /// Why nothing can be changed: another console records the incident.
        var readOnlyReason: DisplayText?
        /// When the journal has to be looked at again, by the monotonic clock, in nanoseconds.
        var recordingDue: Int64?
        /// Looks for entries of the timeline.
        var search: TimelineReader?
        var services: [ServiceID: ServiceStatus] = [:]
        var order: [ServiceID] = []
        var logs = LogStatus()
        var watchingSince = Timestamp(nanoseconds: 0)
        /// What the journal adds up to, with what could not be written.
        var state = IncidentState()
        var runbooks: [RunbookID: Runbook] = [:]
        /// In the order in which they were loaded.
        var runbookOrder: [RunbookID] = []
        var places: [RunbookID: RunbookShelf.Place] = [:]
        /// Hashes of files that are no longer what was loaded, and of which people were told.
        var noticedVersions: Set<String> = []
        var trust: TrustStore
        var values = GivenValues()
        var gates = GateWatch()
        var gateRunner: GateRunner?
        var hasCountingGates = false
        /// Gates that ought to hold because their step was done.
        var awaited = GateDeadlines()
        /// Phases whose rollback was proposed since one of their steps was started.
        var proposed: Set<PhaseOfRunbook> = []
        /// Runbooks that run by themselves, or stand at a decision.
        var flows: [RunbookID: FlowCourse] = [:]
        var steps: StepExecutor?
        /// Runs that were shown to a person and wait for the answer.
        var prepared: [RunID: KeptRun] = [:]
        /// Runs that have the terminal.
        var foreground: [RunID: StepID] = [:]
        /// True while somebody waits for the end of what runs, to leave then.
        var isFinishing = false
        /// What may be suggested; empty until the shelf was read.
        var shelf: [(place: RunbookShelf.Place, candidate: RunbookSuggester.Candidate)] = []
        var suggestions: [RunbookSuggestion] = []
        /// By the monotonic clock, in nanoseconds.
        var suggestionsDue: Int64?
        var suggestedAt: Int64?
        var probes: ProbeEngine?
        var sources: LogEngine?
        var hasOpenedIncident = false
        /// The clocks that were warned of.
        var clocks = ClockWatch()
        /// The commands that are told of warnings and moments.
        let hooks = HookRunner()
        /// What has to hold before the incident may be resolved.
        var criteria = CriteriaWatch()
        var criterionRunner: CriterionRunner?
        /// When a criterion changes by the clock alone; nil when none does.
        var criteriaChange: Timestamp?
        /// Services that are known to be down again after the resolution.
        var downAgain: Set<ServiceID> = []
        /// Updates that commands are about to deliver.
        var outbox = Outbox()
        /// Where changes from outside are looked for.
        var changes = ChangeWatch()
        /// Looks at them; nil when nothing is configured, and at the end.
        var changeLookout: ChangeLookout?
        /// Past incidents that may be like this one.
        var past = PastWatch()
        /// Reads their records at the start.
        var pastReading: PastReading?
        /// What people decided about clusters in earlier runs; handed to the log engine at its start.
        var clusterActions: [RecordedClusterAction] = []
        /// Holds of an earlier run, for the probe engine when it starts.
        var holds: [ServiceID: Hold] = [:]

        /// Which verdicts services had, for what is judged over a time.
        var histories: VerdictHistories
        /// Files that were shown to a person and wait for the answer.
        var preparedFiles: [FileID: PreparedFile] = [:]

        init(trustFile: String, patience: [ServiceID: Duration]) {
            trust = TrustStore(path: trustFile)
            histories = VerdictHistories(patience: patience)
        }
    }

    /// Prepares a room; nothing runs until `start`.
    ///
    /// Reports come on the room's own thread.
    public convenience init(
        plan: EngineRoomPlan, publish: @escaping @Sendable (EngineReport) -> Void
    ) {
        self.init(
            plan: plan,
            nextAction: { $0.answer }, publish: publish)
    }

    /// The same with another word on where flows go.
    init(
        plan: EngineRoomPlan, nextAction: @escaping NextAction,
        publish: @escaping @Sendable (EngineReport) -> Void
    ) {
        self.plan = plan
        self.nextAction = nextAction
        self.publish = publish
        redactor = Redactor(environment: ProcessInfo.processInfo.environment)
        worker = SerialWorker(name: "engine-room")
        bench = Bench(trustFile: plan.trustFile, patience: plan.settings.patience)
    }

    /// Opens the journal, loads the runbooks and starts the engines.
    ///
    /// Returns at once.
    public func start() {
        run { [self] bench in
            bench.clocks.warnBefore = plan.settings.incident.warnBefore
            bench.order = plan.settings.services.map(\.id)
            openJournal(bench)
            noticeWallClock(bench)
            bench.watchingSince = plan.now()
            startProbes(bench)
            startSources(bench)
            loadRunbooks(bench)
            startCriteria(bench)
            startChanges(bench)
            startPast(bench)
        }
    }

    /// Takes a request; its result comes as reports.
    public func perform(_ request: EngineRequest) {
        run { [self] bench in carryOut(request, bench) }
    }

    /// Ends all engines and closes the journal; returns when nothing is left running.
    ///
    /// Running steps go on in their own processes unless `cancellingSteps` is true; those that a
    /// read-only room follows go on in any case.
    public func stop(cancellingSteps: Bool) {
        let box = bench
        // A console that only watches ends nobody's work.
        let isCancelling = cancellingSteps && !plan.isReadOnly
        // What the engines still said until they ended is in line before the journal is closed.
        worker.run {
            box.probes?.stop()
            box.sources?.stop()
            self.stopChanges(box)
            self.stopCriteria(box)
            box.flows = [:]
            box.gateRunner?.stop()
            // What ends from now on is recorded, and nothing begins because of it.
            box.gateRunner = nil
            box.steps?.stop(cancelRunning: isCancelling && box.recorder?.isWatching != true)
            box.hooks.stop()
        }
        worker.post { [self] in
            record([.consoleStopped], by: plan.actor, box)
            box.search?.stop()
            box.recorder?.close(at: plan.now(), monotonic: plan.monotonic())
            box.recorder = nil
        }
        worker.stop()
    }

    func run(_ job: @escaping @Sendable (Bench) -> Void) {
        let bench = self.bench
        worker.post { [self] in
            noticeWallClock(bench)
            job(bench)
        }
    }

    func snapshot(_ bench: Bench) -> ModelSnapshot {
        let now = plan.now()
        return ModelSnapshot(
            now: now, watchingSince: bench.watchingSince,
            services: bench.order.compactMap { bench.services[$0] }, logs: bench.logs,
            histories: bench.histories.all(at: now))
    }
}
