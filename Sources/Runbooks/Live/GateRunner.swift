public import IncidentModel
import Processes

/// Runs the commands that verify checks, again and again until they hold.
///
/// Only commands that read are run unasked; they get the environment and folder that a run of their step
/// would get now.
public final class GateRunner: Sendable {
    private let publish: @Sendable (CheckID, GateState) -> Void

    /// Makes a runner that has nothing to do yet; `publish` is called on threads of its own.
    public init(
        now: @escaping @Sendable () -> Timestamp,
        publish: @escaping @Sendable (CheckID, GateState) -> Void
    ) {
        self.publish = publish
    }

    /// Judges a check by its command until it is met or the time is over; a second call begins anew.
    ///
    /// - Parameters:
    ///   - check: The check.
    ///   - prepared: The command with its values, environment and folder.
    ///   - deadline: When it is given up and stays unmet; nil for when the command's attributes say, else 5 minutes.
    public func judge(_ check: CheckID, by prepared: PreparedRun, until deadline: Timestamp?) {}

    /// No longer judges a check.
    public func forget(_ check: CheckID) {}

    /// Ends everything; no process is left.
    public func stop() {}
}
