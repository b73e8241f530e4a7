/// The life of one running command as a state machine: time-out, stopping, draining, sweeping.
///
/// Pure: times are durations since the start, signals are sent by whoever carries out the actions.
struct RunLife {
    enum Event: Equatable {
        /// The command itself ended; its descendants may live on.
        case childExited(ChildExit)
        /// Both of its pipes reached their end.
        case outputClosed
        /// Somebody wants it gone. The second request goes up one rung at once.
        case stopRequested
        /// The clock moved.
        case timePassed
        /// Nothing that it started is left.
        case swept
    }

    enum Action: Equatable {
        /// Signal the command's process group.
        case signalGroup(StopLadder.Rung)
        /// Signal everything that it left behind.
        case signalLeftovers(StopLadder.Rung)
        /// It is over.
        case finish(RunOutcome)
    }

    private enum Phase: Equatable {
        case running
        case stopping(StopLadder.Rung)
        case sweeping(StopLadder.Rung)
        case draining
        case over
    }

    /// How long output may follow the command's exit while something else holds its pipes.
    static let drainTime = Duration.milliseconds(500)

    /// When `timePassed` is due next; nil means nothing is awaited but events.
    private(set) var deadline: Duration?
    private let ladder: StopLadder
    private let firstSweep: StopLadder.Rung
    private var phase = Phase.running
    private var stopEnd: ProcessEnd?
    private var exit: ChildExit?
    private var outputIsOpen = true

    /// A command that starts at time zero.
    ///
    /// - Parameters:
    ///   - timeout: After which it is stopped; nil means never.
    ///   - ladder: The waits between signals.
    ///   - firstSweep: What leftovers get first; they cannot be awaited by all callers.
    init(timeout: Duration?, ladder: StopLadder, firstSweep: StopLadder.Rung) {
        deadline = timeout
        self.ladder = ladder
        self.firstSweep = firstSweep
    }

    /// Which signal newly found leftovers get now, if any.
    var sweepRung: StopLadder.Rung? {
        if case .sweeping(let rung) = phase { rung } else { nil }
    }

    mutating func handle(_ event: Event, at now: Duration) -> [Action] {
        switch event {
        case .childExited(let ended): return childExited(ended, at: now)
        case .outputClosed:
            outputIsOpen = false
            return phase == .draining ? finish() : []
        case .stopRequested: return stopRequested(at: now)
        case .swept: return sweepRung == nil ? [] : drain(at: now)
        case .timePassed:
            guard let due = deadline, now >= due else { return [] }
            return deadlinePassed(at: now)
        }
    }

    private mutating func childExited(_ ended: ChildExit, at now: Duration) -> [Action] {
        guard exit == nil, phase != .over else { return [] }
        exit = ended
        guard case .stopping(let rung) = phase else { return drain(at: now) }
        return sweep(rung == .kill ? .kill : firstSweep, at: now)
    }

    private mutating func stopRequested(at now: Duration) -> [Action] {
        switch phase {
        case .running:
            stopEnd = .cancelled
            return signal(.interrupt, at: now)
        case .stopping(let rung): return signal(rung.next, at: now)
        case .sweeping(let rung): return sweep(rung.next, at: now)
        case .draining: return sweep(firstSweep, at: now)
        // What still holds the output can be stopped after the end; then `finish` comes again.
        case .over: return outputIsOpen && exit != nil ? sweep(firstSweep, at: now) : []
        }
    }

    private mutating func deadlinePassed(at now: Duration) -> [Action] {
        switch phase {
        case .running:
            stopEnd = .timedOut
            return signal(.interrupt, at: now)
        case .stopping(.kill): return finish()
        case .stopping(let rung): return signal(rung.next, at: now)
        case .sweeping(.kill): return drain(at: now)
        case .sweeping(let rung): return sweep(rung.next, at: now)
        case .draining: return finish()
        case .over: return []
        }
    }

    private mutating func signal(_ rung: StopLadder.Rung, at now: Duration) -> [Action] {
        phase = .stopping(rung)
        deadline = now + ladder.wait(after: rung)
        return [.signalGroup(rung)]
    }

    private mutating func sweep(_ rung: StopLadder.Rung, at now: Duration) -> [Action] {
        phase = .sweeping(rung)
        deadline = now + ladder.wait(after: rung)
        return [.signalLeftovers(rung)]
    }

    private mutating func drain(at now: Duration) -> [Action] {
        guard outputIsOpen else { return finish() }
        phase = .draining
        deadline = now + Self.drainTime
        return []
    }

    private mutating func finish() -> [Action] {
        phase = .over
        deadline = nil
        let unkilled = ProcessEnd.signalled(StopLadder.Rung.kill.signal)
        let outcome = RunOutcome(
            end: stopEnd ?? exit?.end ?? unkilled, wasStopped: stopEnd != nil,
            backgroundHolder: outputIsOpen && exit != nil)
        return [.finish(outcome)]
    }
}

/// What a `RunLife` ends with.
struct RunOutcome: Sendable, Equatable {
    var end: ProcessEnd
    /// Whether signals of ours preceded the end.
    var wasStopped: Bool
    /// Whether something else still held the command's pipes half a second after its exit.
    var backgroundHolder: Bool
}

extension RunOutcome {
    init(couldNotStart reason: String) {
        self.init(end: .couldNotStart(reason), wasStopped: false, backgroundHolder: false)
    }
}
