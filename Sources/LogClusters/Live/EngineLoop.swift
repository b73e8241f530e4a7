import IncidentModel
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The log engine's thread: one `poll` on everything that can happen, and no wake-up without a reason.
final class EngineLoop {
    private static let bufferBytes = 262_144
    private static let millisecond: Int64 = 1_000_000

    private let options: LogEngineOptions
    private let wake: WakePipe
    private let publish: @Sendable (LogPublication) -> Void
    private let isStopping: @Sendable () -> Bool
    private let ingest: Ingest
    private let watch = FileWatch()
    private var sources: [any LiveSource] = []
    private var publisher: Publisher
    private let buffer: UnsafeMutableRawBufferPointer
    /// Until when bursts are collected, on the monotonic clock.
    private var restUntil: Int64 = 0
    private var lastPublication: Int64?
    private var published = LogStatus()
    private var recordsSeen = -1
    /// When time alone changes what is shown, on the monotonic clock.
    private var timer: Int64?

    init(
        sources definitions: [SourceDefinition], options: LogEngineOptions, wake: WakePipe,
        now: @escaping @Sendable () -> Timestamp,
        isStopping: @escaping @Sendable () -> Bool,
        publish: @escaping @Sendable (LogPublication) -> Void
    ) {
        self.options = options
        self.wake = wake
        self.publish = publish
        self.isStopping = isStopping
        ingest = Ingest(options: options, clock: now)
        publisher = Publisher(options: options)
        buffer = .allocate(byteCount: Self.bufferBytes, alignment: 16)
        for (index, definition) in definitions.enumerated() {
            sources.append(makeSource(definition, index: index))
        }
    }

    deinit { buffer.deallocate() }

    /// Works until asked to stop, then ends what it has started.
    func run() {
        for source in sources { source.start() }
        while !isStopping() {
            serveSources()
            flushQuietStreams()
            publishIfDue()
            wait()
        }
        for source in sources { source.stop() }
    }

    private func makeSource(_ definition: SourceDefinition, index: Int) -> any LiveSource {
        let ingest = ingest
        let readsHeaders = options.readsHeaders
        let format = options.format
        let service = definition.service.map { ingest.book.services.number(of: $0) } ?? 0
        let makeStream = {
            RecordStream(
                ingest: ingest, service: service, readsHeaders: readsHeaders, format: format)
        }
        switch definition.kind {
        case .file(let path):
            return FileSource(
                owner: index, id: definition.id, path: path, watch: watch,
                backlogBytes: options.backlogBytes, makeStream: makeStream)
        case .command(let command):
            return CommandSource(
                id: definition.id, command: command, restartDelay: options.restartDelay,
                wake: wake, makeStream: makeStream)
        case .standardInput:
            return InputSource(id: definition.id, input: STDIN_FILENO, stream: makeStream())
        case .descriptor(let descriptor):
            return InputSource(id: definition.id, input: descriptor, stream: makeStream())
        }
    }

    private func serveSources() {
        guard MonotonicTime.now >= restUntil else { return }
        ingest.refreshTime()
        var bytes = 0
        for source in sources { bytes += source.service(buffer) }
        // Many small writes become one read; a flood has big reads and needs no rest.
        if bytes > 0, bytes < Self.bufferBytes {
            restUntil = MonotonicTime.now + options.coalescing.wholeNanoseconds
        }
    }

    private func flushQuietStreams() {
        let quiet = MonotonicTime.now - options.recordPatience.wholeNanoseconds
        for source in sources {
            for stream in source.streams where stream.isOpen && stream.lastBytes <= quiet {
                stream.flush()
            }
        }
    }

    /// True when something was counted, a source changed or a moment has come.
    private var hasNews: Bool {
        if ingest.book.records != recordsSeen || lastPublication == nil { return true }
        if let timer, timer <= MonotonicTime.now { return true }
        return sources.map(\.status) != published.sources
    }

    private func publishIfDue() {
        guard hasNews else { return }
        if let lastPublication, MonotonicTime.now < lastPublication + interval { return }
        ingest.refreshTime()
        lastPublication = MonotonicTime.now
        recordsSeen = ingest.book.records
        var (status, changes) = publisher.publish(ingest.book, at: ingest.now)
        status.sources = sources.map(\.status)
        timer = publisher.nextDue(ingest.book, at: ingest.now).map {
            MonotonicTime.now + max($0 - ingest.now, 0) + Self.millisecond
        }
        guard status != published || !changes.isEmpty || recordsSeen == 0 else { return }
        published = status
        publish(
            LogPublication(status: status, changes: changes, forwarded: ingest.book.forwardedIDs))
    }

    private var interval: Int64 { options.publishInterval.wholeNanoseconds }

    private func wait() {
        let now = MonotonicTime.now
        let isResting = restUntil > now
        var entries = [pollfd(fd: wake.readEnd, events: Int16(POLLIN), revents: 0)]
        var owners: [Int] = []
        if !isResting {
            if watch.descriptor >= 0 {
                entries.append(pollfd(fd: watch.descriptor, events: Int16(POLLIN), revents: 0))
            }
            for (index, source) in sources.enumerated() {
                guard let descriptor = source.descriptor else { continue }
                entries.append(pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0))
                owners.append(index)
            }
        }
        let ready = poll(&entries, nfds_t(entries.count), timeout(now: now, isResting: isResting))
        guard ready > 0 else { return }
        if entries[0].revents != 0 { wake.drain() }
        guard !isResting else { return }
        if watch.descriptor >= 0, entries[1].revents != 0 {
            for owner in watch.changedOwners() { sources[owner].noteReadable() }
        }
        let first = entries.count - owners.count
        for (offset, owner) in owners.enumerated() where entries[first + offset].revents != 0 {
            sources[owner].noteReadable()
        }
    }

    /// Milliseconds until the next thing is due, rounded up; -1 for never.
    private func timeout(now: Int64, isResting: Bool) -> Int32 {
        var due: Int64? = timer
        func consider(_ moment: Int64) { due = min(due ?? .max, moment) }
        if isResting {
            consider(restUntil)
        } else if sources.contains(where: \.isPending) {
            return 0
        }
        for source in sources {
            if let deadline = source.deadline { consider(deadline) }
            for stream in source.streams where stream.isOpen {
                consider(stream.lastBytes + options.recordPatience.wholeNanoseconds)
            }
        }
        if hasNews, let lastPublication { consider(lastPublication + interval) }
        guard let due else { return -1 }
        let milliseconds = (due - now + Self.millisecond - 1) / Self.millisecond
        return Int32(clamping: max(0, milliseconds))
    }
}
