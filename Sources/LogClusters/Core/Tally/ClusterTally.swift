import IncidentModel
import SafeText

/// All that is counted and known of one cluster.
///
/// What changes with each record is in `counters`; the rest is touched now and then.
final class ClusterTally {
    /// Templates under which a number stays known after the template has changed.
    static let templateLimit = 4

    /// Lives as long as the tally, at the same place.
    let counters: UnsafeMutablePointer<TallyCounters>
    /// The shape whose template the cluster shows.
    var root: Int
    /// The published number; 0 before the first publication.
    var number = 0
    /// True when it was there before the engine watched.
    var isFromBacklog: Bool
    /// What people decided.
    var marks = ClusterMarks()
    /// The values of its variables; nil before a record was looked at.
    var values: VariableTally?
    /// What was told of it.
    var story = ClusterStory()
    /// The template as shown; nil when it has to be made.
    var template: DisplayText?
    /// Templates that it showed before, the newest last.
    private(set) var formerTemplates: [DisplayText] = []
    /// What was published last.
    var published: PublishedCluster?
    /// What tells whose symptom it may be; nil for clusters without warnings.
    var evidence: ClusterEvidence?

    init(root: Int, index: Int, isFromBacklog: Bool) {
        self.root = root
        self.isFromBacklog = isFromBacklog
        counters = .allocate(capacity: 1)
        counters.initialize(to: TallyCounters())
        counters.pointee.index = Int32(truncatingIfNeeded: index)
    }

    deinit {
        counters.pointee.free()
        counters.deinitialize(count: 1)
        counters.deallocate()
    }

    var records: Int { counters.pointee.records }
    var lines: Int { counters.pointee.lines }
    /// Nanoseconds since the epoch.
    var firstSeen: Int64 { counters.pointee.firstSeen }
    /// Nanoseconds since the epoch.
    var lastSeen: Int64 { counters.pointee.lastSeen }
    /// Services by how often they spoke, the most frequent first.
    var services: [(service: Int, count: Int)] { counters.pointee.services.ranked }

    /// The counts in the model's form.
    var severityCounts: SeverityCounts {
        var counts = SeverityCounts()
        for severity in Severity.allCases {
            counts[severity] = counters.pointee.severities[severity.rawValue]
        }
        return counts
    }

    /// The most serious severity that occurs.
    var worst: Severity {
        Severity.allCases.last { counters.pointee.severities[$0.rawValue] > 0 } ?? .unknown
    }

    /// The moment from which on its silence is told; nil for rare speakers.
    func silenceDue(minimum: Int64, utterances: Int) -> Int64? {
        counters.pointee.rhythm.silenceDue(
            after: lastSeen, minimum: minimum, utterances: utterances)
    }

    /// Shows another shape's template from now on.
    func show(_ root: Int) {
        self.root = root
        if let template { remember([template]) }
        template = nil
    }

    /// The same template under another number of its shape.
    func move(to root: Int) {
        if values?.root == self.root { values?.root = root }
        self.root = root
    }

    func remember(_ templates: [DisplayText]) {
        formerTemplates = (formerTemplates.filter { !templates.contains($0) } + templates)
            .suffix(Self.templateLimit)
    }

    /// True when it shows this template, or did.
    func hasShown(_ template: DisplayText) -> Bool {
        self.template == template || formerTemplates.contains(template)
    }

    /// Takes over everything of a cluster that was joined to this one.
    func fold(_ other: ClusterTally) {
        if other.firstSeen < firstSeen { isFromBacklog = other.isFromBacklog }
        let isWorse = other.worst > worst
        counters.pointee.fold(&other.counters.pointee)
        marks = marks.folded(
            with: other.marks, isWorse: isWorse, lastSeen: Timestamp(nanoseconds: other.lastSeen))
        watchFix()
        story.fold(other.story)
        if let gone = other.evidence {
            if let evidence { evidence.fold(gone) } else { evidence = gone }
        }
        remember(other.formerTemplates + [other.template].compactMap { $0 })
    }

    /// Looks out for the first record after a fix.
    func watchFix() {
        let isOpen = marks.fixedAt != nil && marks.spokeAgainAt == nil
        counters.pointee.watch(from: isOpen ? marks.fixedAt?.nanoseconds : nil)
    }

    /// How much is lost when this cluster is forgotten: seconds, so that newer and bigger ones stay; what
    /// people decided about stays in any case.
    var worth: Int {
        let doublings = Int.bitWidth - records.leadingZeroBitCount
        return Int(lastSeen / 1_000_000_000) + doublings * 3_600 + (number > 0 ? 7_200 : 0)
            + (marks.isEmpty ? 0 : 1 << 40)
    }
}

/// What was told of a cluster, so that nothing is told twice.
struct ClusterStory {
    /// It was published before.
    var isKnown = false
    /// Its appearance was told.
    var hasAppeared = false
    /// Its silence was told and not yet its return.
    var isToldSilent = false
    /// It was told that it spoke again after its fix.
    var isToldAfterFix = false
    /// Its spike was told.
    var isToldSpike = false
    /// The records a minute that were usual when it began to speak far more; nil when it does not.
    var spike: Spike?

    /// A time of many more records than usual.
    struct Spike {
        /// Nanoseconds since the epoch.
        var since: Int64
        /// Records a minute before.
        var usual: Int
    }

    mutating func fold(_ other: ClusterStory) {
        isKnown = isKnown || other.isKnown
        hasAppeared = hasAppeared || other.hasAppeared
        isToldSilent = isToldSilent || other.isToldSilent
        isToldAfterFix = isToldAfterFix || other.isToldAfterFix
        isToldSpike = isToldSpike || other.isToldSpike
        spike = spike ?? other.spike
    }
}

/// What was published of a cluster, kept so that the expensive parts are made once.
struct PublishedCluster {
    var status: ClusterStatus
    /// What the template or the exception says, if it says that a program cannot run.
    var alarm: PriorityJudge.Alarm?
    /// Serials of the samples, in order.
    var serials: [Int] = []
    /// Where its variables stand; nil when the template is new.
    var map: TemplateMap?
    /// When samples and values were last made, in nanoseconds.
    var madeAt: Int64?
}
