import Foundation
import Glibc
import NIOCore
import Synchronization

/// Asks the system for addresses of names, on threads of its own.
///
/// getaddrinfo(3) blocks and cannot be interrupted. A thread starts when there is a name to look up and ends when there is none left.
final class LookupThreads: Sendable {
    /// Addresses with port 0, or why there are none.
    typealias Answer = Result<[SocketAddress], ProbeFailure>

    private struct State {
        var waiting: [(name: String, done: @Sendable (Answer) -> Void)] = []
        var threads = 0
        var isClosed = false
    }

    private let limit: Int
    private let state = Mutex(State())
    private let allEnded = DispatchGroup()

    /// - Parameter limit: The most threads at a time; each holds one name.
    init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Looks a name up; `done` is called on a foreign thread, or never once closed.
    func look(up name: String, done: @escaping @Sendable (Answer) -> Void) {
        let starts = state.withLock { state in
            guard !state.isClosed else { return false }
            state.waiting.append((name, done))
            guard state.threads < limit else { return false }
            state.threads += 1
            return true
        }
        guard starts else { return }
        allEnded.enter()
        Thread.detachNewThread { [self] in
            Thread.current.name = "quell-names"
            while let (name, done) = next() {
                let answer = Self.resolve(name)
                if !state.withLock(\.isClosed) { done(answer) }
            }
            allEnded.leave()
        }
    }

    /// Forgets what waits, and gives running lookups a moment to end.
    ///
    /// - Parameter wait: How long; a name server that is silent holds its thread longer than that.
    func close(wait: DispatchTimeInterval) {
        state.withLock { state in
            state.isClosed = true
            state.waiting = []
        }
        _ = allEnded.wait(timeout: .now() + wait)
    }

    private func next() -> (name: String, done: @Sendable (Answer) -> Void)? {
        state.withLock { state in
            if state.waiting.isEmpty {
                state.threads -= 1
                return nil
            }
            return state.waiting.removeFirst()
        }
    }

    private static func resolve(_ name: String) -> Answer {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, nil, &hints, &list)
        guard code == 0 else {
            return .failure(ProbeFailure(resolving: name, code: code, errno: errno))
        }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var entry = list
        while let info = entry?.pointee {
            if let address = address(of: info), !addresses.contains(address) {
                addresses.append(address)
            }
            entry = info.ai_next
        }
        return .success(addresses)
    }

    private static func address(of info: addrinfo) -> SocketAddress? {
        guard let raw = UnsafeRawPointer(info.ai_addr) else { return nil }
        switch info.ai_family {
        case AF_INET: return SocketAddress(raw.loadUnaligned(as: sockaddr_in.self))
        case AF_INET6: return SocketAddress(raw.loadUnaligned(as: sockaddr_in6.self))
        default: return nil
        }
    }
}
