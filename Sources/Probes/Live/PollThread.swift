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
}

/// One thread that waits in poll(2) for libraries which bring their own descriptors: c-ares, libpq.
///
/// NIO's event loops cannot watch descriptors that belong to others. The thread starts with the first
/// client and sleeps while nothing is ready.
final class PollThread: Sendable {
    private struct Shared {
        var tasks: [@Sendable (PollThread.Clients) -> Void] = []
        var pipe: (read: Int32, write: Int32)?
        var isClosed = false

        /// Wakes the thread; under the lock, so that the pipe cannot be closed in between.
        func ring() {
            guard let pipe else { return }
            var byte: UInt8 = 1
            _ = write(pipe.write, &byte, 1)
        }
    }

    /// The clients of one thread; lives on it.
    final class Clients {
        fileprivate var all: [ObjectIdentifier: any PollClient] = [:]

        /// Begins to serve a client; it is kept until removed.
        func add(_ client: any PollClient) { all[ObjectIdentifier(client)] = client }

        /// Ends to serve a client.
        func remove(_ client: any PollClient) { all[ObjectIdentifier(client)] = nil }
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

    /// Ends the thread and waits for it; clients are dropped without another word.
    func close() {
        let pipe = shared.withLock { shared in
            shared.isClosed = true
            shared.tasks = []
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
            for task in shared.withLock({ shared in
                defer { shared.tasks = [] }
                return shared.tasks
            }) { task(clients) }
            wait(clients, bell)
        }
    }

    private func wait(_ clients: Clients, _ bell: Int32) {
        var descriptors = [pollfd(fd: bell, events: Int16(POLLIN), revents: 0)]
        var parts: [(client: any PollClient, range: Range<Int>, timeout: Int32?)] = []
        for client in clients.all.values {
            let start = descriptors.count
            descriptors += client.interests
            parts.append((client, start..<descriptors.count, client.timeout))
        }
        let limit = parts.compactMap(\.timeout).min() ?? -1
        let began = DispatchTime.now().uptimeNanoseconds
        let count = poll(&descriptors, nfds_t(descriptors.count), limit)
        if count > 0, descriptors[0].revents != 0 { quell_drain(bell) }
        let waited = Int32(clamping: (DispatchTime.now().uptimeNanoseconds - began) / 1_000_000)
        for (client, range, timeout) in parts {
            let ready = descriptors[range].filter { $0.revents != 0 }
            let isLate = timeout.map { $0 <= waited || count == 0 && $0 == limit } ?? false
            if !ready.isEmpty || isLate { client.wake(ready) }
        }
    }
}
