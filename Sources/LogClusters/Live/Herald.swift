import IncidentModel
import SafeText

/// Decides when there is something to tell, and tells it: clusters, sources, checkpoints and refusals.
struct Herald {
    private static let millisecond: Int64 = 1_000_000

    private let options: LogEngineOptions
    private let publish: @Sendable (LogPublication) -> Void
    private var publisher: Publisher
    private var proposer: RelationProposer
    private var refusals: [DisplayText] = []
    private var lastPublication: Int64?
    private var published = LogStatus()
    /// The sources as they were published, before redaction.
    private var sourcesSeen: [SourceStatus] = []
    private var recordsSeen = -1
    /// When time alone changes what is shown, on the monotonic clock.
    private var timer: Int64?
    private var isHurried = false
    private var lastCheckpoint: Int64
    /// What the newest checkpoint was made of: bytes read and records counted.
    private var checkpointed = (bytes: -1, records: -1)

    init(options: LogEngineOptions, publish: @escaping @Sendable (LogPublication) -> Void) {
        self.options = options
        self.publish = publish
        publisher = Publisher(options: options)
        proposer = RelationProposer(needs: options.needs)
        lastCheckpoint = MonotonicTime.now
    }

    /// Something could not be done; it is told in the next publication.
    mutating func refuse(_ sentence: DisplayText) {
        refusals.append(sentence)
        isHurried = true
    }

    /// What is shown changed without a record.
    mutating func hurry() { isHurried = true }

    /// Publishes when there is news and the last time was long enough ago.
    mutating func publishIfDue(_ ingest: Ingest, _ sources: [any LiveSource]) {
        let now = MonotonicTime.now
        guard hasNews(ingest, sources, at: now) else { return }
        if let lastPublication, now < lastPublication + interval { return }
        ingest.refreshTime()
        let checkpoint =
            isCheckpointDue(ingest, sources, at: now)
            ? makeCheckpoint(ingest, sources, at: now) : nil
        send(ingest, sources, checkpoint: checkpoint, at: now)
    }

    /// Publishes for the last time: everything is stored, if anybody stores it.
    mutating func publishLast(_ ingest: Ingest, _ sources: [any LiveSource]) {
        guard options.checkpointInterval != nil else { return }
        let now = MonotonicTime.now
        ingest.refreshTime()
        let checkpoint = makeCheckpoint(ingest, sources, at: now)
        send(ingest, sources, checkpoint: checkpoint, at: now)
    }

    /// When the next publication may be due, on the monotonic clock; nil for never.
    func nextDue(_ ingest: Ingest, _ sources: [any LiveSource]) -> Int64? {
        let now = MonotonicTime.now
        var due = timer
        func consider(_ moment: Int64) { due = min(due ?? .max, moment) }
        for source in sources {
            if let moment = source.gauge.nextRefresh(after: lastPublication ?? now) {
                consider(moment)
            }
        }
        if let checkpointInterval = options.checkpointInterval?.wholeNanoseconds,
            hasProgress(ingest, sources)
        {
            consider(lastCheckpoint + checkpointInterval)
        }
        if hasNews(ingest, sources, at: now), let lastPublication {
            consider(lastPublication + interval)
        }
        return due
    }

    private var interval: Int64 { options.publishInterval.wholeNanoseconds }

    /// True when something was counted, a source changed or a moment has come.
    private func hasNews(_ ingest: Ingest, _ sources: [any LiveSource], at now: Int64) -> Bool {
        if ingest.book.records != recordsSeen || lastPublication == nil || isHurried { return true }
        if let timer, timer <= now { return true }
        if isCheckpointDue(ingest, sources, at: now) { return true }
        guard sources.count == sourcesSeen.count else { return true }
        return zip(sources, sourcesSeen).contains { source, shown in
            let look = source.gauge.nextRefresh(after: lastPublication ?? now)
            return source.gauge.status != shown || look.map { $0 <= now } ?? false
        }
    }

    private mutating func send(
        _ ingest: Ingest, _ sources: [any LiveSource], checkpoint: LogCheckpoint?, at now: Int64
    ) {
        lastPublication = now
        recordsSeen = ingest.book.records
        isHurried = false
        var (status, changes) = publisher.publish(ingest.book, at: ingest.now)
        proposer.propose(
            &status, from: ingest.book, version: ingest.evidence.version, at: ingest.now,
            byHand: ingest.book.handLinks.mapValues(\.cause))
        for source in sources {
            source.gauge.refresh(at: now)
            source.gauge.status.format = source.streams.last?.formatName ?? .empty
        }
        sourcesSeen = sources.map(\.gauge.status)
        status.sources = sourcesSeen.map { source in
            var status = source
            status.detail = options.redactor.redact(status.detail)
            return status
        }
        let due = [publisher.nextDue(ingest.book, at: ingest.now), proposer.nextDue]
        timer = due.compactMap { $0 }.min().map { now + max($0 - ingest.now, 0) + Self.millisecond }
        let isNews = status != published || !changes.isEmpty || recordsSeen == 0
        guard isNews || checkpoint != nil || !refusals.isEmpty else { return }
        published = status
        var publication = LogPublication(
            status: status, changes: changes, forwarded: ingest.book.forwardedIDs)
        publication.checkpoint = checkpoint
        publication.refusals = refusals.map { options.redactor.redact($0) }
        refusals = []
        publish(publication)
    }
}

extension Herald {
    private func hasProgress(_ ingest: Ingest, _ sources: [any LiveSource]) -> Bool {
        checkpointed != progress(ingest, sources)
    }

    private func progress(_ ingest: Ingest, _ sources: [any LiveSource])
        -> (bytes: Int, records: Int)
    {
        (sources.reduce(0) { $0 + $1.gauge.status.bytes }, ingest.book.records)
    }

    private func isCheckpointDue(
        _ ingest: Ingest, _ sources: [any LiveSource], at now: Int64
    ) -> Bool {
        guard let interval = options.checkpointInterval?.wholeNanoseconds else { return false }
        return now >= lastCheckpoint + interval && hasProgress(ingest, sources)
    }

    private mutating func makeCheckpoint(
        _ ingest: Ingest, _ sources: [any LiveSource], at now: Int64
    ) -> LogCheckpoint {
        let checkpoint = EngineCheckpoint.write(book: ingest.book, sources: sources)
        lastCheckpoint = now
        checkpointed = progress(ingest, sources)
        return checkpoint
    }
}
