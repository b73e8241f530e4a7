import CPosix
import Glibc

/// One step in its runner: a single thread that waits for pipes, signals and the next time-out in one
/// `poll`.
final class StepRun {
    private let order: StepOrder
    private let files: StepFiles
    private let carry: CarryFiles
    private let signals: Descriptor
    private let output: MaskedOutput
    private let memory: CarryMemory?
    private let began = SuspendingClock.now
    private var life: RunLife
    private var status: StepStatus
    private var child: ChildProcess?
    private var pipes: [ProcessStream: DescriptorBox] = [:]
    private var outcome: RunOutcome?
    /// Whether what held the output after the end was stopped as well.
    private var isReleased = false

    init(
        order: StepOrder, files: StepFiles, identity: ProcessIdentity,
        signals: consuming Descriptor, output: StepOutputFile, memory: CarryMemory?
    ) {
        self.memory = memory
        self.order = order
        self.files = files
        carry = CarryFiles(files: files)
        self.signals = signals
        self.output = MaskedOutput(output, mask: order.mask)
        life = RunLife(
            timeout: order.timeoutMilliseconds.map { .milliseconds($0) }, ladder: order.ladder,
            firstSweep: .terminate)
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        status = StepStatus(
            id: order.id, state: .starting, runner: identity,
            startedAtNanoseconds: Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec))
    }

    private var elapsed: Duration { SuspendingClock.now - began }

    /// Writes the status as it is.
    ///
    /// - Throws: `SystemFailure`.
    func record() throws { try StepStatusFile(files: files).write(status) }

    /// Starts the command, or records that it could not be.
    func start() {
        do {
            try spawn()
            status.state = .running
            status.child = child?.pid
            try record()
        } catch let failure as NotStarted {
            end(RunOutcome(couldNotStart: failure.reason))
        } catch let failure as SystemFailure where child == nil {
            end(RunOutcome(couldNotStart: failure.sentence))
        } catch {
            // The command runs; that its pid is not on disk costs nothing but that.
        }
    }

    private func spawn() throws {
        let (executable, arguments) = order.interpreter.command(script: order.script)
        var command = ProcessCommand(
            executable: executable, arguments: arguments, environment: .exactly(order.environment),
            workingDirectory: order.workingDirectory)
        if case .bash = order.interpreter {
            command = try carry.prepared(command, script: order.script)
        }
        let outputPipe = try PipeEnds()
        let errorPipe = try PipeEnds()
        let wiring = ChildProcess.Wiring(
            output: outputPipe.writer.number, error: errorPipe.writer.number)
        child = try ChildProcess.start(command, wiring: wiring)
        pipes[.standardOutput] = DescriptorBox(outputPipe.takeReader())
        pipes[.standardError] = DescriptorBox(errorPipe.takeReader())
    }

    /// Serves the command until its end is on record, and what it left behind for as long as that
    /// holds the output: its next write would kill it if nobody read.
    func waitForEnd() {
        while outcome == nil { serve() }
        while !pipes.isEmpty, status.backgroundHolder, !isReleased { serve() }
        output.close(at: elapsed)
    }

    private func serve() {
        var polled = [pollfd(fd: signals.number, events: Int16(POLLIN), revents: 0)]
        let streams = ProcessStream.allCases.filter { pipes[$0] != nil }
        for stream in streams {
            guard let pipe = pipes[stream] else { continue }
            polled.append(
                pollfd(fd: pipe.descriptor.number, events: Int16(POLLIN), revents: 0))
        }
        poll(&polled, nfds_t(polled.count), waitMilliseconds())
        for (stream, entry) in zip(streams, polled.dropFirst()) where entry.revents != 0 {
            pump(stream)
        }
        if polled[0].revents != 0 { readSignals() }
        output.flushIfDue(at: elapsed)
        handle(.timePassed)
    }

    private func waitMilliseconds() -> Int32 {
        guard let deadline = [life.deadline, output.flushDue].compactMap(\.self).min() else {
            return -1
        }
        // Rounded up, so that the deadline has passed when poll returns.
        return Int32(clamping: max(0, (deadline - elapsed).wholeMilliseconds + 1))
    }

    private func pump(_ stream: ProcessStream) {
        guard let pipe = pipes[stream] else { return }
        switch readSome(pipe.descriptor.number, OutputRecord.maximumPayload) {
        case .bytes(let bytes): output.take(stream, bytes, at: elapsed)
        case .nothingYet: break
        case .end, .failed:
            pipes[stream] = nil
            if pipes.isEmpty { handle(.outputClosed) }
        }
    }

    private func readSignals() {
        var isAskedToStop = false
        while true {
            let signal = quell_next_signal(signals.number)
            if signal == 0 { break }
            if signal == SIGTERM { isAskedToStop = true }
        }
        reap()
        if isAskedToStop { handle(.stopRequested) }
    }

    /// Takes every ended child, adopted ones included.
    private func reap() {
        var ended = quell_child_exit()
        while quell_wait(-1, 0, &ended) == 1 {
            if ended.pid == child?.pid {
                child = nil
                handle(.childExited(ChildExit(ended)))
            }
        }
        // An orphan comes to us when its parent dies; it has not been signalled as ours yet.
        if let rung = life.sweepRung, rung == .kill { signalDescendants(rung) }
        if quell_wait(-1, 1, &ended) < 0 { handle(.swept) }
    }

    private func handle(_ event: RunLife.Event) {
        for action in life.handle(event, at: elapsed) {
            switch action {
            // Once the command itself is reaped its pid may mean another group.
            case .signalGroup(let rung): child?.signalGroup(rung)
            case .signalLeftovers(let rung):
                signalDescendants(rung)
                var ended = quell_child_exit()
                if quell_wait(-1, 1, &ended) < 0 { handle(.swept) }
            case .finish(let outcome): end(outcome)
            }
        }
    }

    private func signalDescendants(_ rung: StopLadder.Rung) {
        for entry in ProcFilesystem.table().descendants(of: getpid()) {
            ProcFilesystem.signal(entry, rung.signal)
            if rung != .kill { ProcFilesystem.signal(entry, SIGCONT) }
        }
    }

    private func end(_ outcome: RunOutcome) {
        guard self.outcome == nil else {
            isReleased = true
            return
        }
        self.outcome = outcome
        readWhatIsThere()
        output.close(at: elapsed)
        status.state = .ended
        status.end = StoredEnd(outcome.end, mask: order.mask)
        status.durationNanoseconds = elapsed.wholeNanoseconds
        status.backgroundHolder = outcome.backgroundHolder && !outcome.wasStopped
        status.droppedBytes = output.dropped
        if outcome.wasStopped {
            status.survivors = ProcFilesystem.table().descendants(of: getpid()).count
        }
        status.carryOver = carry.take(before: order.environment)
        if let secrets = status.carryOver?.withhold(secrets: order.secrets, mask: order.mask) {
            memory?.give(secrets)
        }
        recordEnd()
    }

    /// What the command wrote before its exit lies in the pipes even if they are still held open.
    private func readWhatIsThere() {
        for stream in ProcessStream.allCases {
            guard let pipe = pipes[stream] else { continue }
            var pending = Int(quell_pending_bytes(pipe.descriptor.number))
            while pending > 0,
                case .bytes(let bytes) = readSome(pipe.descriptor.number, min(pending, 65536))
            {
                output.take(stream, bytes, at: elapsed)
                pending -= bytes.count
            }
        }
    }

    /// The end matters more than what is carried over; on a full disk it tries for a minute.
    private func recordEnd() {
        for _ in 0..<60 {
            do {
                return try record()
            } catch let failure as SystemFailure where failure.code == ENOENT {
                // The folder was removed: nobody wants to know.
                return
            } catch {
                status.carryOver = nil
                sleep(1)
            }
        }
    }
}
