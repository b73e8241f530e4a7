import CPosix
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Probes

/// What happened to a test's client, seen from other threads.
private final class Log: Sendable {
    private let state = Mutex<(wakes: [Int], ends: Int, asks: Int)>(([], 0, 0))

    func woke(_ count: Int) { state.withLock { $0.wakes.append(count) } }
    func ended() { state.withLock { $0.ends += 1 } }
    func asked() { state.withLock { $0.asks += 1 } }
    var wakes: [Int] { state.withLock { $0.wakes } }
    var ends: Int { state.withLock { $0.ends } }
    var asks: Int { state.withLock { $0.asks } }
}

/// Watches the reading end of a pipe.
private final class PipeClient: PollClient {
    let descriptor: Int32
    let log: Log
    var timeout: Int32?
    var onWake: (() -> Void)?

    init(_ descriptor: Int32, _ log: Log, timeout: Int32? = nil) {
        self.descriptor = descriptor
        self.log = log
        self.timeout = timeout
    }

    var interests: [pollfd] {
        log.asked()
        return descriptor < 0 ? [] : [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
    }

    func wake(_ ready: [pollfd]) {
        if !ready.isEmpty { quell_drain(descriptor) }
        log.woke(ready.count)
        onWake?()
    }

    func threadEnds() { log.ended() }
}

@Suite struct PollThreadTests {
    private let thread = PollThread(name: "quell-test")

    @Test func aClientIsWokenWhenItsDescriptorIsReadyAndNotBefore() async throws {
        let pipe = try Pipe.make()
        let log = Log()
        thread.execute { $0.add(PipeClient(pipe.read, log)) }
        #expect(await eventually { log.asks > 0 })
        #expect(log.wakes == [])
        pipe.ring()
        #expect(await eventually { log.wakes == [1] })
        thread.close()
        #expect(log.wakes == [1], "a client that has read everything is not woken again")
        #expect(log.ends == 1)
        pipe.close()
    }

    @Test func theTimeOutOfOneClientDoesNotWakeAnother() async throws {
        let (early, never) = (Log(), Log())
        thread.execute { clients in
            clients.add(PipeClient(-1, early, timeout: 20))
            clients.add(PipeClient(-1, never))
        }
        #expect(await eventually { early.wakes.count >= 3 })
        #expect(never.wakes == [])
        thread.close()
        #expect(early.wakes.allSatisfy { $0 == 0 })
    }

    @Test func waitingCostsNoRounds() async throws {
        let log = Log()
        thread.execute { $0.add(PipeClient(-1, log, timeout: 60_000)) }
        #expect(await eventually { log.asks > 0 })
        // The bell of the task itself may come after its work, and late on a busy machine.
        let isQuiet = await eventually {
            let before = log.asks
            Thread.sleep(forTimeInterval: 0.2)
            return log.asks == before
        }
        #expect(isQuiet)
        thread.close()
    }

    @Test func aClientThatIsGoneIsNotWoken() async throws {
        let pipe = try Pipe.make()
        let (log, token) = (Log(), PollToken())
        thread.execute { $0.add(PipeClient(pipe.read, log), as: token) }
        thread.execute { $0.remove(token) }
        let isGone = Mutex(false)
        thread.execute { clients in
            let none = clients[token] == nil
            isGone.withLock { $0 = none }
        }
        #expect(await eventually { isGone.withLock { $0 } })
        pipe.ring()
        thread.close()
        #expect(log.wakes == [])
        #expect(log.ends == 0)
        pipe.close()
    }

    @Test func aClientMayRemoveAnotherThatIsReadyToo() async throws {
        let pipe = try Pipe.make()
        let (first, second) = (Log(), Log())
        thread.execute { clients in
            let one = PipeClient(pipe.read, first)
            let other = PipeClient(pipe.read, second)
            one.onWake = { clients.remove(other) }
            other.onWake = { clients.remove(one) }
            clients.add(one)
            clients.add(other)
        }
        pipe.ring()
        #expect(await eventually { first.wakes.count + second.wakes.count == 1 })
        thread.close()
        #expect(first.wakes.count + second.wakes.count == 1)
        pipe.close()
    }

    @Test func moreTasksThanAPipeHoldsBytesAllRunInOrder() async throws {
        let done = Mutex<[Int]>([])
        // The thread is kept busy meanwhile, so that nothing empties its pipe.
        let mayGoOn = DispatchSemaphore(value: 0)
        thread.execute { _ in mayGoOn.wait() }
        for number in 0..<100_000 { thread.execute { _ in done.withLock { $0.append(number) } } }
        mayGoOn.signal()
        #expect(await eventually { done.withLock(\.count) == 100_000 })
        #expect(done.withLock { $0 } == Array(0..<100_000))
        thread.close()
    }

    @Test func closingWhileBusyDropsWhatDidNotBegin() async throws {
        let begun = DispatchSemaphore(value: 0)
        let mayEnd = DispatchSemaphore(value: 0)
        let late = Atomic<Int>(0)
        thread.execute { _ in
            begun.signal()
            mayEnd.wait()
        }
        begun.wait()
        thread.execute { _ in late.add(1, ordering: .relaxed) }
        Thread.detachNewThread {
            usleep(20_000)
            mayEnd.signal()
        }
        thread.close()
        #expect(late.load(ordering: .relaxed) == 0)
        #expect(!thread.execute { _ in late.add(1, ordering: .relaxed) })
        thread.close()
        #expect(late.load(ordering: .relaxed) == 0)
    }

    @Test func whatTasksHoldGoesWithTheThread() async throws {
        final class Held: Sendable {}
        weak var seen: Held?
        do {
            let held = Held()
            seen = held
            let begun = DispatchSemaphore(value: 0)
            thread.execute { _ in
                begun.signal(); usleep(50_000)
            }
            begun.wait()
            thread.execute { _ in withExtendedLifetime(held) {} }
        }
        thread.close()
        #expect(seen == nil)
    }
}

/// A pipe whose reading end does not block.
private struct Pipe {
    var read: Int32
    var write: Int32

    static func make() throws -> Pipe {
        var ends: [Int32] = [-1, -1]
        try #require(quell_pipe(&ends) == 0)
        return Pipe(read: ends[0], write: ends[1])
    }

    func ring() { _ = "x".withCString { Glibc.write(write, $0, 1) } }

    func close() {
        Glibc.close(read)
        Glibc.close(write)
    }
}
