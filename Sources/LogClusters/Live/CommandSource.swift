import IncidentModel
import Processes
import SafeText

/// A command whose output is a log; when it fails or is cut off it starts again, each time later.
final class CommandSource: LiveSource {
    private static let second: Int64 = 1_000_000_000
    private static let longestDelay = 60 * second
    /// A command that ran for this long was a stream, whatever its exit status; a shorter one that
    /// succeeded has said what it had to say.
    private static let streamTime = 10 * second

    private let command: ProcessCommand
    private let firstDelay: Int64
    private let output: RecordStream
    private let errors: RecordStream
    private let inbox: CommandInbox
    private var process: StreamingProcess?
    private var startedAt: Int64 = 0
    private var delay: Int64
    private var restartAt: Int64?
    private var lastError: [UInt8] = []
    let gauge: SourceGauge

    init(
        command: String, restartDelay: Duration, wake: WakePipe, gauge: SourceGauge,
        makeStream: () -> RecordStream
    ) {
        self.command = .bash(command)
        firstDelay = max(restartDelay.wholeNanoseconds, 1_000_000)
        delay = firstDelay
        output = makeStream()
        errors = makeStream()
        inbox = CommandInbox(wake: wake)
        self.gauge = gauge
    }

    var isPending: Bool { !inbox.isEmpty || restartAt.map { $0 <= MonotonicTime.now } ?? false }
    var descriptor: Int32? { nil }
    var streams: [RecordStream] { [output, errors] }
    var deadline: Int64? { restartAt }

    func start() {
        restartAt = nil
        startedAt = MonotonicTime.now
        gauge.status.state = .following
        gauge.status.detail = .empty
        inbox.begin()
        process = StreamingProcess.start(
            command,
            onOutput: { [inbox] stream, bytes in inbox.put(stream, bytes) },
            onEnd: { [inbox] end in inbox.end(end) })
    }

    func noteReadable() {}

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if let restartAt, restartAt <= MonotonicTime.now { start() }
        var total = 0
        let (pieces, end) = inbox.take()
        for (stream, bytes) in pieces {
            total += bytes.count
            if stream == .standardError { keepLastError(bytes) }
            bytes.withUnsafeBytes {
                (stream == .standardError ? errors : output).take($0)
            }
        }
        if let end { noteEnd(end) }
        return total
    }

    func stop() {
        restartAt = nil
        inbox.close()
        // Each further call skips a wait: a log source has nothing to lose.
        while process != nil, !inbox.waitForEnd(milliseconds: 100) { process?.cancel() }
        process = nil
    }

    private func keepLastError(_ bytes: [UInt8]) {
        let line = bytes.split(separator: 10).last { !$0.allSatisfy { $0 <= 32 } }
        if let line { lastError = Array(line.prefix(512)) }
    }

    private func noteEnd(_ end: ProcessEnd) {
        process = nil
        output.finish()
        errors.finish()
        let ran = MonotonicTime.now - startedAt
        if ran >= Self.streamTime { delay = firstDelay }
        switch end {
        case .exited(0) where ran < Self.streamTime:
            gauge.status.state = .ended
            return
        case .couldNotStart: gauge.status.state = .failed
        case .exited, .signalled, .timedOut, .cancelled: gauge.status.state = .reconnecting
        }
        gauge.status.detail = "\(Self.phrase(end)); again in \(Self.words(delay))\(errorWords)"
        restartAt = MonotonicTime.now + delay
        delay = min(delay * 2, Self.longestDelay)
        lastError = []
    }

    private var errorWords: DisplayText {
        lastError.isEmpty ? .empty : ": \(DisplayText(bytes: lastError))"
    }

    private static func phrase(_ end: ProcessEnd) -> DisplayText {
        switch end {
        case .exited(let status): "exited with status \(status)"
        case .signalled(let signal): "ended by signal \(signal)"
        case .timedOut: "timed out"
        case .couldNotStart(let reason): "could not start: \(DisplayText(reason))"
        case .cancelled: "stopped"
        }
    }

    private static func words(_ nanoseconds: Int64) -> DisplayText {
        nanoseconds < second ? "\(nanoseconds / 1_000_000) ms" : "\(nanoseconds / second) s"
    }
}
