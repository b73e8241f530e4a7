import IncidentModel
import Processes
import SafeText

/// A log that another program delivers from a place on: it is asked again when it ends, fails or stalls,
/// and nothing is counted twice.
final class FeedSource: LiveSource {
    private static let laneLimit = 512

    let gauge: SourceGauge
    private let makeStream: () -> RecordStream
    private let startedAt: Int64
    private let environment: ProcessEnvironment
    private var feed: any LogFeed
    private let run: CommandRun
    private var output = LineSplitter()
    private var errors = LineSplitter()
    private var entries = JSONArraySplitter()
    private var lanes: [[UInt8]: RecordStream] = [:]
    private var backOff: BackOff
    private var isResumed = false
    /// True while a silent or old command is ended to be asked again.
    private var isRenewing = false
    /// True when the next command takes the place of one that was lost.
    private var isLost = false
    private var startAt: Int64?
    private var lastLine: Int64 = 0
    private var patience: Int64 = 0
    private var missedBefore = 0

    /// Prepares a source; `now` is the wall clock in nanoseconds since the epoch.
    init(
        feed: any LogFeed, options: LogEngineOptions, now: Int64, wake: WakePipe,
        gauge: SourceGauge, makeStream: @escaping () -> RecordStream
    ) {
        environment = options.environment
        self.feed = feed
        self.gauge = gauge
        self.makeStream = makeStream
        startedAt = now
        backOff = BackOff(first: options.restartDelay)
        run = CommandRun(wake: wake)
        patience = feed.stallLimit ?? 0
    }

    var isPending: Bool { !run.isEmpty || deadline.map { $0 <= MonotonicTime.now } ?? false }
    var streams: [RecordStream] { Array(lanes.values) }

    var deadline: Int64? {
        if let startAt { return startAt }
        guard run.isRunning, !isRenewing else { return nil }
        let stall = feed.stallLimit.map { _ in max(lastLine, run.startedAt) + patience }
        let renewal = feed.renewInterval.map { run.startedAt + $0 }
        return [stall, renewal].compactMap { $0 }.min()
    }

    func resume(from reader: inout CheckpointReader) throws(CheckpointError) {
        var resumed = feed
        try resumed.resume(from: &reader)
        feed = resumed
        isResumed = true
    }

    func start() {
        startAt = nil
        isRenewing = false
        gauge.status.state = .following
        _ = output.discardPartial()
        _ = errors.discardPartial()
        entries.reset()
        let question = feed.ask()
        var command = ProcessCommand(
            executable: question.executable, arguments: question.arguments)
        command.environment = environment
        run.start(command)
    }

    func service(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        if let deadline, deadline <= MonotonicTime.now { startOrRenew() }
        var total = 0
        let (pieces, end) = run.take()
        for (stream, bytes) in pieces {
            total += bytes.count
            bytes.withUnsafeBytes { split($0, from: stream) }
        }
        gauge.count(lines: 0, bytes: total, at: MonotonicTime.now, now: 0)
        gauge.status.missed += feed.missed - missedBefore
        missedBefore = feed.missed
        if let end { noteEnd(end) }
        return total
    }

    func writePosition(to writer: inout CheckpointWriter) {
        for stream in lanes.values { stream.flush() }
        feed.write(to: &writer)
    }

    func stop() {
        startAt = nil
        run.stop()
    }

    private func startOrRenew() {
        guard startAt == nil else {
            if isLost { gauge.status.reconnects += 1 }
            isLost = false
            return start()
        }
        let isStalled =
            feed.stallLimit != nil
            && max(lastLine, run.startedAt) + patience <= MonotonicTime.now
        // A log may just be quiet: each time nothing had been waiting it is left alone for longer.
        if isStalled, let limit = feed.stallLimit { patience = min(patience * 2, limit * 5) }
        isRenewing = true
        run.cancel()
    }

    private func split(_ bytes: UnsafeRawBufferPointer, from stream: ProcessStream) {
        switch (stream, feed.framing) {
        case (.standardError, _): errors.split(bytes) { take($0, from: .standardError) }
        case (.standardOutput, .lines): output.split(bytes) { take($0, from: .standardOutput) }
        case (.standardOutput, .array):
            let skipped = entries.skipped
            entries.split(bytes) { take($0, from: .standardOutput) }
            gauge.status.dropped += entries.skipped - skipped
        }
    }

    private func take(_ line: UnsafeRawBufferPointer, from stream: ProcessStream) {
        switch feed.take(line, isError: stream == .standardError) {
        case .duplicate: break
        case .remark: run.noteError(line)
        case .log(let start, let stamp, let lane):
            lastLine = MonotonicTime.now
            patience = feed.stallLimit ?? 0
            gauge.status.detail = .empty
            let isOld = !isResumed && stamp.map { $0 < startedAt } ?? false
            self.stream(of: lane).take(
                line: UnsafeRawBufferPointer(rebasing: line[start...]), stamp: stamp,
                age: isOld ? .backlog : stamp == nil ? .live : .caughtUp)
        }
    }

    private func stream(of lane: [UInt8]) -> RecordStream {
        if let stream = lanes[lane] { return stream }
        if lanes.count >= Self.laneLimit,
            let oldest = lanes.min(by: { $0.value.lastBytes < $1.value.lastBytes })
        {
            oldest.value.finish()
            lanes[oldest.key] = nil
        }
        let stream = makeStream()
        lanes[lane] = stream
        return stream
    }

    private func noteEnd(_ end: ProcessEnd) {
        let now = MonotonicTime.now
        if isRenewing, case .cancelled = end { return start() }
        if let pollInterval = feed.pollInterval, end == .exited(0) {
            backOff.reset()
            gauge.status.detail = .empty
            startAt = feed.hasMore ? now : now + pollInterval
            return
        }
        if now - run.startedAt >= CommandSource.streamTime { backOff.reset() }
        let delay = backOff.take()
        gauge.status.state = .reconnecting
        if case .couldNotStart = end { gauge.status.state = .failed }
        gauge.status.detail = run.sentence(end, again: delay)
        isLost = true
        startAt = now + delay
    }
}
