import CPosix
import Foundation
import Synchronization

/// The one thread that waits for descriptors: ended children, pipes, folders.
///
/// It sleeps in one `epoll_wait` without a time-out, so it costs nothing while nothing happens.
///
/// Not a dispatch source: libdispatch takes a pidfd of Linux 6.9 and later for a regular file, which
/// it reports as readable at all times.
final class EventThread: Sendable {
    static let shared = EventThread()

    private let epoll = quell_epoll_create()
    private let state = Mutex(State())

    private struct State {
        var handlers: [UInt64: @Sendable () -> Void] = [:]
        var lastToken: UInt64 = 0
    }

    /// A descriptor under watch.
    struct Watch: Sendable {
        fileprivate let token: UInt64
        fileprivate let descriptor: Int32
    }

    private init() {
        let epoll = epoll
        Thread.detachNewThread { [weak self] in
            quell_block_all_signals()
            var tokens = [UInt64](repeating: 0, count: 64)
            while epoll >= 0 {
                let count = quell_epoll_wait(epoll, &tokens, 64)
                for token in tokens.prefix(Int(count)) { self?.report(token) }
            }
        }
    }

    private func report(_ token: UInt64) {
        state.withLock { $0.handlers[token] }?()
    }

    /// Calls `handler` on this thread once `descriptor` is readable; then not again before `rearm`.
    ///
    /// The handler must only pass the news on. The descriptor must stay open until `forget`.
    /// - Throws: `SystemFailure`.
    func watch(_ descriptor: Int32, _ handler: @escaping @Sendable () -> Void) throws -> Watch {
        let token = state.withLock { state in
            state.lastToken += 1
            state.handlers[state.lastToken] = handler
            return state.lastToken
        }
        let failed = quell_epoll_arm(epoll, descriptor, token, 0)
        if failed != 0 {
            state.withLock { $0.handlers[token] = nil }
            throw SystemFailure("watch a descriptor", failed)
        }
        return Watch(token: token, descriptor: descriptor)
    }

    /// Waits for the descriptor again.
    func rearm(_ watch: Watch) {
        _ = quell_epoll_arm(epoll, watch.descriptor, watch.token, 1)
    }

    /// Ends a watch; to be called before the descriptor is closed.
    func forget(_ watch: Watch) {
        quell_epoll_remove(epoll, watch.descriptor)
        state.withLock { $0.handlers[watch.token] = nil }
    }
}
