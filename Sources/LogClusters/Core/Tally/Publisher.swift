import IncidentModel
import SafeText

/// Makes what is published from what is counted: templates, samples, priorities and moments.
///
/// All redaction and filtering for the screen happens here, once for each text that is shown.
struct Publisher {
    private static let second: Int64 = 1_000_000_000
    private static let sampleLines = 40
    private static let sampleLineBytes = 2_048

    let options: LogEngineOptions
    /// Moments that happened since the last status.
    private var changes: [ClusterChange] = []

    init(options: LogEngineOptions) { self.options = options }

    /// The clusters of a book at a moment, without sources; and what happened to them since the last.
    ///
    /// - Parameters:
    ///   - book: What was counted; its clusters receive numbers.
    ///   - now: Nanoseconds since the epoch.
    /// - Returns: The status without sources, and the changes in order.
    mutating func publish(_ book: ClusterBook, at now: Int64) -> (LogStatus, [ClusterChange]) {
        var status = LogStatus()
        let ranked = ranked(book, at: now)
        for (root, tally) in ranked.prefix(options.publishedClusters) {
            status.clusters.append(refresh(tally, root: root, book: book, at: now))
        }
        status.clusters.sort(by: Self.isBefore)
        status.lines = book.lines
        status.records = book.records
        status.counts = book.severityCounts
        status.otherLines = book.lines - status.clusters.reduce(0) { $0 + $1.lines }
        defer { changes = [] }
        return (status, changes)
    }

    /// When something will change by time alone; nil when nothing will.
    func nextDue(_ book: ClusterBook, at now: Int64) -> Int64? {
        var due: Int64?
        var fades = false
        for tally in book.tallies {
            guard let tally, let published = tally.published else { continue }
            if !tally.isSilent, let silence = silenceDue(tally), silence > now {
                due = min(due ?? .max, silence)
            }
            if published.status.isNew || published.status.lastMinute > 0
                || !published.status.trend.isEmpty
            {
                fades = true
            }
        }
        guard fades else { return due }
        return min(due ?? .max, now + 60 * Self.second)
    }

    private static func isBefore(_ left: ClusterStatus, _ right: ClusterStatus) -> Bool {
        (left.priority, right.records, left.id) < (right.priority, left.records, right.id)
    }

    /// Roots and tallies, those most in need of attention first.
    private func ranked(_ book: ClusterBook, at now: Int64) -> [(Int, ClusterTally)] {
        let all = book.roots.compactMap { root in
            book.existingTally(of: root).map { (root, $0) }
        }
        // Numbers follow the order of appearance, whatever the rank.
        guard all.count > options.publishedClusters else {
            return all.sorted { ($0.1.firstSeen, $0.0) < ($1.1.firstSeen, $1.0) }
        }
        return all.sorted { left, right in
            let worst = (left.1.severityCounts.worst, right.1.severityCounts.worst)
            return (worst.0, left.1.records, right.0) > (worst.1, right.1.records, left.0)
        }
    }

    private func silenceDue(_ tally: ClusterTally) -> Int64? {
        tally.rhythm.silenceDue(
            minimum: options.minimumSilence.wholeNanoseconds,
            utterances: options.silenceUtterances)
    }

    private mutating func refresh(
        _ tally: ClusterTally, root: Int, book: ClusterBook, at now: Int64
    ) -> ClusterStatus {
        let isFirst = tally.published == nil
        var published =
            tally.published
            ?? PublishedCluster(
                status: ClusterStatus(
                    id: ClusterID(book.number(tally)), template: .empty,
                    firstSeen: Timestamp(nanoseconds: tally.firstSeen)),
                root: -1, fatalPhrase: nil, serials: [], samplesAt: nil)
        if published.root != root {
            published.root = root
            published.status.template = text(book.clusterer.template(of: root))
            published.fatalPhrase = PriorityJudge.fatalPhrase(
                in: published.status.template.string)
        }
        count(tally, into: &published.status, book: book, at: now)
        let isRested = published.samplesAt.map { now - $0 >= Self.second } ?? true
        if tally.isDirty, isRested || published.serials.count < 3 {
            refreshSamples(tally, &published, at: now)
        }
        judgeMoments(tally, &published.status, isFirst: isFirst, at: now)
        prioritise(tally, &published.status, fatalPhrase: published.fatalPhrase)
        tally.published = published
        // Samples that were left out for now are made when the flood is over.
        tally.isDirty = tally.samples.samples.map(\.serial) != published.serials
        return published.status
    }

    private func count(
        _ tally: ClusterTally, into status: inout ClusterStatus, book: ClusterBook, at now: Int64
    ) {
        status.id = ClusterID(book.number(tally))
        status.counts = tally.severityCounts
        status.records = tally.records
        status.lines = tally.lines
        status.firstSeen = Timestamp(nanoseconds: tally.firstSeen)
        status.lastSeen = Timestamp(nanoseconds: tally.lastSeen)
        status.trend = tally.trend.values(at: MinuteTrend.minute(of: now))
        status.lastMinute = tally.lastMinute.value(at: now)
        status.services = tally.services.sorted { ($0.count, $1.service) > ($1.count, $0.service) }
            .map { options.redactor.redact(book.services.name($0.service)) }
    }

    private func text(_ bytes: [UInt8]) -> DisplayText {
        let trimmed = bytes.drop { $0 <= 32 }
        return options.redactor.redact(
            DisplayText(bytes: trimmed, limit: Self.sampleLineBytes))
    }

    private func refreshSamples(
        _ tally: ClusterTally, _ published: inout PublishedCluster, at now: Int64
    ) {
        let samples = tally.samples.samples
        var known: [Int: LogSample] = [:]
        for (serial, sample) in zip(published.serials, published.status.samples) {
            known[serial] = sample
        }
        published.status.samples = samples.map { sample in
            known[sample.serial] ?? made(sample)
        }
        published.serials = samples.map(\.serial)
        published.samplesAt = now
    }

    private func made(_ sample: SampleKeeper.Sample) -> LogSample {
        var redaction = RedactionStream(options.redactor)
        let lines = DisplayText.lines(bytes: sample.bytes, limit: Self.sampleLineBytes)
        return LogSample(
            at: Timestamp(nanoseconds: sample.at),
            lines: lines.prefix(Self.sampleLines).map { redaction.redact($0) })
    }

    private func prioritise(
        _ tally: ClusterTally, _ status: inout ClusterStatus, fatalPhrase: String?
    ) {
        let facts = PriorityJudge.Facts(
            severity: status.severity, errors: status.counts.errors, records: status.records,
            lastMinute: status.lastMinute, lastTenMinutes: status.trend.suffix(10).reduce(0, +),
            isSilent: status.isSilent, isSpiking: tally.isSpiking, isNew: status.isNew,
            fatalPhrase: fatalPhrase)
        (status.priority, status.priorityReason) = PriorityJudge.propose(facts)
    }
}

extension Publisher {
    /// Finds out whether the cluster appeared, fell silent, came back or speaks far more than before.
    private mutating func judgeMoments(
        _ tally: ClusterTally, _ status: inout ClusterStatus, isFirst: Bool, at now: Int64
    ) {
        let age = now - tally.firstSeen
        status.isNew = !tally.isFromBacklog && age < options.newFor.wholeNanoseconds
        if isFirst, !tally.isFromBacklog { report(.appeared, status) }
        let isSilent = silenceDue(tally).map { $0 <= now } ?? false
        if isSilent != tally.isSilent {
            tally.isSilent = isSilent
            if !isFirst { report(isSilent ? .fellSilent : .returned, status) }
        }
        status.isSilent = isSilent
        let isSpiking = spikes(status, was: tally.isSpiking)
        if isSpiking, !tally.isSpiking, !isFirst { report(.spiked, status) }
        tally.isSpiking = isSpiking
    }

    private mutating func report(_ moment: ClusterMoment, _ status: ClusterStatus) {
        changes.append(
            ClusterChange(
                cluster: status.id, moment: moment, template: status.template,
                severity: status.severity))
    }

    /// Four times its own mean of the minutes before, at least ten; it ends below twice the mean.
    private func spikes(_ status: ClusterStatus, was: Bool) -> Bool {
        let past = status.trend.dropLast()
        guard past.count >= 3 else { return false }
        let mean = Double(past.reduce(0, +)) / Double(past.count)
        return Double(status.lastMinute) >= max(10, mean * (was ? 2 : 4))
    }
}
