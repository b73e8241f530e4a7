import Synchronization

/// Which simulated services serve; shared by the supervisor and the servers of one stack.
final class StackState: Sendable {
    /// The services as of one moment.
    struct Services: Equatable {
        var backend = false
        var auth = false
        var websocket = false
    }

    private let services = Mutex(Services())

    /// The services as of now.
    var current: Services { services.withLock { $0 } }

    func set(_ value: Services) {
        services.withLock { $0 = value }
    }
}

/// Decides who serves from how long the backend has: auth follows it by 2 s, websocket auth by 2 s.
///
/// Times are seconds of any steady clock.
struct StartupOrder {
    /// How long a service takes to notice that what it needs is back.
    static let lag = 2.0

    private var backendSince: Double?

    /// Takes in the backend's health at a moment and says who serves then.
    mutating func advance(backendIsHealthy: Bool, now: Double) -> StackState.Services {
        guard backendIsHealthy else {
            backendSince = nil
            return StackState.Services()
        }
        let since = backendSince ?? now
        backendSince = since
        let age = now - since
        return StackState.Services(
            backend: true, auth: age >= Self.lag, websocket: age >= 2 * Self.lag)
    }
}
