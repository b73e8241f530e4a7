import IncidentModel
import Synchronization

/// The newest statuses, readable from any thread.
final class SharedStatuses: Sendable {
    private struct State {
        var statuses: [ServiceStatus]
        /// Until when, on the boot clock, the newest readings of each service count as fresh.
        var freshUntil: [Int64]
        var delays = StartDelays()
    }

    private let state: Mutex<State>

    init(_ statuses: [ServiceStatus]) {
        state = Mutex(
            State(statuses: statuses, freshUntil: statuses.map { _ in .max }))
    }

    /// Takes what moved: positions, statuses, and until when each counts as fresh.
    func update(_ moved: [(position: Int, status: ServiceStatus, freshUntil: Int64)]) {
        state.withLock { state in
            for (position, status, freshUntil) in moved {
                state.statuses[position] = status
                state.freshUntil[position] = freshUntil
            }
        }
    }

    /// A probe began, so many nanoseconds after it was due.
    func started(late delay: Int64) { state.withLock { $0.delays.add(delay) } }

    /// How late probes began so far.
    var delays: StartDelays { state.withLock(\.delays) }

    /// All of them; one whose readings grew too old says so even if the engine did not notice yet.
    func current() -> [ServiceStatus] {
        let now = BootClock.nanoseconds()
        return state.withLock { state in
            zip(state.statuses, state.freshUntil).map { status, until in
                var status = status
                status.isStale = status.isStale || now > until
                return status
            }
        }
    }
}
