import Dispatch
public import IncidentModel
import Processes
public import SafeText
import Synchronization

/// Runs the commands that judge exit criteria, each once whenever it is asked to.
///
/// Nobody is asked here whether a command may run: that is for the caller to know.
public final class CriterionRunner: Sendable {
    private struct State {
        var trials: [CriterionID: GateTrial] = [:]
        var isStopped = false
    }

    private let redactor: Redactor
    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (CriterionID, GateState) -> Void
    private let state = Mutex(State())
    private let looks = DispatchGroup()

    /// Makes a runner that has nothing to do yet; `publish` is called on threads of its own and must not
    /// call back.
    ///
    /// - Parameters:
    ///   - redactor: Hides secrets in what commands say.
    ///   - now: The time.
    ///   - publish: Gets the word of each command: met, unmet or no data.
    public init(
        redactor: Redactor, now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (CriterionID, GateState) -> Void
    ) {
        self.redactor = redactor
        self.now = now
        self.publish = publish
    }

    /// Runs a command once; its word follows at the latest about a second after its time-out.
    ///
    /// A second call for a criterion ends the first run, whose word is then never said.
    ///
    /// - Parameters:
    ///   - criterion: What it judges.
    ///   - command: The command.
    ///   - environment: Variables that it sees beside this program's own.
    ///   - folder: Where it starts.
    public func judge(
        _ criterion: CriterionID, by command: CriterionCommand, environment: [String: String],
        in folder: String
    ) {
        let verification = Verification(
            command: .bash(
                command.script, environment: .adding(environment), workingDirectory: folder),
            timeout: command.timeout, pause: nil, expectedStatuses: [0], expectedOutput: nil,
            redactor: redactor)
        let trial = GateTrial(
            verification, until: now() + command.timeout, repeats: false, looks: looks, now: now,
            publish: { [publish] state in publish(criterion, state) })
        let (old, isStopped) = state.withLock { state in
            let old = state.trials[criterion]
            if !state.isStopped { state.trials[criterion] = trial }
            return (old, state.isStopped)
        }
        old?.end()
        if !isStopped { trial.begin() }
    }

    /// Ends everything; no process is left.
    ///
    /// Waits for the commands' ends: as a rule less than a second.
    public func stop() {
        let trials = state.withLock { state in
            state.isStopped = true
            defer { state.trials = [:] }
            return Array(state.trials.values)
        }
        for trial in trials { trial.end() }
        // INT, TERM and KILL take 0.6 s together.
        _ = looks.wait(timeout: .now() + 10)
    }
}
