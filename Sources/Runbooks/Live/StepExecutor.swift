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
    /// A run ended, after its last page; the time it took.
    case ended(StepID, RunID, IncidentModel.StepEnd, Duration)
}

/// Runs steps: a step's commands one after another, each in a runner process of its own that outlives
/// this program, with folder and exported variables carried over.
public final class StepExecutor: Sendable {
    private struct State {
        var running: [StepID: RunSequence] = [:]
        /// What each step's last run left to the steps after it.
        var carried: [StepID: CarriedState] = [:]
        var lastNumber: Int64 = 0
    }

    private let stateFolder: String
    private let launcher: StepLauncher
    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (StepPublication) -> Void
    private let state = Mutex(State())

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
    /// - Throws: `StepRefusal`: nothing to run, a value to fill in, a terminal wanted, already running.
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
        let carried = carriedState(before: step)
        let own = Set(ProcessInfo.processInfo.environment.keys)
        for command in commands {
            try refuse(command) { name in
                environment[name] != nil || carried.defines(name) || own.contains(name)
            }
        }
        let run = runID(step)
        return PreparedRun(
            run: run, step: step, title: plan.title,
            command: DisplayText(
                commands.compactMap { runbook.script(for: $0.id) }.joined(separator: "\n")),
            commands: commands.map { PreparedRun.Command($0, of: runbook) },
            environment: environment, workingDirectory: workingDirectory, carried: carried)
    }

    private func refuse(
        _ command: CommandPlan, isDefined: (String) -> Bool
    ) throws(StepRefusal) {
        if command.needsTerminal {
            let text = "the command in line \(command.line) wants a terminal"
            throw StepRefusal("\(text); run it in another window and tick the step")
        }
        let missing = command.placeholders.filter { placeholder in
            let text = placeholder.string
            guard text.hasPrefix("${"), text.hasSuffix("}") else { return true }
            return !isDefined(String(text.dropFirst(2).dropLast()))
        }
        if let first = missing.first {
            throw StepRefusal("line \(command.line) needs a value for \(first)")
        }
    }

    private func isRunning(_ step: StepID) -> Bool {
        state.withLock { $0.running[step] != nil }
    }

    /// What the last step before this one that ran has left.
    func carriedState(before step: StepID) -> CarriedState {
        carriedState { $0.runbook == step.runbook && $0 < step }
    }

    /// What this step or the last one before it that ran has left.
    func carriedState(after step: StepID) -> CarriedState {
        carriedState { $0.runbook == step.runbook && $0 <= step }
    }

    private func carriedState(_ isEarlier: (StepID) -> Bool) -> CarriedState {
        state.withLock { state in
            let earlier = state.carried.keys.filter(isEarlier)
            return earlier.max().flatMap { state.carried[$0] } ?? CarriedState()
        }
    }

    /// Milliseconds name a run; two in the same one get numbers that differ.
    func runID(_ step: StepID) -> RunID {
        let milliseconds = now().nanoseconds / 1_000_000
        let number = state.withLock { state in
            state.lastNumber = max(milliseconds, state.lastNumber + 1)
            return state.lastNumber
        }
        return RunID("\(step.label)-\(number)-\(step.runbook.name)")
    }

    /// Starts a run; does not wait.
    ///
    /// Its output and its end are published.
    public func start(_ prepared: PreparedRun) {
        let environment = ProcessInfo.processInfo.environment.merging(prepared.environment) { $1 }
        let sequence = sequence(
            prepared.step, prepared.run, .prepared(prepared), Redactor(environment: environment))
        begin(sequence, prepared.step, prepared.run)
    }

    /// Follows a run that another console started: its whole output, then its true end.
    ///
    /// A run whose end nobody saw ends as *unknown*; does not wait.
    public func attach(step: StepID, run: RunID) {
        guard let record = RunRecord.read(from: folder(run)) else {
            let end = IncidentModel.StepEnd.unknown("nothing is on disk about this run")
            return publish(.ended(step, run, end, .zero))
        }
        let redactor = Redactor(environment: ProcessInfo.processInfo.environment)
        begin(sequence(step, run, .found(record), redactor), step, run)
    }

    private func begin(_ sequence: RunSequence, _ step: StepID, _ run: RunID) {
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
        _ step: StepID, _ run: RunID, _ origin: RunSequence.Origin, _ redactor: Redactor
    ) -> RunSequence {
        let surroundings = RunSequence.Surroundings(launcher: launcher, publish: publish) {
            [weak self] carried in
            self?.state.withLock { state in
                state.running[step] = nil
                state.carried[step] = carried
            }
        }
        return RunSequence(
            step: step, run: run, folder: folder(run), origin: origin, redactor: redactor,
            surroundings: surroundings)
    }

    /// Ends a running step: INT, TERM and KILL with waits between; each further call goes on to the next.
    public func cancel(_ step: StepID) {
        state.withLock { $0.running[step] }?.cancel()
    }

    /// The steps that are running.
    public func runningSteps() -> [StepID] {
        state.withLock { $0.running.keys.sorted() }
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
