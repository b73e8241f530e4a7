import Foundation
import NIOCore
import Synchronization

/// Work of one probe that may block, such as reading files, on a thread of its own.
///
/// A file system that hangs cannot be interrupted: the attempt then ends in its budget, and until the
/// thread comes back no other one starts for this probe.
final class LocalWork: Sendable {
    /// Tells the work that nobody waits for it any more.
    final class Patience: Sendable {
        private let ended = Atomic<Bool>(false)

        /// True once the attempt is over; long work looks at it now and then.
        var isOver: Bool { ended.load(ordering: .relaxed) }

        fileprivate func end() { ended.store(true, ordering: .relaxed) }
    }

    private let isBusy = Atomic<Bool>(false)

    /// Does some work; `done` takes its result on the event loop unless the attempt is over by then.
    ///
    /// - Parameters:
    ///   - attempt: Whose budget it has.
    ///   - subject: What is looked at, for the sentence when it takes too long.
    ///   - work: Runs on another thread.
    ///   - done: Ends the attempt.
    func run<Finding: Sendable>(
        _ attempt: ProbeAttempt, looking subject: String,
        _ work: @escaping @Sendable (Patience) -> Finding,
        done: @escaping (Finding) -> Void
    ) {
        guard !isBusy.exchange(true, ordering: .acquiring) else {
            return attempt.fail(
                .late("looking at \(subject) hangs since an earlier probe"))
        }
        let timeout = attempt.timeout
        attempt.lateFailure = { _ in
            .late("looking at \(subject) did not end within \(Words.short(timeout))")
        }
        let (gate, children) = (attempt.environment.gate, attempt.environment.children)
        let waiting = NIOLoopBound((attempt, done), eventLoop: attempt.loop)
        let patience = Patience()
        attempt.atEnd { patience.end() }
        // Counted like a child, so that the engine's stop waits for it.
        children.started()
        Thread.detachNewThread { [self] in
            Thread.current.name = "quell-look"
            let finding = work(patience)
            isBusy.store(false, ordering: .releasing)
            gate.execute {
                let (attempt, done) = waiting.value
                if !attempt.isOver { done(finding) }
            }
            children.ended()
        }
    }
}
