import Dispatch
public import IncidentModel
import Processes
import SafeText
import Synchronization

/// Runs the commands that verify checks, again and again until they hold.
///
/// Only commands that read are run unasked; they get the environment and folder that a run of their step
/// would get now.
public final class GateRunner: Sendable {
    private struct State {
        var trials: [CheckID: GateTrial] = [:]
        var isStopped = false
    }

    /// How long a check is judged when nobody said.
    static let patience = Duration.seconds(300)

    private let now: @Sendable () -> Timestamp
    private let publish: @Sendable (CheckID, GateState) -> Void
    private let state = Mutex(State())
    /// Entered once for each command that runs, also of trials that were given up.
    private let looks = DispatchGroup()

    /// Makes a runner that has nothing to do yet; `publish` is called on threads of its own and must not
    /// call back.
    public init(
        now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (CheckID, GateState) -> Void
    ) {
        self.now = now
        self.publish = publish
    }

    /// Judges a check by its command until it is met or the time is over; a second call begins anew.
    ///
    /// Each look ends after the command's time-out. Looks follow each other after `every`, else after 5 s
    /// growing to 30 s. A command that does not only read gets a single look, and only when it was agreed
    /// to.
    ///
    /// - Parameters:
    ///   - check: The check.
    ///   - prepared: The command with its values, environment and folder.
    ///   - deadline: When it is given up and stays unmet; nil for 5 minutes from now.
    ///   - isAgreed: True when a person agreed to this very command.
    public func judge(
        _ check: CheckID, by prepared: PreparedRun, until deadline: Timestamp?,
        isAgreed: Bool = false
    ) {
        guard let verification = prepared.verification else {
            return publish(check, .noData("no command verifies this check"))
        }
        let mayRepeat = prepared.preview.runsUnasked
        guard mayRepeat || isAgreed else {
            return publish(check, .noData("what verifies it is not known to read only"))
        }
        let start = now()
        let end = deadline ?? start + Self.patience
        let trial = GateTrial(
            verification, until: end, repeats: mayRepeat, looks: looks, now: now,
            publish: { [publish] state in publish(check, state) })
        let (old, isStopped) = state.withLock { state in
            let old = state.trials[check]
            if !state.isStopped { state.trials[check] = trial }
            return (old, state.isStopped)
        }
        old?.end()
        if !isStopped { trial.begin() }
    }

    /// No longer judges a check; what still runs of it is stopped and says nothing.
    public func forget(_ check: CheckID) {
        state.withLock { $0.trials.removeValue(forKey: check) }?.end()
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
