import IncidentModel
import SafeText

/// Makes what is published from what is counted: templates, samples, priorities and moments.
///
/// All redaction and filtering for the screen happens here, once for each text that is shown.
struct Publisher {
    private static let second: Int64 = 1_000_000_000

    let options: LogEngineOptions
    /// How many clusters of the logs before the start are told, the most urgent.
    private static let mostFound = 20
    /// How long before the start one of them must have spoken.
    private static let foundWithin: Int64 = 3_600 * second

    private var gate = ChangeGate()
    private var foundLeft = Publisher.mostFound
    /// Moments that happened since the last status.
    private var changes: [ClusterChange] = []
    /// Names of services, redacted, by their numbers.
    private var serviceNames: [DisplayText] = []

    init(options: LogEngineOptions) { self.options = options }

    /// The clusters of a book at a moment, without sources; and what happened to them since the last.
    ///
    /// - Parameters:
    ///   - book: What was counted; its clusters receive numbers.
    ///   - now: Nanoseconds since the epoch.
    ///   - detailed: How many clusters, the first in order, get samples and values.
    /// - Returns: The status without sources, and the changes in order.
    mutating func publish(_ book: ClusterBook, at now: Int64, detailed: Int = .max)
        -> (LogStatus, [ClusterChange])
    {
        var status = LogStatus()
        book.makeAwaitedTemplates()
        book.performWaiting(at: now)
        redactServices(of: book)
        let links = book.handLinks
        let tallies = ranked(book)
        let isDetailed = detailed >= tallies.count
        status.clusters = tallies.map {
            refresh($0, book: book, links: links, at: now, isDetailed: isDetailed)
        }
        Self.sort(&status.clusters)
        tellFound(status.clusters, tallies, at: now)
        if !isDetailed { addDetails(&status, tallies, first: detailed, book: book) }
        status.lines = book.lines
        status.records = book.records
        status.counts = book.severityCounts
        status.otherLines = book.lines - status.clusters.reduce(0) { $0 + $1.lines }
        defer { changes = [] }
        return (status, changes)
    }

    /// Samples and values cost far more than all else, so they are made for what is told only.
    private func addDetails(
        _ status: inout LogStatus, _ tallies: [ClusterTally], first count: Int, book: ClusterBook
    ) {
        var places: [Int: Int] = [:]
        for place in status.clusters.indices.prefix(count) {
            places[status.clusters[place].id.number] = place
        }
        let maker = SampleMaker(redactor: options.redactor)
        for tally in tallies {
            guard let place = places[tally.number] else { continue }
            var published =
                tally.published ?? PublishedCluster(status: status.clusters[place])
            maker.refresh(&published, tally, book: book)
            status.clusters[place].samples = published.status.samples
            status.clusters[place].values = published.status.values
            tally.published = published
        }
    }

    /// When something will change by time alone; nil when nothing will.
    func nextDue(_ book: ClusterBook, at now: Int64) -> Int64? {
        var due: Int64?
        var fades = false
        for tally in book.tallies {
            guard let tally, let published = tally.published else { continue }
            if !published.status.isSilent, let silence = silenceDue(tally), silence > now {
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

    /// Pinned clusters first, muted ones last, the others by priority, then by records.
    ///
    /// Keys alone are compared and moved about, as a status holds many references.
    private static func sort(_ clusters: inout [ClusterStatus]) {
        let keys = clusters.indices.map { SortKey(clusters[$0], index: $0) }.sorted()
        for place in keys.indices {
            var source = keys[place].index
            // What stood there was moved when its place was filled.
            while source < place { source = keys[source].index }
            if source != place { clusters.swapAt(place, source) }
        }
    }

    private struct SortKey: Comparable {
        let place: Int
        let priority: Int
        let records: Int
        let number: Int
        let index: Int

        init(_ status: ClusterStatus, index: Int) {
            place = Publisher.place(status.marks)
            priority = status.priority.rawValue
            records = status.records
            number = status.id.number
            self.index = index
        }

        static func < (left: SortKey, right: SortKey) -> Bool {
            if left.place != right.place { return left.place < right.place }
            if left.priority != right.priority { return left.priority < right.priority }
            if left.records != right.records { return left.records > right.records }
            return left.number < right.number
        }
    }

    private struct AgeKey: Comparable {
        let firstSeen: Int64
        let root: Int
        let index: Int

        init(_ tally: ClusterTally, index: Int) {
            firstSeen = tally.firstSeen
            root = tally.root
            self.index = index
        }

        static func < (left: AgeKey, right: AgeKey) -> Bool {
            left.firstSeen == right.firstSeen
                ? left.root < right.root : left.firstSeen < right.firstSeen
        }
    }

    private static func place(_ marks: ClusterMarks) -> Int {
        marks.isPinned ? 0 : marks.isMuted ? 2 : 1
    }

    /// The tallies that are published, those most in need of attention if there are too many; in the
    /// order of appearance, which their numbers follow.
    private func ranked(_ book: ClusterBook) -> [ClusterTally] {
        let all = book.tallies.compactMap { $0 }
        guard all.count > options.publishedClusters else {
            let keys = all.indices.map { AgeKey(all[$0], index: $0) }.sorted()
            return keys.map { all[$0.index] }
        }
        let keyed = all.map { tally in
            (tally: tally, place: Self.place(tally.marks), worst: tally.worst)
        }
        return keyed.sorted { left, right in
            (left.place, right.worst, right.tally.records, left.tally.root)
                < (right.place, left.worst, left.tally.records, right.tally.root)
        }.prefix(options.publishedClusters).map(\.tally)
    }

    private func silenceDue(_ tally: ClusterTally) -> Int64? {
        tally.silenceDue(
            minimum: options.minimumSilence.wholeNanoseconds,
            utterances: options.silenceUtterances)
    }

    private mutating func redactServices(of book: ClusterBook) {
        for name in book.services.names.dropFirst(serviceNames.count) {
            serviceNames.append(options.redactor.redact(name))
        }
    }

    private mutating func refresh(
        _ tally: ClusterTally, book: ClusterBook, links: [ClusterID: HandLink], at now: Int64,
        isDetailed: Bool
    ) -> ClusterStatus {
        let template = book.template(of: tally)
        var published =
            tally.published
            ?? PublishedCluster(
                status: ClusterStatus(
                    id: ClusterID(book.number(tally)), template: .empty,
                    firstSeen: Timestamp(nanoseconds: tally.firstSeen)))
        let isChanged = published.status.template != template
        published.status.template = template
        count(tally, into: &published.status, at: now)
        let isRested = published.madeAt.map { now - $0 >= Self.second } ?? true
        if isChanged { published.map = nil }
        if isRested || isChanged || published.serials.count < 3 {
            let maker = SampleMaker(redactor: options.redactor)
            if isDetailed {
                maker.refresh(&published, tally, book: book)
                published.madeAt = now
            } else {
                maker.refreshAlarm(&published, tally)
            }
        }
        judgeState(tally, &published.status, at: now)
        prioritise(&published)
        published.status.relation = relation(of: published.status.id, links: links)
        tellMoments(tally, published.status, at: now)
        // One that is not told in detail keeps what was told of it before, not a second copy.
        if isDetailed || tally.published != nil { tally.published = published }
        return published.status
    }

    private func count(_ tally: ClusterTally, into status: inout ClusterStatus, at now: Int64) {
        tally.counters.pointee.settle()
        status.id = ClusterID(tally.number)
        status.counts = tally.severityCounts
        status.records = tally.records
        status.lines = tally.lines
        status.firstSeen = Timestamp(nanoseconds: tally.firstSeen)
        status.lastSeen = Timestamp(nanoseconds: tally.lastSeen)
        status.trend = tally.counters.pointee.trend.values(at: MinuteTrend.minute(of: now))
        status.lastMinute = tally.counters.pointee.lastMinute.value(at: now)
        status.services = tally.services.map { serviceNames[$0.service] }
        if let spoke = tally.counters.pointee.spokeAt, tally.marks.spokeAgainAt == nil {
            tally.marks.spokeAgainAt = Timestamp(nanoseconds: spoke)
        }
        status.marks = tally.marks
    }

    private func relation(of id: ClusterID, links: [ClusterID: HandLink]) -> ClusterRelation? {
        guard case .symptom(let cause)? = links[id] else { return nil }
        return ClusterRelation(cause: cause, evidence: ["linked by hand"], isByHand: true)
    }

    private func prioritise(_ published: inout PublishedCluster) {
        let status = published.status
        let facts = PriorityJudge.Facts(
            severity: status.severity, errors: status.counts.errors, records: status.records,
            lastMinute: status.lastMinute, lastTenMinutes: status.trend.suffix(10).reduce(0, +),
            isSilent: status.isSilent, isSpiking: status.isSpiking,
            spokeAfterFix: status.marks.spokeAgainAt != nil, alarm: published.alarm)
        (published.status.priority, published.status.priorityReason) = PriorityJudge.judge(
            facts, byHand: status.marks.priority)
    }
}

extension Publisher {
    /// Finds out whether the cluster is new, silent or speaks far more than before.
    private func judgeState(_ tally: ClusterTally, _ status: inout ClusterStatus, at now: Int64) {
        status.isNew =
            !tally.isFromBacklog && now - tally.firstSeen < options.newFor.wholeNanoseconds
        status.isSilent = silenceDue(tally).map { $0 <= now } ?? false
        tally.counters.pointee.isSilent = status.isSilent
        tally.story.spike = SpikeJudge.judge(
            tally.story.spike, past: status.trend.dropLast(2), lastMinute: status.lastMinute,
            at: now)
        status.isSpiking = tally.story.spike != nil
    }

    /// Tells what happened since the last publication.
    private mutating func tellMoments(
        _ tally: ClusterTally, _ status: ClusterStatus, at now: Int64
    ) {
        var story = tally.story
        if status.isNew, !story.hasAppeared {
            story.hasAppeared = tell(.appeared, status, at: now)
        }
        if status.isSpiking, !story.isToldSpike { _ = tell(.spiked, status, at: now) }
        story.isToldSpike = status.isSpiking
        if status.isSilent != story.isToldSilent, story.isKnown || !status.isSilent {
            if status.isSilent {
                story.isToldSilent = tell(.fellSilent, status, at: now)
            } else {
                _ = tell(.returned, status, at: now)
                story.isToldSilent = false
            }
        }
        if status.marks.spokeAgainAt != nil, !story.isToldAfterFix {
            story.isToldAfterFix = tell(.spokeAfterFix, status, at: now)
        }
        story.isKnown = true
        tally.story = story
    }

    /// Tells of the errors that were in the logs when the watch began: they are what it is about.
    private mutating func tellFound(
        _ clusters: [ClusterStatus], _ tallies: [ClusterTally], at now: Int64
    ) {
        guard foundLeft > 0 else { return }
        let untold = tallies.filter { tally in
            tally.isFromBacklog && !tally.story.hasAppeared && tally.worst >= .error
                && now - tally.lastSeen <= Self.foundWithin
        }
        guard !untold.isEmpty else { return }
        let found = Dictionary(
            untold.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for status in clusters where foundLeft > 0 && !status.marks.isMuted {
            guard let tally = found[status.id.number] else { continue }
            foundLeft -= 1
            tally.story.hasAppeared = true
            changes.append(Self.change(.found, status))
        }
    }

    private mutating func tell(
        _ moment: ClusterMoment, _ status: ClusterStatus, at now: Int64
    ) -> Bool {
        guard gate.passes(moment, of: status, at: now) else { return false }
        changes.append(Self.change(moment, status))
        return true
    }

    private static func change(_ moment: ClusterMoment, _ status: ClusterStatus) -> ClusterChange {
        ClusterChange(
            cluster: status.id, moment: moment, template: status.template,
            severity: status.severity, priority: status.priority)
    }
}
