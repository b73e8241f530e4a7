import CPosix
import Dispatch
import Glibc

/// One command that runs as a child of this process, from start to the last byte of its output.
///
/// All state belongs to `queue`; descriptors and clock only pass on news to it.
final class ProcessRun: @unchecked Sendable {
    private let queue = DispatchQueue(label: "quell.process")
    private let command: ProcessCommand
    private let onOutput: @Sendable (ProcessStream, [UInt8]) -> Void
    private var onEnd: (@Sendable (ProcessEnd) -> Void)?
    private let timer: any DispatchSourceTimer
    private let began = SuspendingClock.now
    private var life: RunLife
    private var child: ChildProcess?
    private var exitWatch: DescriptorWatch?
    private var pipes: [ProcessStream: DescriptorWatch] = [:]
    /// Everything that was below the child when it was told to stop: some may have left its session.
    private var leftovers: [ProcessTable.Entry] = []

    init(
        _ command: ProcessCommand, timeout: Duration?, ladder: StopLadder,
        onOutput: @escaping @Sendable (ProcessStream, [UInt8]) -> Void,
        onEnd: @escaping @Sendable (ProcessEnd) -> Void
    ) {
        self.command = command
        self.onOutput = onOutput
        self.onEnd = onEnd
        life = RunLife(timeout: timeout, ladder: ladder, firstSweep: .kill)
        timer = DispatchSource.makeTimerSource(queue: queue)
    }

    /// Starts the command soon.
    func start() {
        queue.async { self.begin() }
    }

    /// Begins to stop it, or goes on to the next signal at once.
    func cancel() {
        queue.async { self.handle(.stopRequested) }
    }

    private func begin() {
        timer.setEventHandler { [weak self] in self?.handle(.timePassed) }
        timer.activate()
        do {
            try spawn()
            setTimer()
        } catch let failure as NotStarted {
            finish(.couldNotStart(failure.reason))
        } catch let failure as SystemFailure {
            finish(.couldNotStart(failure.sentence))
        } catch {
            finish(.couldNotStart("\(error)"))
        }
    }

    private func spawn() throws {
        let output = try PipeEnds()
        let error = try PipeEnds()
        let input = try MemoryFile(command.standardInput ?? [])
        var wiring = ChildProcess.Wiring()
        if command.standardInput != nil { wiring.input = input.descriptor.number }
        wiring.output = output.writer.number
        wiring.error = error.writer.number
        let started = try ChildProcess.start(command, wiring: wiring)
        child = started
        pipes[.standardOutput] = DescriptorWatch(output.takeReader(), queue)
        pipes[.standardError] = DescriptorWatch(error.takeReader(), queue)
        do {
            try watch(started)
        } catch {
            // Nobody would learn of its end: better no command than one without an end.
            started.signalGroup(.kill)
            started.waitForDeath()
            throw error
        }
    }

    private func watch(_ child: ChildProcess) throws {
        let number = quell_pidfd_open(child.pid)
        guard number >= 0 else { throw SystemFailure("watch a child") }
        exitWatch = DescriptorWatch(Descriptor(number), queue)
        try exitWatch?.begin { self.childMayHaveEnded() }
        for stream in ProcessStream.allCases {
            try pipes[stream]?.begin { self.pump(stream) }
        }
    }

    private func childMayHaveEnded() {
        guard let child, let exitWatch else { return }
        if let exit = child.peek() { handle(.childExited(exit)) } else { exitWatch.rearm() }
    }

    private func pump(_ stream: ProcessStream) {
        guard let pipe = pipes[stream] else { return }
        switch readSome(pipe.number, OutputRecord.maximumPayload) {
        case .bytes(let bytes):
            onOutput(stream, bytes)
            pipe.rearm()
        case .nothingYet: pipe.rearm()
        case .end, .failed: close(stream)
        }
    }

    private func close(_ stream: ProcessStream) {
        pipes.removeValue(forKey: stream)?.end()
        if pipes.isEmpty { handle(.outputClosed) }
    }

    private func handle(_ event: RunLife.Event) {
        guard child != nil else { return }
        for action in life.handle(event, at: SuspendingClock.now - began) {
            switch action {
            case .signalGroup(let rung): stopGroup(rung)
            case .signalLeftovers:
                killLeftovers()
                handle(.swept)
            case .finish(let outcome): over(outcome)
            }
        }
        setTimer()
    }

    private func stopGroup(_ rung: StopLadder.Rung) {
        guard let child else { return }
        leftovers += ProcFilesystem.table().descendants(of: child.pid)
        child.signalGroup(rung)
        if rung == .kill { killLeftovers() }
    }

    private func killLeftovers() {
        guard let child else { return }
        // Twice, because a member may have forked while the first table was read.
        for _ in 0..<2 {
            let table = ProcFilesystem.table()
            let stranded = leftovers.flatMap { table.descendants(of: $0.pid) }
            for entry in table.members(ofSession: child.pid) + leftovers + stranded {
                ProcFilesystem.signal(entry, SIGKILL)
            }
        }
    }

    private func setTimer() {
        guard child != nil else { return }
        guard let deadline = life.deadline else { return timer.schedule(deadline: .distantFuture) }
        let wait = max(.zero, deadline - (SuspendingClock.now - began))
        timer.schedule(deadline: .now() + .nanoseconds(Int(clamping: wait.wholeNanoseconds)))
    }

    private func over(_ outcome: RunOutcome) {
        readWhatIsThere()
        child?.signalGroup(.kill)
        // Reading all of /proc is worth it only when something is known to be left.
        if outcome.backgroundHolder { killLeftovers() }
        finish(outcome.end)
    }

    /// What the command wrote before its exit lies in the pipes even if they are still held open.
    private func readWhatIsThere() {
        for stream in ProcessStream.allCases {
            guard let pipe = pipes[stream] else { continue }
            var pending = Int(quell_pending_bytes(pipe.number))
            while pending > 0, case .bytes(let bytes) = readSome(pipe.number, min(pending, 65536)) {
                onOutput(stream, bytes)
                pending -= bytes.count
            }
        }
    }

    private func finish(_ end: ProcessEnd) {
        exitWatch?.end()
        exitWatch = nil
        for pipe in pipes.values { pipe.end() }
        pipes = [:]
        if let child { ChildReaper.adopt(child) }
        child = nil
        timer.cancel()
        onEnd?(end)
        onEnd = nil
    }
}
