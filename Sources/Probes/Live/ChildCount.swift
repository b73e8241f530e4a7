import Dispatch

/// Counts the commands of probes that are not over yet, so that an engine can wait for their end.
final class ChildCount: Sendable {
    private let group = DispatchGroup()

    /// A command is about to start.
    func started() { group.enter() }

    /// A command ended and was reaped.
    func ended() { group.leave() }

    /// Waits until none is left.
    ///
    /// - Parameter limit: How long at most.
    func wait(_ limit: DispatchTimeInterval) { _ = group.wait(timeout: .now() + limit) }
}
