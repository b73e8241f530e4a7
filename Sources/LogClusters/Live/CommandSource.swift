import IncidentModel
import Processes
import SafeText

/// A command whose output is a log; when it fails or is cut off it starts again, each time later.
final class CommandSource: LiveSource {
    /// A command that ran for this long was a stream, whatever its exit status; a shorter one that
    /// succeeded has said what it had to say.
    static let streamTime: Int64 = 10_000_000_000

    let gauge: SourceGauge
    private let command: ProcessCommand
    private let output: RecordStream
    private let errors: RecordStream
    private let run: CommandRun
    private var backOff: BackOff
    private var restartAt: Int64?

    init(
        command: String, restartDelay: Duration, wake: WakePipe, gauge: SourceGauge,
        makeStream: () -> RecordStream
    ) {
        self.command = .bash(command)
        self.gauge = gauge
        backOff = BackOff(first: restartDelay)
        output = makeStream()
        errors = makeStream()
        run = CommandRun(wake: wake)
    }

    var isPending: Bool { !run.isEmpty || restartAt.map { $0 <= MonotonicTime.now } ?? false }
    var streams: [RecordStream] { [errors, output] }
    var deadline: Int64? { restartAt }

    func start() {
        restartAt = nil
        gauge.status.state = .following
        gauge.status.detail = .empty
        run.start(command)
    }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if let restartAt, restartAt <= MonotonicTime.now {
            gauge.status.reconnects += 1
            start()
        }
        var total = 0
        let (pieces, end) = run.take()
        for (stream, bytes) in pieces {
            total += bytes.count
            if stream == .standardError { run.noteError(bytes) }
            bytes.withUnsafeBytes { (stream == .standardError ? errors : output).take($0) }
        }
        if let end { noteEnd(end) }
        return total
    }

    func stop() {
        restartAt = nil
        run.stop()
    }

    private func noteEnd(_ end: ProcessEnd) {
        output.finish()
        errors.finish()
        let ran = MonotonicTime.now - run.startedAt
        if ran >= Self.streamTime { backOff.reset() }
        switch end {
        case .exited(0) where ran < Self.streamTime:
            gauge.status.state = .ended
            return
        case .couldNotStart: gauge.status.state = .failed
        case .exited, .signalled, .timedOut, .cancelled: gauge.status.state = .reconnecting
        }
        let delay = backOff.take()
        gauge.status.detail = run.sentence(end, again: delay)
        restartAt = MonotonicTime.now + delay
    }
}
