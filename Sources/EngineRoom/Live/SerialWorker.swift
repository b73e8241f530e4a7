import Foundation
import Synchronization

/// One thread that carries out jobs one after another, in the order they were handed in.
///
/// It sleeps on a condition while there is nothing to do; a delayed job sets the time-out of that one
/// sleep, so an idle room wakes nobody.
final class SerialWorker: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [@Sendable () -> Void] = []
    private var alarm: (at: DispatchTime, job: @Sendable () -> Void)?
    private var isStopping = false
    private var hasEnded = false

    /// Starts the thread.
    init(name: String) {
        let thread = Thread { [self] in
            work()
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Hands in a job; ignored after `stop`.
    func post(_ job: @escaping @Sendable () -> Void) {
        condition.withLock {
            guard !isStopping else { return }
            jobs.append(job)
            condition.signal()
        }
    }

    /// Hands in a job and waits until it is done; returns at once after `stop`.
    ///
    /// Not to be called from jobs.
    func run(_ job: @escaping @Sendable () -> Void) {
        let isDone = DispatchSemaphore(value: 0)
        let isTaken = condition.withLock {
            guard !isStopping else { return false }
            jobs.append {
                job()
                isDone.signal()
            }
            condition.signal()
            return true
        }
        if isTaken { isDone.wait() }
    }

    /// Runs a job after a delay unless a later call replaces it; nil takes it back.
    ///
    /// Call from jobs.
    func setAlarm(after delay: Duration?, _ job: @escaping @Sendable () -> Void = {}) {
        condition.withLock {
            guard let delay else {
                alarm = nil
                return
            }
            let nanoseconds = Int(max(0, delay / .nanoseconds(1)))
            alarm = (DispatchTime.now() + .nanoseconds(nanoseconds), job)
        }
    }

    /// Finishes the jobs handed in so far, then ends the thread; returns when it has ended.
    func stop() {
        condition.withLock {
            isStopping = true
            condition.signal()
            while !hasEnded { condition.wait() }
        }
    }

    private func work() {
        while let job = next() { job() }
        condition.withLock {
            hasEnded = true
            condition.broadcast()
        }
    }

    private func next() -> (@Sendable () -> Void)? {
        condition.withLock {
            while true {
                if !jobs.isEmpty { return jobs.removeFirst() }
                if isStopping { return nil }
                guard let pending = alarm else {
                    condition.wait()
                    continue
                }
                let now = DispatchTime.now()
                if now >= pending.at {
                    alarm = nil
                    return pending.job
                }
                let left = Double(pending.at.uptimeNanoseconds - now.uptimeNanoseconds) / 1e9
                _ = condition.wait(until: Date(timeIntervalSinceNow: left))
            }
        }
    }
}
