import IncidentModel
import SafeText
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The log engine's thread: one `poll` on everything that can happen, and no wake-up without a reason.
final class EngineLoop {
    private static let bufferBytes = 262_144
    private static let millisecond: Int64 = 1_000_000

    let options: LogEngineOptions
    private let wake: WakePipe
    private let isStopping: @Sendable () -> Bool
    private let takeActions: @Sendable () -> [RecordedClusterAction]
    private let ingest: Ingest
    private let watch = FileWatch()
    private var sources: [any LiveSource] = []
    private var herald: Herald
    private let buffer: UnsafeMutableRawBufferPointer
    /// Until when bursts are collected, on the monotonic clock.
    private var restUntil: Int64 = 0

    init(
        sources definitions: [SourceDefinition], options: LogEngineOptions, wake: WakePipe,
        now: @escaping @Sendable () -> Timestamp,
        wallOffset: @escaping @Sendable () -> Duration,
        isStopping: @escaping @Sendable () -> Bool,
        takeActions: @escaping @Sendable () -> [RecordedClusterAction],
        publish: @escaping @Sendable (LogPublication) -> Void
    ) {
        self.options = options
        self.wake = wake
        self.isStopping = isStopping
        self.takeActions = takeActions
        herald = Herald(options: options, publish: publish)
        let stored = Self.stored(options, &herald)
        ingest = Ingest(
            options: options, book: stored?.book ?? ClusterBook(redactor: options.redactor),
            clock: now, wallOffset: wallOffset)
        buffer = .allocate(byteCount: Self.bufferBytes, alignment: 16)
        let factory = SourceFactory(options: options, ingest: ingest, watch: watch, wake: wake)
        for (index, definition) in definitions.enumerated() {
            let source = factory.make(definition, index: index)
            resume(source, stored)
            sources.append(source)
        }
    }

    deinit { buffer.deallocate() }

    /// Works until asked to stop, then ends what it has started.
    func run() {
        // Refusals were told when the decisions were taken.
        for action in options.actions { _ = ingest.book.perform(action, at: ingest.now) }
        for source in sources { source.start() }
        while !isStopping() {
            serveSources()
            performActions()
            flushQuietStreams()
            herald.publishIfDue(ingest, sources)
            wait()
        }
        performActions()
        herald.publishLast(ingest, sources)
        for source in sources { source.stop() }
    }

    private static func stored(_ options: LogEngineOptions, _ herald: inout Herald)
        -> EngineCheckpoint?
    {
        guard let checkpoint = options.checkpoint else { return nil }
        do throws(CheckpointError) {
            return try EngineCheckpoint(checkpoint, redactor: options.redactor)
        } catch {
            herald.refuse("\(DisplayText(error.description)); the log clusters start afresh")
            return nil
        }
    }

    private func resume(_ source: any LiveSource, _ stored: EngineCheckpoint?) {
        let id = source.gauge.status.id.name
        guard let saved = stored?.sources[Array(id.string.utf8)],
            saved.kind.elementsEqual(source.gauge.status.kind.string.utf8)
        else { return }
        saved.counts.restore(&source.gauge.status)
        do throws(CheckpointError) {
            var reader = CheckpointReader(saved.position)
            try source.resume(from: &reader)
        } catch {
            herald.refuse("source \(id) starts afresh: \(DisplayText(error.description))")
        }
    }

    private func performActions() {
        for action in takeActions() {
            if let refusal = ingest.book.perform(action, at: ingest.now) { herald.refuse(refusal) }
            herald.hurry()
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
            let moves = watch.takeMoves()
            if !moves.isEmpty { for source in sources { source.noteMoved(moves) } }
        }
        let first = entries.count - owners.count
        for (offset, owner) in owners.enumerated() where entries[first + offset].revents != 0 {
            sources[owner].noteReadable()
        }
    }

    /// Milliseconds until the next thing is due, rounded up; -1 for never.
    private func timeout(now: Int64, isResting: Bool) -> Int32 {
        var due = herald.nextDue(ingest, sources)
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
        guard let due else { return -1 }
        let milliseconds = (due - now + Self.millisecond - 1) / Self.millisecond
        return Int32(clamping: max(0, milliseconds))
    }
}
