import CPosix
import Dispatch
import Foundation
import Glibc
import Synchronization

/// A library that does its own work on its own descriptors and wants to be told when they are ready.
///
/// Everything is called on the thread it lives on, and must return at once.
protocol PollClient: AnyObject {
    /// The descriptors to wait for with their `events` (poll(2)); asked before every wait.
    var interests: [pollfd] { get }

    /// How long to wait at most, in milliseconds; nil for as long as it takes.
    var timeout: Int32? { get }

    /// The wait is over: `ready` are its descriptors with `revents` that are not 0; none after its time-out.
    func wake(_ ready: [pollfd])

    /// The thread ends and serves nobody any more; called once, after the last `wake`.
    func threadEnds()
}

extension PollClient {
    func threadEnds() {}
}

/// Names a client from other threads, which cannot hold the client itself.
final class PollToken: Sendable {}

/// One thread that waits in poll(2) for libraries which bring their own descriptors: c-ares, libpq.
///
/// NIO's event loops cannot watch descriptors that belong to others. The thread starts with the first
/// task and sleeps while nothing is ready.
final class PollThread: Sendable {
    private struct Shared {
        var tasks: [@Sendable (PollThread.Clients) -> Void] = []
        var pipe: (read: Int32, write: Int32)?
        /// A byte is on its way; more of them could fill the pipe, and a full pipe blocks its writer.
        var isRung = false
        var isClosed = false

        /// Wakes the thread; under the lock, so that the pipe cannot be closed in between.
        mutating func ring() {
            guard let pipe, !isRung else { return }
            isRung = true
            var byte: UInt8 = 1
            _ = write(pipe.write, &byte, 1)
        }

        mutating func take() -> [@Sendable (PollThread.Clients) -> Void] {
            defer { tasks = [] }
            isRung = false
            return tasks
        }
    }

    private let name: String
    private let shared = Mutex(Shared())
    private let ended = DispatchGroup()

    /// - Parameter name: The thread's name, at most 15 bytes.
    init(name: String) {
        self.name = name
    }

    /// Runs a task on the thread, which it starts if need be; never once closed.
    ///
    /// - Returns: False when there is no thread to run it: closed, or no descriptors left.
    @discardableResult
    func execute(_ task: @escaping @Sendable (Clients) -> Void) -> Bool {
        shared.withLock { shared in
            guard !shared.isClosed else { return false }
            if shared.pipe == nil {
                var ends: [Int32] = [-1, -1]
                guard quell_pipe(&ends) == 0 else { return false }
                shared.pipe = (ends[0], ends[1])
                startThread()
            }
            shared.tasks.append(task)
            shared.ring()
            return true
        }
    }

    /// Ends the thread and waits for it; tasks that did not begin never will.
    ///
    /// Clients are told by `threadEnds`. Must not be called on the thread itself.
    func close() {
        let pipe = shared.withLock { shared in
            shared.isClosed = true
            shared.ring()
            defer { shared.pipe = nil }
            return shared.pipe
        }
        guard let pipe else { return }
        ended.wait()
        Glibc.close(pipe.read)
        Glibc.close(pipe.write)
    }

    private func startThread() {
        ended.enter()
        Thread.detachNewThread { [self] in
            Thread.current.name = name
            run()
            ended.leave()
        }
    }

    private func run() {
        let clients = Clients()
        while let bell = shared.withLock({ $0.isClosed ? nil : $0.pipe?.read }) {
            for task in shared.withLock({ $0.take() }) { task(clients) }
            wait(clients, bell)
        }
        // What the tasks hold may belong to this thread: it goes here, and not under the lock.
        _ = shared.withLock { $0.take() }
        clients.end()
    }

    private func wait(_ clients: Clients, _ bell: Int32) {
        var descriptors = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
        var parts: [Part] = []
        for (key, client) in clients.all {
            let start = descriptors.count
            descriptors += client.interests
            parts.append(
                Part(
                    key: key, client: client, range: start..<descriptors.count,
                    timeout: client.timeout.map { max(0, $0) }))
        }
        let limit = parts.compactMap(\.timeout).min() ?? -1
        let began = DispatchTime.now().uptimeNanoseconds
        let count = poll(&descriptors, nfds_t(descriptors.count), limit)
        // More descriptors than allowed, or no memory: the thread must not spin.
        if count < 0, errno != EINTR { usleep(10_000) }
        if count > 0, descriptors[0].revents != 0 { quell_drain(bell) }
        let waited = Int32(clamping: (DispatchTime.now().uptimeNanoseconds - began) / 1_000_000)
        for part in parts {
            let ready = count > 0 ? descriptors[part.range].filter { $0.revents != 0 } : []
            let isLate = part.timeout.map { $0 <= waited || count == 0 && $0 == limit } ?? false
            // One client's wake may have removed another.
            guard !ready.isEmpty || isLate, clients.serves(part.client, part.key) else { continue }
            part.client.wake(ready)
        }
    }

    /// One client's share of a wait.
    private struct Part {
        let key: ObjectIdentifier
        let client: any PollClient
        let range: Range<Int>
        let timeout: Int32?
    }
}

extension PollThread {
    /// The clients of one thread; lives on it.
    final class Clients {
        fileprivate private(set) var all: [ObjectIdentifier: any PollClient] = [:]
        /// Keeps tokens alive, so that no other object gets their identity.
        private var tokens: [ObjectIdentifier: PollToken] = [:]

        /// Begins to serve a client; it is kept until removed.
        func add(_ client: any PollClient) { all[ObjectIdentifier(client)] = client }

        /// Ends to serve a client.
        func remove(_ client: any PollClient) { all[ObjectIdentifier(client)] = nil }

        /// Begins to serve a client that other threads know by a token.
        func add(_ client: any PollClient, as token: PollToken) {
            all[ObjectIdentifier(token)] = client
            tokens[ObjectIdentifier(token)] = token
        }

        /// Ends to serve the client of a token; nothing happens when there is none.
        func remove(_ token: PollToken) {
            all[ObjectIdentifier(token)] = nil
            tokens[ObjectIdentifier(token)] = nil
        }

        /// The client of a token.
        subscript(_ token: PollToken) -> (any PollClient)? { all[ObjectIdentifier(token)] }

        fileprivate func serves(_ client: any PollClient, _ key: ObjectIdentifier) -> Bool {
            all[key] === client
        }

        fileprivate func end() {
            let last = all
            (all, tokens) = ([:], [:])
            for client in last.values { client.threadEnds() }
        }
    }
}
