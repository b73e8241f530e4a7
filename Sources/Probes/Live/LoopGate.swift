import NIOCore
import Synchronization

/// The one way from other threads onto the event loop; closed before the loop ends.
final class LoopGate: Sendable {
    private let loop: Mutex<(any EventLoop)?>

    init(_ loop: any EventLoop) {
        self.loop = Mutex(loop)
    }

    /// Runs a task on the loop; does nothing once the gate is closed.
    func execute(_ task: @escaping @Sendable () -> Void) {
        // Under the lock, so that the loop cannot end in between: it would complain on standard error.
        loop.withLock { $0?.execute(task) }
    }

    /// Lets nothing through any more.
    func close() {
        loop.withLock { $0 = nil }
    }
}
