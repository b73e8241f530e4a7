import Foundation
import Synchronization

/// One thread that carries out jobs one after another, in the order they were handed in.
///
/// It sleeps in `poll(2)` while there is nothing to do; an alarm is a timer of CLOCK_BOOTTIME in that one
/// sleep. So an idle room wakes nobody, setting the wall clock moves no alarm, and a machine that slept
/// over one finds it ringing.
final class SerialWorker: Sendable {
    fileprivate struct State {
        var jobs: [@Sendable () -> Void] = []
        var alarm: (@Sendable () -> Void)?
        var isAlarmDue = false
        var isAsleep = false
        var isStopping = false
    }

    private let state = Mutex(State())
    private let bell: WorkerBell
    private let ended = DispatchGroup()

    /// Starts the thread.
    init(name: String) {
        bell = WorkerBell()
        ended.enter()
        let thread = Thread { [self] in
            while let job = next() { job() }
            ended.leave()
        }
        thread.name = name
        thread.stackSize = 1 << 20
        thread.start()
    }

    /// Hands in a job; ignored after `stop`.
    func post(_ job: @escaping @Sendable () -> Void) { _ = handIn(job) }

    /// Hands in a job and waits until it is done; returns at once after `stop`.
    ///
    /// Not to be called from jobs.
    func run(_ job: @escaping @Sendable () -> Void) {
        let isDone = DispatchSemaphore(value: 0)
        let isTaken = handIn {
            job()
            isDone.signal()
        }
        if isTaken { isDone.wait() }
    }

    /// Runs a job after a delay unless a later call replaces it; nil takes it back.
    ///
    /// Call from jobs.
    func setAlarm(after delay: Duration?, _ job: @escaping @Sendable () -> Void = {}) {
        state.withLock { state in
            state.alarm = delay == nil ? nil : job
            state.isAlarmDue = false
            bell.set(after: delay)
        }
    }

    /// Finishes the jobs handed in so far, then ends the thread; returns when it has ended.
    func stop() {
        state.withLock { state in
            state.isStopping = true
            wake(&state)
        }
        ended.wait()
    }

    private func handIn(_ job: @escaping @Sendable () -> Void) -> Bool {
        state.withLock { state in
            guard !state.isStopping else { return false }
            state.jobs.append(job)
            wake(&state)
            return true
        }
    }

    private func wake(_ state: inout State) {
        if state.isAsleep { bell.ring() }
        state.isAsleep = false
    }

    /// What to do next; sleeps until there is something, nil for the end.
    private func next() -> (@Sendable () -> Void)? {
        while true {
            let (job, isOver) = state.withLock { $0.takeNext() }
            if job != nil || isOver { return job }
            let hasRung = bell.wait()
            state.withLock { state in
                state.isAsleep = false
                if hasRung { state.isAlarmDue = true }
            }
        }
    }
}

extension SerialWorker.State {
    /// The next job, else the alarm that is due; with neither the worker goes to sleep, or ends.
    fileprivate mutating func takeNext() -> (job: (@Sendable () -> Void)?, isOver: Bool) {
        if !jobs.isEmpty { return (jobs.removeFirst(), false) }
        if isStopping { return (nil, true) }
        if isAlarmDue, let alarm {
            self.alarm = nil
            isAlarmDue = false
            return (alarm, false)
        }
        isAsleep = true
        return (nil, false)
    }
}
