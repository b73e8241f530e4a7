import Dispatch
import Foundation
public import IncidentModel
public import Processes
public import SafeText
import Synchronization

/// What running steps have to say.
public enum StepPublication: Sendable {
    /// The newest lines, at most 2,000 of them and at most ten times a second for each run.
    case output(OutputPage)
    /// Of a run only commands in the background are left: what follows need not wait for it.
    case inBackground(StepID, RunID)
    /// A run ended, after its last page; the time it took.
    case ended(StepID, RunID, IncidentModel.StepEnd, Duration)
}

/// Runs steps: a step's commands one after another, each in a runner process of its own that outlives
/// this program, with folder and exported variables carried over.
public final class StepExecutor: Sendable {
    private struct State {
        var running: [StepID: RunSequence] = [:]
        /// Running steps of which only commands in the background are left.
        var background: Set<StepID> = []
        /// What runs left to the steps after them.
        var history: RunHistory
        /// What was filled in and nothing may show.
        var secrets: Set<String> = []
        var lastNumber: Int64 = 0
    }

    private let stateFolder: String
    private let launcher: StepLauncher
    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (StepPublication) -> Void
    private let state: Mutex<State>

    /// Makes an executor that has nothing to do yet.
    ///
    /// - Parameters:
    ///   - stateFolder: The absolute path of the folder in which each run gets one; made (0700) when needed.
    ///   - launcher: What starts the runners.
    ///   - now: The wall clock, for naming runs.
    ///   - publish: Called on threads of the executor, for each run in order; it must not block for long.
    public init(
        stateFolder: String, launcher: StepLauncher = StepLauncher(),
        now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (StepPublication) -> Void
    ) {
        self.stateFolder = stateFolder
        self.launcher = launcher
        self.now = now
        self.publish = publish
        state = Mutex(State(history: RunHistory(stateFolder: stateFolder)))
    }

    /// Checks whether a step can run, and puts together what runs; nothing starts.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - runbook: The runbook it belongs to.
    ///   - environment: Variables that the commands see beside this program's own.
    ///   - workingDirectory: Where the first command starts when no earlier step carried a folder over.
    ///   - values: What people filled in, by how the runbook writes it, secrets included.
    /// - Returns: The run, to be shown, recorded and then started.
    /// - Throws: `StepRefusal`: nothing to run, values to fill in, a line to correct, already running.
    public func prepare(
        step: StepID, of runbook: Runbook, environment: [String: String],
        workingDirectory: String, values: [DisplayText: String] = [:]
    ) throws(StepRefusal) -> PreparedRun {
        guard let plan = runbook.step(step) else {
            throw StepRefusal("there is no step \(step.label) in \(step.runbook.name)")
        }
        guard !isRunning(step) else { throw StepRefusal("step \(step.label) is running") }
        let commands = plan.runnableCommands
        guard !commands.isEmpty else {
            throw StepRefusal("step \(step.label) has no command; do it by hand and tick it")
        }
        return try prepare(
            commands, of: plan, in: runbook, environment: environment,
            workingDirectory: workingDirectory, values: values)
    }

    /// Puts any commands of a step together as a run: the same values, folder and variables for each.
    ///
    /// They find what the last step before theirs left; those that verify it, what it left itself.
    ///
    /// - Throws: `StepRefusal`: values to fill in, a line to correct.
    func prepare(
        _ commands: [CommandPlan], of step: StepPlan, in runbook: Runbook,
        environment: [String: String], workingDirectory: String, values: [DisplayText: String]
    ) throws(StepRefusal) -> PreparedRun {
        // What verifies a step sees what the step itself left, such as an output it captured.
        let isVerifying = commands.allSatisfy(\.isVerification)
        let (basis, carried) = carriedState(before: step.id, orOfIt: isVerifying)
        let preparation = RunPreparation(
            runbook: runbook, environment: environment, values: values, carried: carried,
            secrets: state.withLock { $0.secrets })
        let outcome = try preparation.prepare(commands)
        let number = nextNumber()
        let run = RunID("\(step.id.label)-\(number)-\(step.id.runbook.name)")
        return PreparedRun(
            run: run, step: step.id, title: step.title, commands: outcome.commands,
            environment: outcome.environment, workingDirectory: workingDirectory,
            carried: carried, basis: basis, secrets: outcome.secrets, shown: outcome.shown,
            folder: folder(run), number: number)
    }

    private func isRunning(_ step: StepID) -> Bool {
        state.withLock { $0.running[step] != nil }
    }

    /// What the last step before this one that ran has left, in this program or an earlier one.
    func carriedState(
        before step: StepID, orOfIt isIncluded: Bool = false
    ) -> (basis: RunID?, state: CarriedState) {
        state.withLock { state in
            let running = Set(state.running.values.map(\.run.name))
            guard
                let run = state.history.newest(
                    before: step, orOfIt: isIncluded, except: running)
            else {
                return (nil, CarriedState())
            }
            return (RunID(run), state.history.carried(of: run))
        }
    }

    /// Milliseconds number a run and name it; two in the same one get numbers that differ.
    private func nextNumber() -> Int64 {
        let milliseconds = now().nanoseconds / 1_000_000
        return state.withLock { state in
            state.lastNumber = max(milliseconds, state.lastNumber + 1)
            return state.lastNumber
        }
    }

    /// Starts a run; does not wait.
    ///
    /// Its output and its end are published.
    public func start(_ prepared: PreparedRun) {
        let redactor = redactor(adding: prepared.environment, secrets: prepared.secrets)
        begin(
            sequence(
                prepared.step, prepared.run, .prepared(prepared), prepared.record,
                prepared.carried, redactor))
    }

    /// Follows a run that another console started: its whole output, then its true end.
    ///
    /// A run whose end nobody saw ends as *unknown*; does not wait.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - run: Its run.
    ///   - environment: Variables that commands see beside this program's own: what sounds secret among
    ///     them is hidden once more. The output on disk has no secret of its run in it.
    public func attach(step: StepID, run: RunID, environment: [String: String] = [:]) {
        guard let record = RunRecord.read(from: folder(run)) else {
            let end = IncidentModel.StepEnd.unknown("nothing is on disk about this run")
            return publish(.ended(step, run, end, .zero))
        }
        let carried = state.withLock { state in
            record.basis.map { state.history.carried(of: $0) } ?? CarriedState()
        }
        let redactor = redactor(adding: environment, secrets: [])
        begin(sequence(step, run, .found, record, carried, redactor))
    }

    /// Hides what is known to be secret: now, and from earlier runs.
    private func redactor(
        adding environment: [String: String], secrets: [String]
    ) -> Redactor {
        let known = state.withLock { state in
            state.secrets.formUnion(secrets)
            return state.secrets
        }
        let all = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return Redactor(secretValues: Redactor.secretValues(of: all) + known)
    }

    private func begin(_ sequence: RunSequence) {
        let (step, run) = (sequence.step, sequence.run)
        let isFirst = state.withLock { state in
            guard state.running[step] == nil else { return false }
            state.running[step] = sequence
            return true
        }
        guard isFirst else {
            let end = IncidentModel.StepEnd.couldNotStart("another run of the step is under way")
            return publish(.ended(step, run, end, .zero))
        }
        sequence.begin()
    }

    private func folder(_ run: RunID) -> String { stateFolder + "/" + run.name }

    private func sequence(
        _ step: StepID, _ run: RunID, _ origin: RunSequence.Origin, _ record: RunRecord,
        _ carried: CarriedState, _ redactor: Redactor
    ) -> RunSequence {
        let surroundings = RunSequence.Surroundings(launcher: launcher, publish: publish) {
            [weak self] carried in
            self?.state.withLock { state in
                state.running[step] = nil
                state.background.remove(step)
                state.history.keep(carried, of: run.name)
            }
        } background: { [weak self] in
            self?.state.withLock { _ = $0.background.insert(step) }
        }
        return RunSequence(
            step: step, run: run, folder: folder(run), origin: origin, record: record,
            carried: carried, output: OutputRing(redactor: redactor), surroundings: surroundings)
    }

    /// Ends a running step: INT, TERM and KILL with waits between; each further call goes on to the next.
    public func cancel(_ step: StepID) {
        state.withLock { $0.running[step] }?.cancel()
    }

    /// The steps that are running.
    public func runningSteps() -> [StepID] {
        state.withLock { $0.running.keys.sorted() }
    }

    /// The running steps of which only commands in the background are left; they hold nothing up.
    public func backgroundSteps() -> Set<StepID> {
        state.withLock { $0.background }
    }

    /// Ends the executor's work.
    ///
    /// - Parameter cancelRunning: True ends running steps and waits for that, at most 15 s, with ever
    ///   stronger signals; false leaves them running in their runners and stops following them.
    public func stop(cancelRunning: Bool) {
        let running = state.withLock { Array($0.running.values) }
        guard cancelRunning else {
            for sequence in running { sequence.leave() }
            state.withLock { $0.running = [:] }
            return
        }
        for patience in [DispatchTimeInterval.seconds(2), .seconds(3), .seconds(10)] {
            for sequence in running { sequence.cancel() }
            let deadline = DispatchTime.now() + patience
            let isDone = running.allSatisfy { sequence in
                let rest = deadline.uptimeNanoseconds.subtractingReportingOverflow(
                    DispatchTime.now().uptimeNanoseconds)
                let left = rest.overflow ? 0 : Int(clamping: rest.partialValue)
                return sequence.waitForEnd(.nanoseconds(left))
            }
            if isDone { return }
        }
    }
}
